"""The strip above the queue: what breaches next, who is off, what waits for me."""

from odoo import api, fields, models
from odoo.fields import Domain

from ..common.guard import GROUP_ENGINEER
from ..common.owing import OPEN, UNANSWERED
from ..ticket.ticket_portal import _milliseconds

NEXT = 3
MOST_OFF = 5


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    @api.model
    @api.readonly
    def desk_today(self):
        """What an engineer looks at first in the morning, and from the corner of the eye all day.

        :return: ``{"now_ms", "next": tickets due first, "missed", "mine", "owing", "unassigned":
            numbers of open tickets, "off": who is away and until when, in words, "changes": plan
            changes that wait for the lead who asks}``
        """
        self._guard(GROUP_ENGINEER)
        me = self.env["ecosire.support.engineer"]._of_user()
        now = fields.Datetime.now()
        return {
            "now_ms": _milliseconds(now),
            "next": [ticket._desk_next_due() for ticket in self._desk_due_next(now)],
            **self._desk_counts(me, now),
            "off": self._desk_off(me, now),
            "changes": self.env["ecosire.support.plan.change"]._portal_waiting_count(),
        }

    @api.model
    def _desk_due_next(self, now):
        return self.search(
            OPEN & Domain("due_at", ">", now), order="due_at, submitted_at, id", limit=NEXT
        )

    def _desk_next_due(self):
        """What the desk tells of a ticket that one may go on to."""
        return {
            "id": self.id,
            "number": self.number,
            "title": self.name,
            "severity": self.severity,
            "due": self._portal_due(),
        }

    @api.model
    def _desk_counts(self, me, now):
        """Of the open tickets: how many are mine, how many of those owe an answer, nobody has, and
        are missed. One query."""
        mine = Domain("engineer_id", "=", me.id)
        return self._portal_counts(
            {
                "mine": mine,
                "owing": mine & UNANSWERED,
                "unassigned": Domain("engineer_id", "=", False),
                "missed": UNANSWERED & Domain("due_at", "<=", now),
            }
        )

    @api.model
    def _desk_off(self, me, now):
        """Colleagues who are away now, each with until when."""
        # sudo: engineer - who serves one contract with me, and until when he is away
        engineers = self.env["ecosire.support.engineer"].sudo()
        colleagues = engineers._colleagues() - me
        back = colleagues._off_now(now)
        off = [
            (colleague.name, colleague._off_text(back[colleague.id]))
            for colleague in colleagues.browse(back)
        ]
        return [{"name": name, "until": text} for name, text in off[:MOST_OFF]]
