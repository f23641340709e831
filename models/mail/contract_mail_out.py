"""Mail about a contract: under the desk's own address, with a way to what an engineer may open."""

from odoo import models
from odoo.tools import formataddr


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def _notify_get_recipients_groups(self, message, model_description, msg_vals=False):
        """Engineers get a button to their own page of the handbook; the backend is closed."""
        groups = super()._notify_get_recipients_groups(message, model_description, msg_vals)
        # sudo: grant - which of the readers are ECOSIRE's
        engineers = self.sudo().grant_ids.user_id.partner_id.ids
        button = {
            "url": f"{self.get_base_url()}/my/support/handbook/{self.code}",
            "title": self.env._("Open the system handbook"),
        }
        group = {"active": True, "has_button_access": True, "button_access": button}
        return [["engineer", lambda pdata: pdata["id"] in engineers, group], *groups]

    def _notify_get_reply_to_batch(self, defaults=None, author_ids=None):
        """An answer goes through our own door: Odoo would post it here, whoever wrote it."""
        replies = super()._notify_get_reply_to_batch(defaults, author_ids)
        address = self.env["ecosire.support.ticket"]._desk_address()
        return dict.fromkeys(replies, address) if address else replies

    def _notify_by_email_get_base_mail_values(
        self, message, recipients_data, additional_values=None
    ):
        values = super()._notify_by_email_get_base_mail_values(
            message, recipients_data, additional_values
        )
        address = self.env["ecosire.support.ticket"]._desk_address()
        if address and message.author_id:
            # the client's server may not send for ECOSIRE's own domain
            name = f"{message.author_id.sudo().name} (ECOSIRE)"  # sudo: res.partner - the name
            values["email_from"] = formataddr((name, address))
        return values
