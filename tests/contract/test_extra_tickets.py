"""Extra tickets that a manager decides about first; a critical one never waits (DESIGN §4)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import at
from .case import ContractCase


@tagged("post_install", "-at_install")
class TestExtraTickets(ContractCase):
    def setUp(self):
        super().setUp()
        self.by(self.contract, self.manager).set_extra_policy("ask")
        with at("2026-11-24 10:00"):
            self.file(20)

    def test_an_extra_ticket_waits_without_a_clock(self):
        with at("2026-11-24 11:00"):
            ticket = self.file()
        self.assertEqual(ticket.extra_state, "waiting")
        self.assertFalse(ticket.clock_ids)
        self.assertFalse(ticket.usage_ids)
        self.assertIn("manager", ticket.promise)

    def test_a_critical_one_never_waits(self):
        with at("2026-11-24 11:00"):
            topic = self.env.ref("ecosire_support.topic_odoo_config")
            ticket = self.make_critical(topic_id=topic.id).sudo()
        self.assertFalse(ticket.extra_state)
        self.assertTrue(ticket.clock_ids)
        self.assertEqual(ticket.usage_kind, "used")

    def test_one_that_becomes_critical_waits_no_longer(self):
        with at("2026-11-24 11:00"):
            ticket = self.file()
        with at("2026-11-24 12:00"):
            self.by(ticket, self.engineer).set_severity("critical", "nobody can ship")
        self.assertEqual(ticket.extra_state, "approved")
        self.assertEqual(str(ticket.clock_id.submitted_at), "2026-11-24 12:00:00")

    def test_the_manager_reads_the_price_the_clerk_does_not_the_engineer_who_decides(self):
        with at("2026-11-24 11:00"):
            ticket = self.file()
        self.assertIn("25.00", self.by(ticket, self.manager).usage_note)
        self.assertNotIn("25", self.by(ticket, self.clerk).usage_note)
        self.assertIn("manager decides", self.by(ticket, self.engineer)._portal_state_label())

    def test_what_does_not_count_does_not_wait(self):
        with at("2026-11-24 11:00"):
            ticket = self.file(topic="module_defect")
        self.assertFalse(ticket.extra_state)

    def test_the_clock_runs_and_the_ticket_counts_from_the_approval(self):
        with at("2026-11-24 11:00"):
            ticket = self.file()
        with at("2026-11-25 09:00"):
            self.by(ticket, self.manager).approve_extra()
            self.assertEqual(self.used(), 21)
        self.assertEqual(str(ticket.clock_id.submitted_at), "2026-11-25 09:00:00")
        self.assertEqual(str(ticket.usage_ids.at), "2026-11-25 09:00:00")

    def test_a_declined_one_is_cancelled_and_costs_nothing(self):
        with at("2026-11-24 11:00"):
            ticket = self.file()
            self.by(ticket, self.manager).decline_extra("next month")
            self.assertEqual(self.used(), 20)
        self.assertEqual((ticket.state, ticket.extra_state), ("cancelled", "declined"))
        self.assertFalse(ticket.clock_ids)

    def test_it_is_decided_once(self):
        with at("2026-11-24 11:00"):
            ticket = self.file()
            self.by(ticket, self.manager).approve_extra()
            with self.assertRaisesRegex(UserError, "does not wait"):
                self.by(ticket, self.manager).decline_extra("too late")
            self.assertEqual(self.used(), 21)

    def test_only_a_manager_decides(self):
        with at("2026-11-24 11:00"):
            ticket = self.file()
            for person in (self.clerk, self.engineer, self.lead):
                with self.assertRaises(AccessError):
                    self.by(ticket, person).approve_extra()
                with self.assertRaises(AccessError):
                    self.by(ticket, person).decline_extra("no")
        with self.assertRaises(AccessError):
            self.by(self.contract, self.clerk).set_extra_policy("allow")

    def test_the_manager_is_asked(self):
        with at("2026-11-24 11:00"):
            ticket = self.file()
        asked = self.said(ticket, self.manager.partner_id)
        self.assertIn("waits for your decision", asked.subject)

    def test_an_upgrade_to_a_plan_without_limit_lets_it_through(self):
        with at("2026-11-24 11:00"):
            ticket = self.file()
        with at("2026-11-24 12:00"):
            self.confirm(self.ask("upgrade", "priority"))
        self.assertEqual(ticket.extra_state, "approved")
        self.assertTrue(ticket.clock_ids)
        self.assertEqual(ticket.usage_ids.term_id.plan_id.code, "priority")
