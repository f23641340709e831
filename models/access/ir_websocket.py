from odoo import models
from odoo.http import SessionExpiredException

from odoo.addons.bus.websocket import wsrequest

from ..fence.res_users import ENGINEER, GUEST


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    @classmethod
    def _authenticate(cls):
        """An open window of ECOSIRE's asks for nothing more once he may not come in this way."""
        result = super()._authenticate()
        user, address = wsrequest.env.user, wsrequest.httprequest.remote_addr
        who = user._ecosire_support_who(user.id)
        if (
            who == ENGINEER and user._ecosire_support_entry_problem(wsrequest.session, address)
        ) or (who == GUEST and user._ecosire_support_guest_problem(address)):
            raise SessionExpiredException("Session expired")
        return result
