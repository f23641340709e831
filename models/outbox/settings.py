from odoo import fields, models

from .target_send import ALLOW_PRIVATE


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    # only the administrator opens the settings: a manager must not point us at the inner net
    ecosire_support_allow_private = fields.Boolean(
        string="Connections into your own network", config_parameter=ALLOW_PRIVATE
    )
