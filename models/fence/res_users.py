from odoo import models

from ..common.guard import GROUP_ENGINEER


class ResUsers(models.Model):
    _inherit = "res.users"

    def _rpc_api_keys_only(self):
        """An engineer's password opens the portal's pages, never RPC."""
        return super()._rpc_api_keys_only() or self.has_group(GROUP_ENGINEER)
