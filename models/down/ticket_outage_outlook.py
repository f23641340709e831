"""What a true time means, said before anybody decides: deadlines, misses, credits, overlaps."""

from datetime import UTC

from odoo import api, fields, models

from ...core import outage
from ..common.guard import GROUP_LEAD, GROUP_MANAGER
from ..ticket.ticket_promise import _duration


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    outage_text = fields.Text(
        compute="_compute_outage_text",
        groups=f"{GROUP_MANAGER},{GROUP_LEAD}",
        help="What it means to confirm the time of an outage, and not to.",
    )

    @api.depends("outage_state", "reported_at", "clock_ids.last_sequence")
    @api.depends_context("uid", "lang", "tz")
    def _compute_outage_text(self):
        for ticket in self:
            if ticket.outage_state != "claimed":
                ticket.outage_text = ""
                continue
            claim = self.env._(
                "Reported %(when)s, says %(name)s. Evidence: %(evidence)s",
                when=ticket._both_zones(ticket.reported_at),
                name=ticket.submitter_name,
                evidence=ticket.outage_evidence,
            )
            ticket.outage_text = "\n".join([claim, *ticket._outage_consequences()])

    # -- of a ticket that waits for the other side

    def _outage_consequences(self):
        """What confirming and refusing mean, a sentence or more each."""
        self.ensure_one()
        now = fields.Datetime.now().replace(tzinfo=UTC)
        # sudo: term, clock, sheet - on a page of managers and leads alone
        lines, this = [], self.sudo()
        term = this.contract_id._term_at(this.reported_at)
        for clock in this._outage_clocks():
            policy, filed = this._outage_policy(clock, term)
            events = clock.event_ids._to_core()
            state = outage.as_if_reported(
                events, this.reported_at.replace(tzinfo=UTC), policy._to_core(), now
            )
            lines.append(self._outage_line(clock, policy, state))
            lines += self._outage_cost(term, clock, policy, filed, state)
        if not lines:
            lines.append(self.env._("If confirmed: no clock runs, so only the record changes."))
        if term != this.term_id:
            lines.append(
                self.env._(
                    "It is then measured by the %s support plan of that day.", term.plan_id.name
                )
            )
        lines.append(
            self.env._(
                "If not confirmed: the clock keeps the time of filing, %s.",
                self._both_zones(this.submitted_at),
            )
        )
        return lines

    def _outage_policy(self, clock, term):
        """What then was promised for the severity of the filing, else what the clock runs by."""
        filed = self._outage_filed_terms(clock)
        return term._policy(filed.severity, clock.metric) or filed, filed

    def _outage_line(self, clock, policy, state):
        """``If confirmed: First answer was due by …, missed; answered 1 h 10 min late.``"""
        values = {"what": clock.display_name, "when": self._both_zones(_naive(state.deadline))}
        if state.met_at and state.late_by:
            late = _duration(self.env, state.late_by)
            return self.env._(
                "If confirmed: %(what)s was due by %(when)s, and came %(late)s too late.",
                late=late,
                **values,
            )
        if state.met_at:
            return self.env._(
                "If confirmed: %(what)s was due by %(when)s, and came in time.", **values
            )
        if not state.breached_at:
            return self.env._("If confirmed: %(what)s is due by %(when)s.", **values)
        if policy.aim:
            return self.env._(
                "If confirmed: %(what)s was aimed at by %(when)s, and is late.", **values
            )
        return self.env._(
            "If confirmed: %(what)s was due by %(when)s, and stands as missed.", **values
        )

    def _outage_cost(self, term, clock, policy, filed, state):
        """What a miss costs, where a scope sheet credits it; and where the credit will stand."""
        if not state.breached_at or policy.aim:
            return
        amount = term._credit_agreed(filed.severity, clock.metric)
        if not amount:
            return
        breached = _naive(state.breached_at)
        yield self.env._("For the miss %s is credited.", self.sudo().contract_id._money(amount))
        if self.contract_id.sudo()._is_closed_at(breached):
            yield self.env._(
                "That billing period is closed, so the credit stands as a correction on the next "
                "usage statement."
            )

    # -- of one that is about to be filed

    @api.model
    def _outage_outlook(self, contract, company, reported_at, severity):
        """What filing an outage as of ``reported_at`` (naive UTC) would mean.

        :return: (why it cannot be filed or "", sentences about it, outages it may be one with)
        """
        now = fields.Datetime.now()
        # sudo: contract, term - of a contract that the caller may read, checked by the callers
        contract = contract.sudo()
        if problem := self._outage_problem(contract, reported_at, now):
            return problem, [], self.browse()
        lines = [self.env._("Reported %s.", self._outage_both(reported_at, contract))]
        term = contract._term_at(reported_at)
        if policy := term._policy(severity, "first_response"):
            deadline = _naive(policy._to_core().deadline(reported_at.replace(tzinfo=UTC)))
            lines.append(self._outlook_line(contract, deadline, now, policy.aim))
        lines.append(
            self.env._("Until the other side confirms that time, the clock runs from the filing.")
        )
        if contract._is_closed_at(reported_at):
            lines.append(
                self.env._(
                    "The billing period of that time is closed: the ticket counts in the present "
                    "one, and a credit for a miss stands as a correction on the next statement."
                )
            )
        return "", lines, self._overlapping_outages(company, reported_at)

    def _outlook_line(self, contract, deadline, now, aim):
        when = self._outage_both(deadline, contract)
        if deadline >= now:
            return self.env._("Once confirmed, the first answer is due by %s.", when)
        if aim:
            return self.env._("Once confirmed, the first answer was aimed at by %s.", when)
        return self.env._("Once confirmed, the first answer was due by %s and is missed.", when)

    @api.model
    def _overlapping_outages(self, company, reported_at):
        """Outages of ``company`` that may be the same as one reported then, newest first."""
        now = fields.Datetime.now()
        known = self.search(
            [
                ("company_id", "=", company.id),
                ("reported_at", "!=", False),
                ("submitted_at", ">=", reported_at),
                ("state", "!=", "cancelled"),
                ("outage_state", "!=", "refused"),
            ],
            order="id desc",
        )
        return known.filtered(
            lambda ticket: outage.overlap(reported_at, now, ticket.reported_at, ticket.submitted_at)
        )

    def _overlap_words(self):
        """``Filed already for that time: DELTA-1040 (Odoo was down), reported Tue 24 Nov …``."""
        return self.env._(
            "Filed already for that time: %s. Add to that ticket if it is the same outage.",
            ", ".join(
                self.env._(
                    "%(ticket)s, reported %(when)s",
                    ticket=ticket.display_name,
                    when=ticket._both_zones(ticket.reported_at),
                )
                for ticket in self
            ),
        )

    @api.model
    def _outage_both(self, instant, contract):
        """An instant in the reader's zone with the other side's, before there is a ticket."""
        zone = contract.tz
        if zone == self._reader_zone():
            # sudo: res.users - the zone in which the client's managers sit
            zone = contract.sudo()._managers()[:1].tz or zone
        return self._both_zones(instant, zone)


def _naive(instant):
    return instant.astimezone(UTC).replace(tzinfo=None)
