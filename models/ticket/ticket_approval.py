"""Extra tickets that a support manager of the client decides about; a critical one never waits."""

from odoo import fields, models
from odoo.exceptions import UserError

from ..common.guard import GROUP_MANAGER

EXTRA_STATES = [
    ("waiting", "Your manager decides"),
    ("approved", "Approved"),
    ("declined", "Declined"),
]


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    extra_state = fields.Selection(
        EXTRA_STATES,
        string="Extra ticket",
        readonly=True,
        copy=False,
        tracking=True,
        index="btree_not_null",
    )

    def approve_extra(self):
        """A manager lets an extra ticket through: its clock starts now."""
        self._guard(GROUP_MANAGER)
        for ticket in self.sudo():  # sudo: ticket - a manager may see it, checked above
            ticket._check_waiting()
            ticket._let_through("approved", self.env._("Approved by %s", self.env.user.name))
        return True

    def decline_extra(self, reason):
        """A manager does not want the extra ticket: it is cancelled and costs nothing."""
        self._guard(GROUP_MANAGER)
        reason = self._required_reason(reason)
        for ticket in self.sudo():  # sudo: ticket - a manager may see it, checked above
            ticket._check_waiting()
            ticket.extra_state = "declined"
            ticket._move("cancelled", "client", reason=reason)
            ticket._happened("ticket.extra_decided", decision="declined", reason=reason)
            ticket._note_publicly(
                self.env._("Your support manager declined this extra ticket: %s", reason)
            )
        return True

    def _check_waiting(self):
        # two managers decide one after the other: the second one sees what the first has done
        self.lock_for_update(allow_referencing=True)
        if self.extra_state != "waiting":
            raise UserError(
                self.env._("%s does not wait for a decision any more. Reload it.", self.number)
            )

    def _must_wait(self):
        """Whether the ticket is an extra one that the client wants to decide about first."""
        return (
            self.contract_id.extra_policy == "ask"
            and self.severity != "critical"
            and self.contract_id._is_used_up(fields.Datetime.now())
        )

    def _let_through(self, cause, reason):
        """Count the ticket and start its clock, both from now on."""
        self.ensure_one()
        self.extra_state = "approved"
        self._begin_after_wait(reason)
        self.env["ecosire.support.contract.usage"]._append(self, "used", cause, reason)
        self._happened("ticket.extra_decided", decision=cause, reason=reason)
        self._note_publicly(reason)
        self.contract_id._watch_usage()

    def _wait_no_longer(self, cause, reason):
        """It turned out that the ticket does not count, so nobody has to decide about it."""
        self.ensure_one()
        if self.extra_state == "waiting":
            self.extra_state = False
            self.env["ecosire.support.contract.usage"]._append(self, "free", cause, reason)
            if self.is_open:
                self._begin_after_wait(reason)

    def _begin_after_wait(self, reason):
        # what is in force now rules it: the plan may have changed while it waited
        self.term_id = self.contract_id._term_at(fields.Datetime.now())
        self._start_clocks(fields.Datetime.now(), reason=reason)
        self._route()
        self._announce_to_vendor()

    def _ask_managers(self):
        """Tell the support managers of the ticket's company that one of them has to decide."""
        managers = self.contract_id._managers(self.company_id)
        self._tell_each(
            managers.partner_id, lambda reader, _partner: reader._as_question(), kind="decision"
        )

    def _as_question(self):
        subject = self.env._("%s waits for your decision", self.number)
        return subject, self.env._(
            "The tickets of this billing period are used up, and %(name)s has filed one more: "
            "“%(title)s”. Open it, and approve or decline it; until then its clock does not "
            "run.",
            name=self.submitter_name,
            title=self.name,
        )
