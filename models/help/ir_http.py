from odoo import models

from ..common.guard import GROUP_USER


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        """What the browser must know beforehand: whom to call cannot be asked for once Odoo is down."""
        info = super().session_info()
        user = self.env.user
        if user._is_internal() and user.has_group(GROUP_USER):
            # `env.user` answers as superuser; here the caller's own rights count
            tickets = self.env["ecosire.support.ticket"].with_user(user.id)
            info["ecosire_support"] = {
                "may_file": tickets.has_access("create"),
                "ways": tickets._ways_to_ecosire(),
            }
        return info
