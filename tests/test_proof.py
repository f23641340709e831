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
