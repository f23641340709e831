"""DESIGN, the SLA clock: the daily proof, and the sweep's own gap."""

from odoo.tests import tagged

from .common import SupportCase, at, utc


@tagged("post_install", "-at_install")
class TestProof(SupportCase):
    def test_a_daily_root_holds_until_an_event_is_changed(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
        roots = self.env["ecosire.support.sla.root"]
        with at("2026-11-25 00:30"):
            roots._cron_root()
            roots._cron_root()
        root = roots.search([("day", "=", "2026-11-24")])
        self.assertEqual(len(root), 1)
        self.assertTrue(root._verify())
        self.env.cr.execute(
            "UPDATE ecosire_support_sla_event SET hash = 'x' WHERE clock_id = %s",
            [ticket.clock_id.id],
        )
        self.assertFalse(root._verify())

    def test_what_people_read_is_what_the_hash_covers(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
        self.tick("2026-11-24 15:00")
        with at("2026-11-24 15:00"):
            self.by(ticket, self.manager).accept_delay("They rang us")
        clock = ticket.clock_id.sudo()
        forgeries = {
            "ecosire_support_sla_event": (
                "reason = 'x'",
                "actor_name = 'x'",
                "recorded_at = recorded_at - interval '1 day'",
            ),
            "ecosire_support_sla_clock": (
                "deadline = deadline + interval '1 day'",
                "breached_at = NULL",
                "last_sequence = last_sequence + 1",
            ),
        }
        self.assertIsNone(clock._verify())
        for table, changes in forgeries.items():
            for change in changes:
                with self.subTest(change), self.env.cr.savepoint() as savepoint:
                    self.env.cr.execute(f"UPDATE {table} SET {change}")
                    self.env.invalidate_all()
                    self.assertTrue(clock._verify())
                    savepoint.rollback()
                self.env.invalidate_all()
        self.env.cr.execute(
            "DELETE FROM ecosire_support_sla_event WHERE clock_id = %s AND kind = 'accepted'",
            [clock.id],
        )
        self.env.invalidate_all()
        self.assertIn("missing", clock._verify())

    def test_the_sweeps_own_gap_is_recorded_once(self):
        gaps = self.env["ecosire.support.sla.gap"]
        clocks = self.env["ecosire.support.sla.clock"].with_context(
            lastcall=utc("2026-11-24 02:00")
        )
        clocks._cron_tick(utc("2026-11-24 02:03"))
        self.assertFalse(gaps.search([("date_from", "=", "2026-11-24 02:00:00")]))
        clocks._cron_tick(utc("2026-11-24 05:00"))
        clocks._cron_tick(utc("2026-11-24 05:01"))
        gap = gaps.search([("date_from", "=", "2026-11-24 02:00:00")])
        self.assertEqual((len(gap), gap.minutes), (1, 180))
