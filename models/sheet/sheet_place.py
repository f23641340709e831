from odoo import fields, models

from odoo.addons.base.models.res_partner import _tz_get


class EcosireSupportScopeSheetPlace(models.Model):
    """Where the client works: ECOSIRE's service hours are printed in the time of each place."""

    _name = "ecosire.support.scope.sheet.place"
    _description = "Place in the scope"
    _inherit = "ecosire.support.sheet.part"
    _order = "sheet_id, id"

    sheet_id = fields.Many2one(
        "ecosire.support.scope.sheet", required=True, ondelete="cascade", index=True
    )
    name = fields.Char(string="Place", required=True)
    tz = fields.Selection(
        _tz_get, string="Time zone", required=True, default=lambda self: self.env.user.tz or "UTC"
    )
