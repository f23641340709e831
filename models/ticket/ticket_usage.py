"""What a ticket takes from the quota of its billing period, and what gives it back."""

from odoo import fields, models

from ..common.guard import GROUP_MANAGER
from ..contract.usage import USAGE_KINDS


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    usage_ids = fields.One2many(
        "ecosire.support.contract.usage", "ticket_id", readonly=True, groups=GROUP_MANAGER
    )
    usage_kind = fields.Selection(
        USAGE_KINDS, compute="_compute_usage_kind", compute_sudo=True, string="In the quota"
    )

    def _compute_usage_kind(self):
        for ticket in self:
            kinds = ticket.usage_ids.mapped("kind")
            ticket.usage_kind = next((k for k in ("freed", "used", "free") if k in kinds), False)

    def _take_unit(self, cause="in_plan", reason=""):
        """Enter the ticket into the ledger of tickets, or let it wait for the manager."""
        self.ensure_one()
        usage = self.env["ecosire.support.contract.usage"]
        if why_free := self._why_free():
            usage._append(self, "free", why_free, self.scope_reason)
        elif self._must_wait():
            self.extra_state = "waiting"
            self._ask_managers()
        else:
            usage._append(self, "used", cause, reason)
            self.contract_id._watch_usage()

    def _free_use(self, cause, reason=""):
        """Take back what the tickets took; those that took nothing stay as they are.

        :param cause: one of the causes of ``ecosire.support.contract.usage``
        """
        usage = self.env["ecosire.support.contract.usage"]
        for ticket in self:
            taken = ticket.usage_ids.filtered(lambda row: row.kind == "used")
            if taken:
                usage._append(ticket, "freed", cause, reason, at=taken.at)

    def _why_free(self):
        """The cause by which the ticket counts against no quota; None when it counts."""
        if self.defect_confirmed_at:
            return "defect"
        if self.scope in ("quoted", "other_plan"):
            return self.scope
        if not self.submitter_id._is_internal():
            return "by_ecosire"
        if self.scope == "in_plan" and self.topic_id._in_every_plan():
            return "everybody"
        return None
