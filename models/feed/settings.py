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
        # sudo: feed, access.log - the administrator, who alone opens the settings, has decided
        feeds = self.env["ecosire.support.feed"].sudo()
        before = feeds._are_allowed()
        result = super().set_values()
        allowed = feeds._are_allowed()
        if not allowed:
            feeds.search([("ended_at", "=", False)])._end(self.env.user.name)
        if allowed != before:
            label = self.env._("Deadline feeds for engineers")
            state = self.env._("allowed") if allowed else self.env._("not allowed")
            feeds.env["ecosire.support.access.log"]._note("setting", detail=f"{label}: {state}")
        return result
