"""What is stored of HTML on a ticket: nothing that calls home, and of a mail no classes."""

from markupsafe import Markup

from odoo import api, models

from ..common import safe_html

HTML_FIELDS = ("description", "resolution")


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _prepare_submission(self, vals):
        # after the door's own checks: what is refused is not parsed first
        return self._with_settled_html(super()._prepare_submission(vals))

    def write(self, vals):
        return super().write(self._with_settled_html(vals))

    @api.model
    def _with_settled_html(self, vals):
        settled = {name: self._settled(vals[name]) for name in HTML_FIELDS if vals.get(name)}
        return {**vals, **settled}

    @api.model
    def _settled(self, body, strip_classes=False):
        """``body`` as it may be stored; what is no text is left for the field to refuse."""
        if not isinstance(body, str):
            return body
        words = self.env._("[picture from %s]", "%s")
        return safe_html.settle(body, words, strip_classes)

    # every way to a message: post, notify, log, and editing one afterwards

    def _message_create(self, values_list):
        for values in values_list:
            if isinstance(values.get("body"), Markup):  # plain text is escaped, not parsed
                by_mail = values.get("message_type") == "email"
                values["body"] = self._settled(values["body"], strip_classes=by_mail)
        return super()._message_create(values_list)

    def _message_update_content(self, message, /, *, body, **kwargs):
        if isinstance(body, Markup):
            body = self._settled(body)
        return super()._message_update_content(message, body=body, **kwargs)

    def _with_banner(self, banner, body):
        return super()._with_banner(banner, self._settled(body or "", strip_classes=True))
