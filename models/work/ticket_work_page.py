"""What the light page of a ticket shows of notes, replies and colleagues, and offers to do."""

from odoo import models


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _portal_page(self):
        return {
            **super()._portal_page(),
            "mark": self._seen_mark(),
            "notes": self._notes_page(),
        }

    def _portal_actions(self, me):
        can = super()._portal_actions(me)
        return {
            **can,
            "note": True,
            "merge": can["mark_duplicate"] and not self._merge_of(),
            "replies": self._reply_choices() if can["answer"] else [],
        }

    def _reply_choices(self):
        """``[{"id", "name", "topic", "fits"}]`` of the replies that may be put into an answer."""
        return [
            {name: reply[name] for name in ("id", "name", "topic", "fits")}
            for reply in self.canned_replies()
        ]

    def _reply_text(self, reply_id):
        """One reply as plain text, filled in for this ticket; None when there is no such reply."""
        return next(
            (one["text"] for one in self.canned_replies() if str(one["id"]) == reply_id), None
        )
