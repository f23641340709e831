"""A message that came along with a merged ticket is read by whoever may read that ticket."""

from odoo import api, models


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.model
    def _find_allowed_doc_ids(self, model_ids):
        """Of the messages found by a search, those that may be shown."""
        allowed = super()._find_allowed_doc_ids(model_ids)
        if "ecosire.support.ticket" not in model_ids:
            return allowed
        return allowed - self._ecosire_support_hidden(allowed)

    def _get_forbidden_access(self, operation):
        forbidden = super()._get_forbidden_access(operation)
        hidden = self._ecosire_support_hidden((self - forbidden).ids)
        return forbidden | self.browse(hidden)

    @api.model
    def _ecosire_support_hidden(self, message_ids):
        """Ids of those whose former ticket the caller may not read."""
        origins = self.env["ecosire.support.carried"]._origins(message_ids)
        if not origins:
            return set()
        tickets = self.env["ecosire.support.ticket"].browse(
            {origin.id for origin in origins.values()}
        )
        readable = set(tickets._filtered_access("read").ids)
        return {message for message, origin in origins.items() if origin.id not in readable}
