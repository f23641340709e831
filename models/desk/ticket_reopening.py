"""Due before we reopen: what must be answered while the contract's service hours are closed.

Clock hours run on after closing time, so a ticket of the afternoon may be due in the night.
"""

from datetime import UTC

from odoo import api, fields, models
from odoo.fields import Domain

from ...core.reopening import closed_span


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    due_before_reopening = fields.Boolean(
        compute="_compute_due_before_reopening",
        search="_search_due_before_reopening",
        export_string_translation=False,
        help="An answer is due while the contract's service hours are closed next, or are now.",
    )

    @api.depends("due_at", "contract_id")
    def _compute_due_before_reopening(self):
        due = self.filtered_domain(self._due_before_reopening())
        for ticket in self:
            ticket.due_before_reopening = ticket in due

    @api.model
    def _search_due_before_reopening(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = self._due_before_reopening()
        return domain if True in value else ~domain

    @api.model
    def _due_before_reopening(self):
        """While closed: all that is due before the next opening; while open: what is due in the
        coming closed span. Each contract goes by the hours of its own term."""
        contracts = self.env["ecosire.support.contract"].search([("ended_at", "=", False)])
        return Domain.OR(contract._due_before_reopening() for contract in contracts)


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def _due_before_reopening(self):
        """The domain of this contract's tickets that are due before its hours open again."""
        now = fields.Datetime.now()
        # sudo: contract.term, window - when the service hours are, of a contract the reader serves
        term = self.sudo()._term_at(now)
        span = term and closed_span(term._window()._to_core(), now.replace(tzinfo=UTC))
        if not span:
            return Domain.FALSE
        closing, reopening = (moment.replace(tzinfo=None) for moment in span)
        due = Domain("due_at", "<", reopening)
        if closing > now:
            due &= Domain("due_at", ">=", closing)
        return Domain("contract_id", "=", self.id) & due
