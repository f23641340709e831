"""The ladder on several servers, killed and beside people: nothing lost, nothing twice."""

import random
import time
from collections import Counter
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..common import utc
from ..concurrency.case import ConcurrencyCase
from .shadow import Rule, Shadow, Ticket

FILED = "2026-11-24 04:00"  # Tuesday 09:00 in Karachi
HOURS = 4  # Standard, critical
STEPS = 40


class LadderTogether(ConcurrencyCase):
    def moment(self, minute):
        return fields.Datetime.to_string(utc(FILED) + timedelta(minutes=minute))

    def begin(self, count):
        self.tickets = self.db.run("file", moments=[FILED] * count)
        self.shadow = Shadow([Rule(**rule) for rule in self.db.run("rules")])
        self.shadow.tickets = [Ticket("critical", 0, 0, HOURS) for _ticket in self.tickets]

    def shadow_minute(self, minute):
        self.shadow.sweep(minute)
        self.shadow.tell(minute)

    def assert_said_as_reckoned(self):
        said = [row for row in self.db.run("said") if row[3] in ("told", "nobody")]
        numbers = {ticket: number for number, ticket in enumerate(self.tickets)}
        self.assertEqual(
            sorted((numbers[row[0]], row[1], row[2]) for row in said),
            sorted(row[:3] for row in self.shadow.said),
        )

    def assert_each_notice_once(self):
        """Of each step as many notices as its row says, over all its repeats."""
        rows = self.db.run("said")
        kept, given = Counter(), {}
        for ticket, name, _repeat, _outcome, notices, messages in rows:
            kept[ticket, name] += notices
            given[ticket, name] = messages
        self.assertEqual(dict(kept), given)
        self.assertEqual(self.db.run("problems"), [])
        return rows


@tagged("post_install", "-at_install")
class TestLadderTogether(LadderTogether):
    def test_two_servers_in_each_minute(self):
        self.begin(3)
        for minute in range(1, 27):
            now = self.moment(minute)
            self.db.run_parallel("sweep", n=2, now=now, batch=2)
            self.db.run_parallel("tell", n=2, now=now, batch=2)
            self.shadow_minute(minute)
        self.assert_said_as_reckoned()
        self.assert_each_notice_once()

    def test_killed_while_it_tells(self):
        self.db.run("file", moments=[FILED] * STEPS)
        self.db.run("sweep", now=self.moment(1))
        job = self.db.start("tell", now=self.moment(1), batch=3)
        self.wait_until(lambda: 0 < self.untold() < STEPS)
        job.kill()
        left = self.untold()
        answers = self.db.run_parallel("tell", n=2, now=self.moment(2), batch=5)
        rows = self.assert_each_notice_once()
        self.assertEqual({row[3] for row in rows}, {"told"})
        self.assertEqual(len(rows), STEPS)
        self.report(f"killed with {left} of {STEPS} steps untold, told by two servers", answers)

    def test_an_answer_and_the_telling_at_the_same_instant(self):
        """Whoever comes first: told before the answer, or not at all."""
        tickets = self.db.run("file", moments=[FILED] * 6)
        self.db.run("sweep", now=self.moment(1))
        self.db.run_together(
            ("reply", {"ticket_ids": tickets, "moment": self.moment(1)}),
            ("tell", {"now": self.moment(1), "batch": 1}),
        )
        self.db.run("tell", now=self.moment(2))
        rows = self.assert_each_notice_once()
        self.assertLessEqual({row[3] for row in rows}, {"told", "settled"})
        self.assertTrue(all(row[4] == 0 for row in rows if row[3] == "settled"))

    def test_a_chase_and_the_sweep_at_the_same_instant(self):
        """The step that both find is one row."""
        for ticket in self.db.run("file", moments=[FILED] * 5):
            self.db.run_together(
                ("chase", {"ticket_id": ticket, "now": self.moment(1)}),
                ("sweep", {"now": self.moment(1)}),
            )
        self.db.run("tell", now=self.moment(2))
        rows = self.assert_each_notice_once()
        self.assertEqual(max(Counter(tuple(row[:3]) for row in rows).values()), 1)

    def test_two_acknowledge_at_the_same_instant(self):
        [ticket] = self.db.run("file", moments=[FILED])
        self.db.run("sweep", now=self.moment(1))
        self.db.run("tell", now=self.moment(1))
        once = {"ticket_id": ticket, "login": "amina@ecosire.example", "now": self.moment(2)}
        other = {**once, "login": "bilal@ecosire.example"}
        self.db.run_together(("acknowledge", once), ("acknowledge", once), ("acknowledge", other))
        rows = self.db.rows(
            """SELECT actor_name, count(*) FROM ecosire_support_escalation_event
                WHERE kind = 'acknowledged' GROUP BY actor_name"""
        )
        self.assertLessEqual({count for _name, count in rows}, {1})
        self.assertIn("Amina Khan", dict(rows))

    def untold(self):
        return self.db.value(
            """SELECT count(*) FROM ecosire_support_escalation_event
                WHERE kind = 'step' AND fired_at IS NOT NULL AND told_at IS NULL"""
        )

    def wait_until(self, condition):
        end = time.monotonic() + 60
        while not condition():
            self.assertLess(time.monotonic(), end, "nothing happened for a minute")
            time.sleep(0.01)


@tagged("-standard", "long", "post_install", "-at_install")
class TestADayTogether(LadderTogether):
    def test_hours_of_three_servers_of_which_some_die(self):
        """Each minute three servers sweep and tell; every now and then one is killed in between."""
        rand = random.Random(7)
        self.begin(8)
        for minute in range(1, 301):
            now = self.moment(minute)
            if rand.random() < 0.05:
                for action in ("sweep", "tell"):
                    job = self.db.start(action, now=now, batch=1)
                    time.sleep(rand.random() / 10)
                    job.kill()
            self.db.run_parallel("sweep", n=3, now=now, batch=3)
            self.db.run_parallel("tell", n=3, now=now, batch=3)
            self.shadow_minute(minute)
        self.assert_said_as_reckoned()
        self.assert_each_notice_once()
