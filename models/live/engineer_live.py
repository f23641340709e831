from odoo import models

from .ticket_live import CHANGED


class EcosireSupportEngineer(models.Model):
    _inherit = "ecosire.support.engineer"

    def _end_access(self, by):
        """An open window is out at once, and not at its next click.

        Odoo looks whether the session still holds when something is to be delivered, and closes
        the connection of one that has ended; so something is sent, that nobody will read.
        """
        self.env["bus.bus"]._sendone(self, CHANGED, {"ids": [], "many": False})
        return super()._end_access(by)
