"""What the engineers' page of a ticket shows of its ladder, and offers to do about it."""

from odoo import models


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _portal_page(self):
        return {**super()._portal_page(), "escalation": self.escalation_text}

    def _portal_actions(self, me):
        return {**super()._portal_actions(me), "acknowledge": self.can_acknowledge}
