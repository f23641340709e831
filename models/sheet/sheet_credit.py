from odoo import fields, models

from ..selections import METRICS, SEVERITIES


class EcosireSupportScopeSheetCredit(models.Model):
    """What the client is credited for a missed promise."""

    _name = "ecosire.support.scope.sheet.credit"
    _description = "Agreed credit"
    _inherit = "ecosire.support.sheet.part"
    _order = "sheet_id, metric, id"

    sheet_id = fields.Many2one(
        "ecosire.support.scope.sheet", required=True, ondelete="cascade", index=True
    )
    severity = fields.Selection(SEVERITIES, required=True)
    metric = fields.Selection(METRICS, required=True, default="first_response")
    currency_id = fields.Many2one(related="sheet_id.currency_id")
    amount = fields.Monetary(string="Credit for each miss", required=True)

    _once = models.Constraint(
        "unique(sheet_id, metric, severity)",
        "A credit is agreed for this promise already. Change that one.",
    )
    _positive = models.Constraint("check(amount > 0)", "A credit is an amount above 0.")
