from odoo import fields, models

from .feed import ALLOWED


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ecosire_support_feeds = fields.Boolean(
        string="Deadline feeds for engineers", config_parameter=ALLOWED
    )
    ecosire_support_colour = fields.Char(
        related="company_id.ecosire_support_colour", readonly=False
    )

    def set_values(self):
        """Addresses that are not allowed any more end for good: none comes back with the switch."""
        result = super().set_values()
        # sudo: feed - the administrator, who alone opens the settings, has switched them off
        feeds = self.env["ecosire.support.feed"].sudo()
        if not feeds._are_allowed():
            feeds.search([("ended_at", "=", False)])._end(self.env.user.name)
        return result
