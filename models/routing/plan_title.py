from odoo import fields, models


class EcosireSupportPlan(models.Model):
    _inherit = "ecosire.support.plan"

    engineer_title = fields.Char(
        string="Named engineer is called",
        translate=True,
        help="What this plan calls the engineer to whom tickets go first.",
    )
