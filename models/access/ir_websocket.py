from odoo import models
from odoo.http import SessionExpiredException

from odoo.addons.bus.websocket import wsrequest

from ..common.guard import GROUP_ENGINEER


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    @classmethod
    def _authenticate(cls):
        """An open window of an engineer asks for nothing more once he may not come in this way."""
        result = super()._authenticate()
        user = wsrequest.env.user
        if user.has_group(GROUP_ENGINEER) and user._ecosire_support_entry_problem(
            wsrequest.session, wsrequest.httprequest.remote_addr
        ):
            raise SessionExpiredException("Session expired")
        return result
