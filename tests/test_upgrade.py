"""DESIGN: a plan upgrade treats open, unanswered tickets as raised, from when it is in force."""

from odoo.tests import tagged

from .common import SupportCase, at, utc


@tagged("post_install", "-at_install")
class TestUpgrade(SupportCase):
    def upgrade(self, start, xmlid="ecosire_support.plan_priority"):
        return self.contract._open_term(self.env.ref(xmlid), utc(start))

    def test_a_term_that_begins_later_changes_nothing_yet(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_ticket(impact="impaired", workaround="some")
            self.upgrade("2027-01-24 05:00")
        self.assertEqual(ticket.deadline, utc("2026-11-24 13:00"))
        self.assertEqual(ticket.plan_id, self.env.ref("ecosire_support.plan_standard"))

    def test_what_was_outside_the_old_plan_gets_its_clock(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_ticket(
                topic_id=self.env.ref("ecosire_support.topic_infrastructure").id
            )
        self.assertFalse(ticket.clock_ids)
        with at("2026-11-24 06:00"):
            self.upgrade("2026-11-24 06:00")
        self.assertEqual(ticket.scope, "in_plan")
        self.assertEqual(ticket.clock_id.submitted_at, utc("2026-11-24 06:00"))

    def test_an_aim_missed_before_the_upgrade_stays_an_aim(self):
        """Also when no sweep ran between the deadline and the upgrade."""
        company, contract = self.make_company("Small", "ecosire_support.plan_included")
        clerk = self.make_staff("small_clerk", company=company)
        topic = self.env.ref("ecosire_support.topic_module_defect").id
        with at("2026-11-24 05:00"):
            ticket = self.make_ticket(clerk, topic_id=topic)
        with at("2026-11-25 05:01"):
            contract._open_term(
                self.env.ref("ecosire_support.plan_priority"), utc("2026-11-25 05:01")
            )
        self.assertTrue(ticket.clock_id.aim)
        self.assertEqual(ticket.clock_id.breached_at, utc("2026-11-25 05:00"))
