"""Who is told of what is said on a ticket: whoever follows it, when they want to hear of it."""

from odoo import models

from ..notice.kind import DAILY, NOW


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _tz_of_readers(self):
        return self.contract_id.tz

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_get_recipients(message, msg_vals, **kwargs)
        kind = self._kind_of_message(message, msg_vals or {})
        if not kind or not recipients:
            return recipients
        people = self.env["res.partner"].browse(data["id"] for data in recipients)
        told = self.env["ecosire.support.notice.preference"]._choosing(people, kind)
        for partner in told.get(DAILY, ()):
            self._keep_for_digest(partner, self._for_reader(partner)._in_digest(message), kind)
        now = set(told.get(NOW, people.browse()).ids)
        return [data for data in recipients if data["id"] in now]

    def _kind_of_message(self, message, values):
        """The kind of notice a message on the thread is; "" for what is told in another way."""
        if values.get("subtype_id", message.subtype_id.id) != self.env.ref("mail.mt_comment").id:
            return ""
        by_type = {"comment": "answered", "email": "answered", "notification": "moved"}
        kind = by_type.get(values.get("message_type", message.message_type), "")
        return self.env.context.get("ecosire_support_kind", kind) if kind else ""

    def _in_digest(self, message):
        """One line about a message, in the reader's language."""
        return self.env._(
            "%(ticket)s, %(author)s: %(start)s",
            ticket=self.display_name,
            author=message.author_id.name or message.email_from or "",
            start=message.preview or "",
        )
