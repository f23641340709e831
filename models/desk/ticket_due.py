from odoo import api, fields, models

from ..common.owing import OWING


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    due_at = fields.Datetime(
        string="Due",
        compute="_compute_due_at",
        store=True,
        copy=False,
        help="By when ECOSIRE owes the next answer; empty when none is owed now. The queue goes by "
        "it: what is due first stands first, what owes no answer last.",
    )

    # as Odoo writes it: PostgreSQL does not see that IS TRUE says the same as the bare column
    _due_first = models.Index("(due_at, submitted_at, id) WHERE is_open IS TRUE")
    # what the desk sorts by, again as Odoo writes it: a page of any list costs a page
    _desk_order = models.Index("(COALESCE(is_open, FALSE) DESC, due_at, submitted_at, id)")

    @api.depends("is_open", "sla_state", "deadline")
    def _compute_due_at(self):
        for ticket in self:
            owes = ticket.is_open and ticket.sla_state in OWING
            ticket.due_at = ticket.deadline if owes else False
