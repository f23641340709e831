from odoo import fields, models


class EcosireSupportShown(models.TransientModel):
    """Shows a secret once. It is a column of no table: closed, it is gone."""

    _name = "ecosire.support.shown"
    _description = "A secret shown once"

    target_id = fields.Many2one("ecosire.support.target", string="Connection", readonly=True)
    shown = fields.Char(string="Secret", store=False, copy=False, exportable=False)
