from odoo import fields, models


class EcosireSupportEntitlement(models.Model):
    """Something a plan grants besides answers; code asks for it by ``code``."""

    _name = "ecosire.support.entitlement"
    _description = "Support entitlement"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    description = fields.Text(translate=True)

    _code_unique = models.Constraint(
        "unique(code)", "Two entitlements cannot share one code. Choose another code."
    )
