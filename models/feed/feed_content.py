"""What stands in a feed: read with the rights of the engineer whose address it is."""

import json
from datetime import UTC

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import hmac

from ...core import feed as core_feed
from ..common.owing import OPEN, UNANSWERED
from ..fence.rights import HOME
from .calendar import calendar_text

MOST = 200  # deadlines in one answer: those that are due first
TOLD = ("number", "severity", "engineer_id", "next_update_by", "next_update_set_at")
OWED = ("running", "breached")  # clocks that an answer is owed on


class EcosireSupportFeed(models.Model):
    _inherit = "ecosire.support.feed"

    def _document(self):
        """The feed as JSON says it, but for the mark that tells whether it has changed."""
        face = self._as_engineer()["res.company"]._support_face_of_workspace()
        return core_feed.document(
            face["name"],
            face["colour"],
            f"{self.get_base_url()}{HOME}",
            self._duties(),
            fields.Datetime.now().replace(tzinfo=UTC),
        )

    def _as_json(self):
        """The text of the feed, and a mark that changes when it says something else."""
        content = self._document()
        return json.dumps(content, ensure_ascii=False), core_feed.etag(content)

    def _as_ics(self):
        """The calendar, and a mark that changes when it says something else."""
        env = self._as_engineer()
        duties = self._duties()
        name = env["res.company"]._support_face_of_workspace()["name"]
        text = calendar_text(
            env._("%s: support deadlines", name), duties, [self._title(env, one) for one in duties]
        )
        return text, core_feed.etag({"calendar": text})

    def _title(self, env, duty):
        """``DELTA-1042 · Critical · First answer · Delta Distribution``; no word of the ticket."""
        labels = {
            field.name: dict(field._description_selection(env))
            for field in (
                env["ecosire.support.ticket"]._fields["severity"],
                env["ecosire.support.sla.clock"]._fields["metric"],
            )
        }
        severity = labels["severity"][duty.severity]
        owed = labels["metric"].get(duty.obligation) or env._("Next update")
        if duty.aim:
            owed = env._("%s (an aim)", owed)
        return f"{duty.number} · {severity} · {owed} · {duty.client}"

    def _duties(self):
        """The open deadlines of tickets that the engineer has, or that nobody has yet."""
        tickets = self._tickets()
        # sudo: res.company - only name and colour; engineers read no companies
        faces = {one: one._support_face() for one in tickets.sudo().company_id}
        about = {
            ticket.id: self._of_ticket(ticket, faces[ticket.sudo().company_id])
            for ticket in tickets
        }
        duties = [self._of_clock(clock, about) for clock in self._clocks(tickets)]
        duties += [
            self._of_update(ticket, about[ticket.id])
            for ticket in tickets.filtered("next_update_by")
        ]
        return core_feed.in_order(duties)[:MOST]

    def _as_engineer(self):
        """The environment of the engineer: his rows, at this instant, in his language."""
        self.ensure_one()
        user = self.engineer_id.user_id
        context = {"lang": user.lang, "tz": user.tz}
        return self.env(user=user.id, context=context, su=False)

    def _tickets(self):
        owed = UNANSWERED | Domain("next_update_by", "!=", False)
        return self._as_engineer()["ecosire.support.ticket"].search_fetch(
            OPEN & Domain("engineer_id", "in", [self.engineer_id.id, False]) & owed,
            [*TOLD, "company_id"],
            order="deadline",
            limit=MOST,
        )

    def _clocks(self, tickets):
        return self._as_engineer()["ecosire.support.sla.clock"].search_fetch(
            [
                ("ticket_id", "in", tickets.ids),
                ("state", "in", OWED),
                ("deadline", "!=", False),
            ],
            ["ticket_id", "metric", "round", "deadline", "at_risk_at", "snapshot_id", "write_date"],
        )

    def _of_ticket(self, ticket, face):
        """What every deadline of ``ticket`` says about it."""
        return {
            "number": ticket.number,
            "severity": ticket.severity,
            "mine": ticket.engineer_id == self.engineer_id.with_env(ticket.env),
            "link": ticket._vendor_page(),
            "client": face["name"],
            "colour": face["colour"],
        }

    def _of_clock(self, clock, about):
        return core_feed.Duty(
            key=self._key(f"{clock.ticket_id.id}-{clock.metric}-{clock.round}"),
            obligation=clock.metric,
            deadline=clock.deadline.replace(tzinfo=UTC),
            at_risk=clock.at_risk_at.replace(tzinfo=UTC) if clock.at_risk_at else None,
            aim=clock.aim,
            changed=clock.write_date.replace(tzinfo=UTC),
            **about[clock.ticket_id.id],
        )

    def _of_update(self, ticket, about):
        """The next word that a client in a critical incident was promised."""
        return core_feed.Duty(
            key=self._key(f"{ticket.id}-next_update-{ticket.next_update_set_at:%Y%m%d%H%M%S}"),
            obligation="next_update",
            deadline=ticket.next_update_by.replace(tzinfo=UTC),
            at_risk=None,
            aim=False,
            changed=ticket.next_update_set_at.replace(tzinfo=UTC),
            **about,
        )

    def _key(self, what):
        """A name for calendars: the same for ever, and of no other database."""
        return f"{what}-{hmac(self.env, 'ecosire_support_feed_key', 'uid')[:16]}@ecosire-support"
