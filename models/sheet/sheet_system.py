from odoo import fields, models


class EcosireSupportScopeSheetSystem(models.Model):
    """A system that works together with Odoo, and is in the scope."""

    _name = "ecosire.support.scope.sheet.system"
    _description = "Integrated system"
    _inherit = "ecosire.support.sheet.part"
    _order = "sheet_id, sequence, id"

    sheet_id = fields.Many2one(
        "ecosire.support.scope.sheet", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="System", required=True)
    purpose = fields.Char(string="What it does with Odoo")
