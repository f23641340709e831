"""All that the desk's ticket shows and offers, in one answer."""

from odoo import fields, models

from ..common.guard import GROUP_ENGINEER
from ..selections import SEVERITIES
from ..ticket.ticket_portal import _milliseconds
from ..ticket.ticket_portal_html import SHOW

FILE_FACTS = ("name", "size", "url", "picture")


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def desk_page(self, pictures=False):
        """What the light page of this ticket shows, for the desk's screen.

        :param pictures: whether pictures from elsewhere are loaded: the engineer asked for them
        :return: ``{"ticket": facts in words, "can": the actions that are offered, …}``; texts of
            others in it are safe HTML
        """
        self._guard(GROUP_ENGINEER)
        self.ensure_one()
        self.env["ecosire.support.access.log"]._note_opening(self)
        ticket = self.with_context(**{SHOW: pictures is True})
        me = self.env["ecosire.support.engineer"]._of_user()
        return {
            "ticket": ticket._desk_facts(),
            "can": ticket._portal_actions(me),
            "severities": SEVERITIES,
            "limits": self._portal_upload_limits(),
            "next": self._desk_next(me),
        }

    def _desk_facts(self):
        facts = self._portal_page()
        return {
            **facts,
            "now_ms": _milliseconds(fields.Datetime.now()),
            "files": _desk_files(facts["files"]),
            "messages": [
                {**message, "files": _desk_files(message["files"], message["body"])}
                for message in facts["messages"]
            ],
        }

    def _desk_next(self, me):
        """The open ticket after this one that is due first, of mine and of those nobody has."""
        domain = [
            ("is_open", "=", True),
            ("engineer_id", "in", (me.id, False)),
            ("id", "!=", self.id),
        ]
        ticket = self._portal_queue(domain, 0, 1)
        return ticket._desk_next_due() if ticket else None


def _desk_files(files, body=""):
    """What the screen needs of each file; a picture that ``body`` shows needs no place of its own."""
    return [{name: file[name] for name in FILE_FACTS} for file in files if file["url"] not in body]
