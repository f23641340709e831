from odoo import fields, models

from ..selections import CORE_BUG_STATES


class EcosireSupportCoreBugStep(models.Model):
    """A step on the path of a defect in Odoo itself, as both sides read it.

    Who took it is kept by name: Odoo's contact merge rewrites foreign keys.
    """

    _name = "ecosire.support.core.bug.step"
    _description = "Steps of a defect in Odoo itself"
    _inherit = "ecosire.support.append.only"
    _order = "ticket_id, id"
    _rec_name = "state"

    ticket_id = fields.Many2one(
        "ecosire.support.ticket", required=True, readonly=True, index=True, ondelete="restrict"
    )
    state = fields.Selection(CORE_BUG_STATES, string="Step", required=True, readonly=True)
    at = fields.Datetime(string="When", required=True, readonly=True)
    actor_name = fields.Char(string="By", readonly=True)
    reference = fields.Char(readonly=True, help="The report to Odoo: its address or number.")
    version = fields.Char(string="Fixed in", readonly=True)
    text = fields.Text(required=True, readonly=True)
