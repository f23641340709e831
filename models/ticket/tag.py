from odoo import fields, models


class EcosireSupportTag(models.Model):
    _name = "ecosire.support.tag"
    _description = "Ticket tag"
    _order = "name"

    name = fields.Char(required=True, translate=True)
    color = fields.Integer()

    _name_unique = models.Constraint("unique(name)", "This tag exists already. Use that one.")
