"""The mail that brings the cure says when the ticket closes, and has one click for each way."""

from markupsafe import Markup

from odoo import models


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _works_again_snippet(self, partner):
        resolved_at = self.env.context.get("ecosire_support_resolved_at")
        closes = self._closes_if_resolved(resolved_at) if resolved_at else self.closes_on
        if not closes:
            return super()._works_again_snippet(partner)
        reader = self._for_reader(partner)
        return self._closing_snippet(reader, partner, closes)

    def _closing_snippet(self, reader, partner, closes):
        return Markup(
            '<p style="margin: 16px 0 0">%s <a href="%s"><strong>%s</strong></a> · '
            '<a href="%s"><strong>%s</strong></a><br/>%s</p>'
        ) % (
            reader.env._("Does it work?"),
            self._client_link("works", partner),
            reader.env._("Yes: close the ticket"),
            self._client_link("reopen", partner),
            reader.env._("No: reopen it"),
            reader.env._(
                "Without a word from you it closes by itself on %s.", reader._both_zones(closes)
            ),
        )
