"""What the light page of a ticket shows of notes, replies and colleagues, and offers to do."""

from odoo import models


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _portal_page(self):
        page, merged = super()._portal_page(), self._merged_tickets()
        numbers = merged.mapped("number")
        return {
            **page,
            "mark": self._seen_mark(),
            "notes": self._notes_page(merged),
            "merged": numbers,
            "duplicates": [number for number in page["duplicates"] if number not in numbers],
        }

    def _portal_actions(self, me):
        can = super()._portal_actions(me)
        return {
            **can,
            "note": True,
            "merge": can["mark_duplicate"] and not self._merge_of(),
        }

    def _reply_choices(self):
        """``[{"id", "name", "topic", "fits"}]`` of the replies that may be put into an answer."""
        return [
            {name: reply[name] for name in ("id", "name", "topic", "fits")}
            for reply in self._filled_replies(self._replies_in_order())
        ]

    def _reply_text(self, reply_id):
        """One reply as plain text, filled in for this ticket; None when there is no such reply."""
        asked = self._replies_in_order().filtered(lambda one: str(one.id) == reply_id)
        return next((one["text"] for one in self._filled_replies(asked)), None)
