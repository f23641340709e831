"""The sweep on several servers, killed, late, and beside an answer: nothing lost, nothing twice."""

import time
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..common import utc
from .case import ConcurrencyCase

MOMENTS = [f"2026-11-24 {hour:02}:{hour:02}" for hour in range(4, 14)]  # within service hours
NOW = "2026-11-25 12:00"
CLOCKS = 300


@tagged("post_install", "-at_install")
class TestSweepTogether(ConcurrencyCase):
    def file_due(self):
        """300 critical tickets with ten different deadlines, all long past at NOW."""
        self.db.run("file", moments=MOMENTS, copies=CLOCKS // len(MOMENTS))
        self.assertEqual(self.due(), CLOCKS)

    def due(self):
        return self.db.value(
            "SELECT count(*) FROM ecosire_support_sla_clock WHERE next_tick_at < %s", utc(NOW)
        )

    def assert_all_breached_once(self, count=CLOCKS):
        breaches = self.db.rows(
            """SELECT clock_id, count(*), min(e.at - c.deadline), max(e.at - c.deadline)
                 FROM ecosire_support_sla_event e
                 JOIN ecosire_support_sla_clock c ON c.id = e.clock_id
                WHERE kind = 'breached' GROUP BY clock_id"""
        )
        self.assertEqual(len(breaches), count, "a breach was lost")
        self.assertEqual({row[1] for row in breaches}, {1}, "a breach was recorded twice")
        true_time = timedelta()
        self.assertEqual({row[2:] for row in breaches}, {(true_time, true_time)})
        self.assertEqual(self.due(), 0)
        self.assertEqual(self.db.run("problems"), [])

    def test_two_servers_sweep_at_once(self):
        self.file_due()
        answers = self.db.run_parallel("sweep", n=2, now=NOW, batch=20)
        self.assert_all_breached_once()
        self.assertEqual(sum(answer["result"] for answer in answers), CLOCKS)
        self.report("two servers swept 300 due clocks", answers)

    def test_four_servers_sweep_at_once(self):
        self.file_due()
        answers = self.db.run_parallel("sweep", n=4, now=NOW, batch=7)
        self.assert_all_breached_once()
        self.report("four servers swept 300 due clocks", answers)

    def test_killed_in_the_middle(self):
        self.file_due()
        job = self.db.start("sweep", now=NOW, batch=15, pause=0.1)
        self.wait_until(lambda: 0 < CLOCKS - self.due() < CLOCKS)
        job.kill()
        left = self.due()
        self.assertTrue(0 < left < CLOCKS, left)
        answers = self.db.run_parallel("sweep", n=1, now=NOW)
        self.assert_all_breached_once()
        self.report(f"killed with {left} of {CLOCKS} left, swept again", answers)

    def test_after_a_days_outage(self):
        self.file_due()
        lastcall = "2026-11-24 03:59"
        answers = self.db.run_parallel("sweep", n=1, now=NOW, lastcall=lastcall)
        self.assert_all_breached_once()
        self.db.run("sweep", now=NOW, lastcall=lastcall)
        gaps = self.db.rows("SELECT date_from, date_to FROM ecosire_support_sla_gap")
        self.assertEqual(gaps, [(utc(lastcall), utc(NOW))])
        self.report("one sweep after more than a day", answers)

    def test_an_answer_and_the_sweep_at_the_same_instant(self):
        """Whoever comes first, the history is one: in time, whole, and the columns follow it."""
        tickets = self.db.run("file", moments=["2026-11-24 04:00"] * 8)
        deadline = "2026-11-24 08:00"
        answers = []
        for ticket_id in tickets:
            answers += self.db.run_together(
                ("reply", {"ticket_ids": [ticket_id], "moment": deadline}),
                ("sweep", {"now": "2026-11-24 08:01"}),
            )
        self.assertEqual(self.db.run("problems"), [])
        clocks = self.db.rows("SELECT state, met_at, late_seconds FROM ecosire_support_sla_clock")
        self.assertEqual(set(clocks), {("met", utc(deadline), 0)})
        self.report("eight answers beside a sweep", answers)

    def test_a_late_answer_and_the_sweep_at_the_same_instant(self):
        tickets = self.db.run("file", moments=["2026-11-24 04:00"] * 8)
        for ticket_id in tickets:
            self.db.run_together(
                ("reply", {"ticket_ids": [ticket_id], "moment": "2026-11-24 08:05"}),
                ("sweep", {"now": "2026-11-24 08:05"}),
            )
        self.assert_all_breached_once(len(tickets))
        clocks = self.db.rows("SELECT state, met_at, late_seconds FROM ecosire_support_sla_clock")
        self.assertEqual(set(clocks), {("met", utc("2026-11-24 08:05"), 300)})

    def test_answers_while_the_sweep_works_off_a_backlog(self):
        """People and two sweeps want the same rows: everybody gets through, no run is lost."""
        self.file_due()
        tickets = [row[0] for row in self.db.rows("SELECT id FROM ecosire_support_ticket")]
        answers = self.db.run_together(
            ("sweep", {"now": NOW, "batch": 100}),
            ("sweep", {"now": NOW, "batch": 30}),
            ("reply", {"ticket_ids": tickets[:5], "moment": NOW}),
            ("reply", {"ticket_ids": tickets[-5:], "moment": NOW}),
        )
        self.assert_all_breached_once()
        met = self.db.value("SELECT count(*) FROM ecosire_support_sla_clock WHERE state = 'met'")
        self.assertEqual(met, 10)
        self.report("two sweeps of 300 clocks beside ten answers", answers)

    def test_somebody_edits_a_ticket_while_the_sweep_comes_by(self):
        """The sweep neither waits for him nor fails; the clock is worked when he is done."""
        self.file_due()
        with self.db.cursor() as somebody:
            somebody.execute(
                """UPDATE ecosire_support_ticket SET name = 'Edited' WHERE id =
                      (SELECT min(id) FROM ecosire_support_ticket)"""
            )
            answers = self.db.run_parallel("sweep", n=1, now=NOW)
            self.assertEqual(self.due(), 1)
            somebody.commit()
        self.db.run("sweep", now=NOW)
        self.assert_all_breached_once()
        self.report("a sweep beside an open transaction", answers)

    def test_rows_change_between_the_sweeps_look_and_its_grasp(self):
        """What PostgreSQL then refuses is taken anew, in the same run of the cron."""
        self.file_due()
        job = self.db.start("sweep", now=NOW, look=2, lastcall="2026-11-24 03:59")
        time.sleep(1)
        self.db.rows("UPDATE ecosire_support_ticket SET name = 'Edited'")
        self.assertEqual(job.result().get("result"), CLOCKS)
        self.assert_all_breached_once()
        self.assertEqual(self.db.value("SELECT count(*) FROM ecosire_support_sla_gap"), 1)

    def test_odoos_own_cron_runner_in_two_processes(self):
        """The job as Odoo runs it: taken by one of the runners, done once, and its lastcall kept."""
        long_ago = fields.Datetime.now() - timedelta(days=10)
        self.db.run("file", moments=[fields.Datetime.to_string(long_ago)], copies=CLOCKS)
        self.db.rows(
            """UPDATE ir_cron SET nextcall = now() AT TIME ZONE 'UTC' - interval '1 minute',
                      lastcall = now() AT TIME ZONE 'UTC' - interval '2 days'
                WHERE id = (SELECT res_id FROM ir_model_data
                             WHERE module = 'ecosire_support' AND name = 'cron_tick')"""
        )
        answers = self.db.run_parallel("run_crons", n=2)
        breached = self.db.value(
            "SELECT count(*) FROM ecosire_support_sla_event WHERE kind = 'breached'"
        )
        self.assertEqual(breached, CLOCKS)
        self.assertEqual(self.db.run("problems"), [])
        self.assertEqual(self.db.value("SELECT count(*) FROM ecosire_support_sla_gap"), 1)
        self.report("Odoo's cron runner in two processes", answers)

    def wait_until(self, condition):
        end = time.monotonic() + 60
        while not condition():
            self.assertLess(time.monotonic(), end, "nothing happened for a minute")
            time.sleep(0.02)
