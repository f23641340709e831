from odoo import api, models, tools

from ..common.guard import GROUP_ENGINEER, GROUP_GUEST

# what a user is to the fence
ENGINEER, GUEST, STAFF, STRANGER = "engineer", "guest", "staff", "stranger"


class ResUsers(models.Model):
    _inherit = "res.users"

    def _rpc_api_keys_only(self):
        """The password of somebody of ECOSIRE opens pages, never RPC.

        There is no request there to tell from where he comes, nor that the agreed time is over.
        """
        return super()._rpc_api_keys_only() or self._ecosire_support_is_watched()

    def _ecosire_support_is_watched(self):
        """Whether this is somebody of ECOSIRE, as an engineer or by a login for a time."""
        self.ensure_one()
        return self._ecosire_support_who(self.id) in (ENGINEER, GUEST)

    @api.model
    @tools.ormcache("uid")
    def _ecosire_support_who(self, uid):
        """What the user ``uid`` is to the fence: asked several times in each request of the ERP.

        Odoo empties this cache, like its own of a user's groups, whenever those change.
        """
        # sudo: res.users - only what he is
        user = self.sudo().browse(uid)
        if user.has_group(GROUP_ENGINEER):
            return ENGINEER
        if user.has_group(GROUP_GUEST):
            return GUEST
        return STAFF if user._is_internal() else STRANGER
