from odoo import fields, models


class EcosireSupportTicketNote(models.Model):
    """What ECOSIRE's people tell each other about a ticket; the client's users do not see it."""

    _name = "ecosire.support.ticket.note"
    _description = "Note for ECOSIRE"
    _inherit = "ecosire.support.append.only"
    _order = "ticket_id, id"
    _rec_name = "author_name"

    ticket_id = fields.Many2one(
        "ecosire.support.ticket", required=True, readonly=True, index=True, ondelete="restrict"
    )
    author_id = fields.Many2one(
        "ecosire.support.engineer", readonly=True, index=True, ondelete="set null"
    )
    # by name: it stays true when the engineer is gone
    author_name = fields.Char(string="By", required=True, readonly=True)
    at = fields.Datetime(string="When", required=True, readonly=True, default=fields.Datetime.now)
    text = fields.Text(required=True, readonly=True)
