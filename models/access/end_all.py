from odoo import api, models

from ..common.guard import GROUP_ADMIN
from ..common.notification import notification


class EcosireSupportEngineer(models.Model):
    _inherit = "ecosire.support.engineer"

    @api.model
    def action_end_all_access(self):
        """End the access of everybody of ECOSIRE now; who that was is said."""
        self._guard(GROUP_ADMIN)
        # sudo: engineer - the client's administrator ends all access, checked above
        everybody = self.sudo().search([("active", "=", True)])
        by, names = self.env.user.name, everybody.sorted("name").mapped("name")
        # all grants first: no ticket is handed to somebody whose access ends a moment later
        everybody.grant_ids._revoke(by)
        for engineer in everybody:
            engineer._end_access(by)
        if not names:
            return notification(self.env._("Nobody of ECOSIRE had access."), sticky=True)
        said = self.env._("Nobody of ECOSIRE has access any more: %s.", ", ".join(names))
        return notification(said, sticky=True)
