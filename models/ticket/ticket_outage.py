"""Filing afterwards what could not be filed: the true time counts once both sides agree.

While the client's Odoo is down no ticket can be filed in it. Afterwards a manager or an account
lead files the outage with its true time and evidence. Until the other side confirms, the clock
runs from the filing; with the confirmation it stands at its true times, breaches included.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..common.guard import GROUP_LEAD, GROUP_MANAGER, GROUP_USER
from .ticket_intake import INTAKE_FIELDS


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    reported_at = fields.Datetime(
        string="Reported at",
        help="When it was truly reported, by phone or mail, while Odoo could not be reached.",
    )
    outage_evidence = fields.Text(
        string="Evidence", help="The mail, the call log, the line of the monitoring."
    )
    outage_state = fields.Selection(
        [
            ("claimed", "Waits for the other side"),
            ("confirmed", "Confirmed"),
            ("refused", "Not confirmed"),
        ],
        readonly=True,
        tracking=True,
    )
    outage_side = fields.Selection(
        [("client", "The client"), ("vendor", "ECOSIRE")], readonly=True, string="Filed by side"
    )
    call_claimed_at = fields.Datetime(
        string="Call to confirm", readonly=True, help="A call that counts once you confirm it."
    )

    @api.model
    def file_outage(self, contract_id, vals):
        """A manager or an account lead files afterwards what could not be filed.

        :param contract_id: id of a contract the caller may see
        :param vals: the intake's values with ``reported_at`` (naive UTC) and ``outage_evidence``
        :return: the ticket, waiting for the other side
        """
        self._guard(GROUP_MANAGER, GROUP_LEAD)
        contract = self.env["ecosire.support.contract"].browse(contract_id)
        contract.check_access("read")
        self._refuse_fields(set(vals) - INTAKE_FIELDS)
        company = self._outage_company(contract, vals)
        # sudo: ticket - role, contract and company checked; an engineer has no right to create
        return self.sudo().create([{**vals, "company_id": company.id}]).sudo(False)

    def _outage_company(self, contract, vals):
        """The company that had the outage: the one given, or the only one there is.

        :raises UserError: when there are several to choose from, or it is not the caller's
        """
        # sudo: contract - an engineer reads no company
        companies = contract.sudo().company_ids
        if self.env.user._is_internal():
            companies &= self.env.user.company_ids
        if vals.get("company_id"):
            companies = companies.filtered(lambda c: c.id == vals["company_id"])
        if len(companies) != 1:
            raise UserError(self.env._("Please say which company of the contract had the outage."))
        return companies

    def confirm_outage(self):
        """The other side agrees to the true time: clocks and breaches stand by it."""
        self._guard(GROUP_MANAGER, GROUP_LEAD)
        self._check_other_side()
        for ticket in self.sudo():  # sudo: ticket - role, access and side checked above
            ticket.outage_state = "confirmed"
            ticket.term_id = ticket.contract_id._term_at(ticket.reported_at)
            ticket._judge_scope()
            for clock in ticket._outage_clocks():
                filed = ticket._outage_filed_terms(clock)
                # what the term in force then promised, for the severity it was filed with
                then = ticket.term_id._snapshot_for(filed.severity, clock.metric)
                snapshot = then or filed
                event = clock._event(
                    "started",
                    ticket.reported_at,
                    snapshot=snapshot,
                    reason=self.env._("True time of the outage, confirmed by both sides"),
                )
                clock._apply(event, snapshot)
            ticket._happened("ticket.outage_confirmed", reported_at=ticket.reported_at)
            ticket._tell_outage_decided()
        return True

    def _outage_clocks(self):
        """The clocks that a confirmed true time moves: those of the filing, if it was earlier."""
        return self.clock_ids.filtered(
            lambda clock: clock.round == 1 and self.reported_at < clock.submitted_at
        )

    def _outage_filed_terms(self, clock):
        """The snapshot that ``clock`` was started with when the outage was filed."""
        return clock.event_ids.filtered(lambda event: event.kind == "started")[:1].snapshot_id

    def refuse_outage(self, reason):
        """The other side does not agree: the clock keeps the time of filing."""
        self._guard(GROUP_MANAGER, GROUP_LEAD)
        self._check_other_side()
        reason = self._required_reason(reason)
        for ticket in self.sudo():  # sudo: ticket - role, access and side checked above
            ticket.outage_state = "refused"
            ticket._note_publicly(self.env._("True time not confirmed: %s", reason))
            ticket._tell_outage_decided(reason)
        return True

    def confirm_call(self):
        """The client confirms that the call was when the engineer says it was."""
        self._guard(GROUP_USER)
        for ticket in self.sudo():  # sudo: sla.clock - the caller may see the ticket
            if not ticket.call_claimed_at:
                raise UserError(self.env._("%s has no call to confirm.", ticket.number))
            clock = ticket._clock_at(ticket.call_claimed_at)
            clock._apply(
                clock._event("met", ticket.call_claimed_at, confirmed_by=self.env.user.name)
            )
            ticket.call_claimed_at = False
        return True

    def refuse_call(self, reason):
        """The client does not agree that there was such a call then; its time does not count."""
        self._guard(GROUP_USER)
        reason = self._required_reason(reason)
        for ticket in self.sudo():  # sudo: ticket - the caller may see it, checked above
            if not ticket.call_claimed_at:
                raise UserError(self.env._("%s has no call to confirm.", ticket.number))
            ticket.call_claimed_at = False
            ticket._note_publicly(self.env._("The time of the call is not confirmed: %s", reason))
        return True

    def _claim_call(self, spoken_at):
        """Keep the time of an earlier call for the client to confirm, if it would count."""
        clock = self._clock_at(spoken_at)
        earlier_claim = self.call_claimed_at and self.call_claimed_at <= spoken_at
        if clock and not earlier_claim and (not clock.met_at or spoken_at < clock.met_at):
            self.call_claimed_at = spoken_at

    def _clock_at(self, instant):
        """The first-answer clock that was running at ``instant``; empty when none was."""
        clocks = self.clock_ids.filtered(
            lambda c: c.metric == "first_response" and c.submitted_at <= instant
        )
        return clocks.sorted("round")[-1:]

    def _file_outage(self):
        """Start from the filing; the true time is a claim until the other side confirms."""
        if problem := self._outage_problem(self.contract_id, self.reported_at, self.submitted_at):
            raise UserError(problem)
        if not (self.outage_evidence or "").strip():
            raise UserError(self.env._("Please add the evidence: who was told, how, and when."))
        self.write({"outage_state": "claimed", "outage_side": self._side()})
        self._start_clocks(self.submitted_at)
        self._tell_outage_claimed()

    @api.model
    def _outage_problem(self, contract, reported_at, now):
        """Why nothing can have been reported at ``reported_at`` (naive UTC); "" when it can."""
        if reported_at > now:
            return self.env._("“Reported at” lies in the future. Enter when it was reported.")
        if not contract._term_at(reported_at):
            return self.env._(
                "The contract had not begun then. Enter a time after its first day, or "
                "leave “Reported at” empty."
            )
        return ""

    def _check_outage_right(self, vals):
        """Only a manager or a lead may file with another time than now."""
        if vals.get("reported_at") and not self.env.su:
            user = self.env.user
            if not (user.has_group(GROUP_MANAGER) or user.has_group(GROUP_LEAD)):
                raise AccessError(
                    self.env._(
                        "Only a support manager or the ECOSIRE account lead files an outage "
                        "afterwards. File the ticket without “Reported at”, and tell them."
                    )
                )

    def _side(self):
        return "vendor" if self.env.user.has_group(GROUP_LEAD) else "client"

    def _check_other_side(self):
        for ticket in self:
            if ticket.outage_state != "claimed":
                raise UserError(self.env._("%s waits for no confirmation.", ticket.number))
            if ticket.outage_side == ticket._side():
                raise UserError(
                    self.env._("Your own side filed this outage: the other side confirms it.")
                )
