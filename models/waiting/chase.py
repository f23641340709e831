from odoo import fields, models


class EcosireSupportChase(models.Model):
    """Somebody of the client asked how it stands. By name: a contact merge rewrites foreign keys."""

    _name = "ecosire.support.chase"
    _description = "Chases of tickets"
    _inherit = "ecosire.support.append.only"
    _order = "at desc, id desc"
    _rec_name = "at"

    ticket_id = fields.Many2one(
        "ecosire.support.ticket", required=True, readonly=True, index=True, ondelete="restrict"
    )
    at = fields.Datetime(string="When", required=True, readonly=True)
    actor_name = fields.Char(string="By", required=True, readonly=True)
    climbed = fields.Boolean(
        string="Ladder told", readonly=True, help="The next step of the ladder was made due by it."
    )
