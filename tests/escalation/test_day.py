"""Issue 5, "shown by": a frozen day with outages whose notices are the ladder's exact list.

Each minute is a sweep and a telling, if the server is up and neither dies on its way; people file,
take, acknowledge, raise, answer and cancel at random. A shadow reckons the same in the plainest
way. None missing, none twice, nobody told who should not be.
"""

import logging
import random
from collections import Counter
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..common import at, utc
from .case import LadderCase
from .shadow import HOURS, Rule, Shadow, Ticket

_logger = logging.getLogger(__name__)
DAY = "2026-11-24 03:00"  # Tuesday 08:00 in Karachi
EVIDENCE = {
    "critical": {"impact": "stopped", "workaround": "nobody"},
    "high": {"impact": "impaired", "workaround": "some"},
    "medium": {"impact": "impaired", "workaround": "everyone"},
}


class Death(Exception):
    """A server that dies: what it has not committed is gone."""


class DayCase(LadderCase):
    def live(self, seed, minutes, tickets):
        """A day of the server beside its shadow."""
        self.random = random.Random(seed)
        self.shadow = Shadow(self.rules())
        self.real, self.counts = [], Counter()
        down = self.outages(minutes)
        filings = sorted(self.random.sample(range(minutes * 3 // 4), tickets))
        for minute in range(minutes):
            with at(self.moment(minute)):
                while filings and filings[0] == minute:
                    filings.pop(0)
                    self.file(minute)
                self.people(minute)
                if not any(start <= minute < end for start, end in down):
                    self.run_server(minute)
        self.compare()
        _logger.info("a day of %s minutes, seed %s: %s", minutes, seed, dict(self.counts))

    def moment(self, minute):
        return fields.Datetime.to_string(utc(DAY) + timedelta(minutes=minute))

    def outages(self, minutes):
        spans = []
        for _number in range(minutes // 150):
            start = self.random.randrange(minutes)
            spans.append((start, start + self.random.choice((2, 7, 25, 90))))
        return spans

    def rules(self):
        found = self.env["ecosire.support.escalation.rule"].search(
            [("metric", "=", "first_response"), ("place", "=", "percent")]
        )
        return [
            Rule(
                key=rule._key(),
                name=rule.name,
                percent=rule.percent,
                severities=tuple(rule._severities()),
                repeat=rule.repeat_minutes,
                only_untaken=rule.only_untaken,
                ecosire=rule._tells_ecosire(),
            )
            for rule in found
        ]

    # -- the server

    def run_server(self, minute):
        """Sweep and telling, each of which may die before it has committed."""
        if self.survives(lambda: self.tick(self.moment(minute))):
            self.shadow.sweep(minute)
        if self.survives(self.env["ecosire.support.escalation.event"]._cron_tell):
            self.shadow.tell(minute)

    def survives(self, work):
        dies = self.random.random() < 0.04
        try:
            with self.env.cr.savepoint():
                work()
                if dies:
                    raise Death()
        except Death:
            self.counts["deaths"] += 1
            return False
        return True

    # -- people

    def file(self, minute):
        severity = self.random.choice(list(EVIDENCE))
        ticket = self.make_ticket(name=f"Ticket {len(self.real)}", **EVIDENCE[severity])
        self.assertEqual(ticket.severity, severity)
        self.real.append(ticket)
        # medium: within the service hours, which close 22:00 in Karachi
        start = minute if severity != "medium" or minute < 14 * 60 else 24 * 60
        self.shadow.tickets.append(Ticket(severity, minute, start, HOURS[severity]))

    def people(self, minute):
        for ticket, shade in zip(self.real, self.shadow.tickets, strict=True):
            if shade.ended is None and self.random.random() < 0.012:
                self.act(ticket, shade, minute)

    def act(self, ticket, shade, minute):
        what = self.random.choice(
            ("take", "acknowledge", "acknowledge", "raise", "answer", "cancel")
        )
        engineer = self.by(ticket, self.engineer)
        if what == "take":
            engineer.take()
            shade.taken = shade.seen = minute
        elif what == "acknowledge":
            if not engineer.can_acknowledge:
                return
            engineer.acknowledge()
            shade.seen = minute
        elif what == "raise":
            if shade.severity == "critical" or minute > shade.deadline or minute < shade.start:
                return
            engineer.set_severity("critical", "All shipping stands still")
            shade.raise_to("critical", minute)
        elif what == "answer":
            engineer.engineer_reply("It is mended.")
            shade.ended = minute
        else:
            ticket.cancel("It was us")
            shade.ended = minute
        self.counts[what] += 1

    # -- what was said

    def compare(self):
        ids = {ticket.id: number for number, ticket in enumerate(self.real)}
        events = self.env["ecosire.support.escalation.event"].search(
            [
                ("ticket_id", "in", list(ids)),
                # not those of a promised update, which begin when a critical one is answered
                ("clock_id", "!=", False),
                ("kind", "=", "step"),
                ("outcome", "in", ("told", "nobody")),
            ]
        )
        start = utc(DAY)
        said = [
            (
                ids[event.ticket_id.id],
                event.name,
                event.repeat,
                (event.told_at - start).total_seconds() // 60,
            )
            for event in events
        ]
        self.assertEqual(sorted(said), sorted(self.shadow.said))
        self.compare_notices(events, ids)
        self.counts |= Counter(steps=len(said), tickets=len(ids))

    def step_of(self, message, names):
        """Which step a notice is of, by its subject."""
        subject = message.subject or ""
        return next((name for name in names if subject.startswith(f"{name}: ")), None)

    def compare_notices(self, events, ids):
        """Each reader of each step has exactly one notice, and nobody has another."""
        expected = Counter(
            (event.ticket_id.id, one["id"], event.name)
            for event in events
            for one in event.told
            if "notice" in one.get("how", ())
        )
        messages = self.env["mail.message"].search(
            [
                ("model", "=", "ecosire.support.ticket"),
                ("res_id", "in", list(ids)),
                ("message_type", "=", "user_notification"),
            ]
        )
        names = sorted(set(events.mapped("name")), key=len, reverse=True)
        given = Counter(
            (message.res_id, message.partner_ids.id, name)
            for message in messages
            for name in [self.step_of(message, names)]
            if name
        )
        self.assertEqual(given - expected, Counter(), "told twice, or nobody's business")
        self.assertEqual(expected - given, Counter(), "kept as told, and not told")
        self.counts["notices"] = sum(given.values())


@tagged("post_install", "-at_install")
class TestSomeHours(DayCase):
    def test_hours_with_outages_and_deaths(self):
        self.live(seed=5, minutes=260, tickets=7)


@tagged("-standard", "long", "post_install", "-at_install")
class TestADay(DayCase):
    def test_days_with_outages_and_deaths(self):
        for seed in (1, 2, 3):
            with self.subTest(seed=seed), self.env.cr.savepoint() as savepoint:
                self.live(seed=seed, minutes=24 * 60, tickets=24)
                savepoint.rollback()
