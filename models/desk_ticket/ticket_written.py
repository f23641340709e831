"""What an engineer writes in the desk's composer: rich text with pictures in it."""

from markupsafe import Markup

from odoo import api, models
from odoo.tools import html_sanitize

PICTURE = "picture-%s"  # the composer names a picture so, by its place among the files


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    @api.model
    def _portal_written(self, typed, uploads):
        """Text and files as the actions take them: rich from the desk, plain from a light page.

        :param typed: the form's fields; ``body`` is HTML and goes before the plain ``text``
        :param uploads: ``(name, bytes)`` pairs, the pictures of the text among them
        :return: HTML (safe) or plain text, and the files, each with the name by which the HTML
            shows it
        """
        if not typed["body"]:
            return typed["text"], uploads
        self._check_reply(typed["body"], uploads)
        # Markup: sanitized; no class or style of it may look like a part of our screens
        clean = Markup(
            html_sanitize(
                typed["body"], sanitize_attributes=True, strip_style=True, strip_classes=True
            )
        )
        named = [
            (name, content, {"cid": PICTURE % place})
            for place, (name, content) in enumerate(uploads)
        ]
        return clean, named
