"""The seam with Odoo's mail gateway: mail for a support ticket goes through our own door.

Odoo believes any From and does not look at the marks of automatic mail. So a mail that is
addressed to the support alias, or that answers a message of a ticket, is taken out of Odoo's
routing and judged by ``ecosire.support.ticket._receive_mail``.
"""

from odoo import api, models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def message_route(self, message, message_dict, model=None, thread_id=None, custom_values=None):
        tickets = self.env["ecosire.support.ticket"].sudo()  # sudo: ticket - the gateway's door
        if tickets._is_ours(message_dict):
            tickets._receive_mail(message, message_dict)
            return []
        return super().message_route(message, message_dict, model, thread_id, custom_values)
