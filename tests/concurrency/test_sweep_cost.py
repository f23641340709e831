"""What the sweep costs: what is due, and nothing else, however much is not."""

import logging
import time

from odoo.tests import tagged

from .case import ConcurrencyCase

_logger = logging.getLogger(__name__)

INDEX = "ecosire_support_sla_clock_due"
FILED = "2026-11-24 04:00"
BEFORE, AFTER = (
    FILED,
    "2026-11-24 08:01",
)  # the first step of the ladder comes right after; the deadline is 08:00


class SweepCost(ConcurrencyCase):
    def fill(self, count, chained=False):
        """So many clocks that end at 08:00; a tenth of them are not to be woken any more."""
        self.db.run("file", moments=[FILED], copies=count, chained=chained)
        self.db.rows(
            "UPDATE ecosire_support_sla_clock SET next_tick_at = NULL WHERE mod(id, 10) = 0"
        )
        self.db.run("analyze")

    def assert_index_used(self, now):
        plan = self.db.run("plan_of_sweep", now=now)
        self.assertIn(INDEX, plan)
        self.assertNotIn("Seq Scan on ecosire_support_sla_clock", plan)
        return plan


@tagged("post_install", "-at_install")
class TestSweepCost(SweepCost):
    def test_the_sweep_reads_only_the_partial_index(self):
        self.fill(5000)
        self.assert_index_used(BEFORE)

    def test_an_idle_sweep_costs_few_queries_however_many_clocks_run(self):
        self.fill(10)
        few = self.db.run("idle_queries", now=BEFORE)
        self.fill(2000)
        many = self.db.run("idle_queries", now=BEFORE)
        self.assertEqual(few, many)
        self.assertLessEqual(many, 4)  # one of them for the promised updates
        _logger.info("sweep: an idle run costs %s queries", many)


@tagged("-standard", "long", "post_install", "-at_install")
class TestSweepVolume(SweepCost):
    def test_a_hundred_thousand_running_clocks(self):
        self.fill(100_000)
        plan = self.assert_index_used(BEFORE)
        start = time.monotonic()
        self.db.run("sweep", now=BEFORE)
        self.assertLess(time.monotonic() - start, 1)
        _logger.info("sweep: idle among 100,000 clocks, %.3f s\n%s", time.monotonic() - start, plan)

    def test_a_backlog_swept_by_four_servers_one_of_which_dies(self):
        """All of it is worked off, once."""
        self.db.run("file", moments=[FILED], copies=5000)
        due = (
            "SELECT count(*) FROM ecosire_support_sla_clock WHERE next_tick_at < '2026-11-24 08:01'"
        )
        doomed = self.db.start("sweep", now=AFTER, batch=50)
        time.sleep(1.5)
        doomed.kill()
        left = self.db.value(due)
        answers = self.db.run_parallel("sweep", n=3, now=AFTER)
        breached, clocks = self.db.rows(
            """SELECT count(*), count(DISTINCT clock_id) FROM ecosire_support_sla_event
                WHERE kind = 'breached'"""
        )[0]
        self.assertEqual((breached, clocks, self.db.value(due)), (5000, 5000, 0))
        self.assertEqual(self.db.run("problems"), [])
        self.report(f"killed with {left} of 5000 left, three more", answers)
