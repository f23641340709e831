"""Tickets under a scope sheet: its answer times, its zone, its credits."""

from decimal import Decimal

from odoo.fields import Command
from odoo.tests import tagged

from ..common import at, utc
from .case import SheetCase


@tagged("post_install", "-at_install")
class TestSheetPromise(SheetCase):
    def test_a_ticket_gets_the_sheets_answer_time(self):
        self.agree()
        with at("2026-11-15 03:00"):  # a Sunday, at 08:00 in Karachi
            ticket = self.make_critical().sudo()
        self.assertEqual(ticket.deadline, utc("2026-11-15 04:00"))
        self.assertEqual(ticket.clock_id.snapshot_id.plan_name, "Enterprise")

    def test_hours_in_the_clients_own_zone(self):
        """Article, FAQ: "coverage window adjustments that better align with their operational
        hours"."""
        self.agree(tz="Europe/Amsterdam")
        with at("2026-11-16 20:30"):  # 21:30 in Amsterdam, 01:30 in Karachi
            ticket = self.make_ticket().sudo()
            self.assertEqual(ticket.severity, "low")
            self.assertEqual(ticket.clock_id.clock_start, utc("2026-11-16 20:30"))
        self.assertEqual(ticket.clock_id.snapshot_id._to_core().window.zone, "Europe/Amsterdam")
        self.assertEqual(ticket.deadline, utc("2026-11-17 20:30"))

    def test_the_preview_of_a_ticket_tells_the_sheets_answer_time(self):
        self.agree()
        with at("2026-11-16 06:00"):
            form = self.env["ecosire.support.ticket"].with_user(self.clerk)
            draft = form.new(
                {
                    "company_id": self.company.id,
                    "topic_id": self.env.ref("ecosire_support.topic_odoo_config").id,
                    "impact": "stopped",
                    "workaround": "nobody",
                }
            )
            policy = draft._policy_now(self.now())[0]
        self.assertEqual((policy.severity, policy.amount), ("critical", 1))

    def test_what_the_sheet_leaves_comes_from_the_plan(self):
        sheet = self.agree()
        term = sheet.sudo().term_ids
        with self.subTest("the sheet first"):
            self.assertEqual(term._policy("critical", "first_response").sheet_id, sheet.sudo())
        plan = self.plan("enterprise")
        extra = self.env["ecosire.support.sla.policy"].create(
            {
                "plan_id": plan.id,
                "metric": "next_response",
                "severity": "critical",
                "amount": 3,
                "window_id": plan.window_id.id,
                "business_window_id": plan.window_id.id,
            }
        )
        self.assertEqual(term._policy("critical", "next_response"), extra)
        self.assertEqual(term._metrics(), ["first_response", "next_response"])

    def test_a_resolution_may_be_agreed(self):
        sheet = self.draft()
        sheet.policy_ids = [
            Command.create(
                {
                    "metric": "resolution",
                    "severity": "critical",
                    "amount": 6,
                    "window_id": sheet.window_id.id,
                    "business_window_id": sheet.window_id.id,
                }
            )
        ]
        self.agree(sheet)
        with at("2026-11-16 06:00"):
            ticket = self.make_critical().sudo()
        found = {clock.metric: clock.deadline for clock in ticket.clock_ids}
        self.assertEqual(
            found,
            {
                "first_response": utc("2026-11-16 07:00"),
                "resolution": utc("2026-11-16 12:00"),
            },
        )

    def test_a_missed_promise_is_credited_as_agreed(self):
        sheet = self.draft()
        self.credit(sheet, 150)
        self.credit(sheet, 50.5, "high")
        self.agree(sheet)
        with at("2026-11-16 06:00"):
            critical = self.make_critical().sudo()
            high = self.make_ticket(impact="stopped", workaround="some").sudo()
            low = self.make_ticket().sudo()
        self.tick("2026-11-20 06:00")
        credited = {
            ticket.severity: ticket.term_id._credit_for(ticket.clock_id)
            for ticket in critical | high | low
        }
        self.assertEqual(credited["critical"], Decimal("150.0"))
        self.assertEqual(credited[high.severity], Decimal("50.5") if high.severity == "high" else 0)
        self.assertEqual(credited["low"], 0)

    def test_a_credit_is_of_the_sheet_that_was_missed_also_when_another_one_rules(self):
        sheet = self.draft()
        self.credit(sheet, 150)
        self.agree(sheet)
        with at("2026-11-16 06:00"):
            ticket = self.make_critical().sudo()
        with at("2026-11-17 06:00"):
            self.tick()
            second = self.draft(name="Without credits")
            self.agree(second, "2026-11-17 06:00")
            self.assertEqual(ticket.term_id.sheet_id, second.sudo())
            self.assertEqual(ticket.term_id._credit_for(ticket.clock_id), 150)
            fresh = self.make_critical().sudo()
        self.assertEqual(fresh.term_id._credit_for(fresh.clock_id), 0)

    def test_an_aim_is_never_credited(self):
        sheet = self.draft()
        self.policy(sheet).aim = True
        self.credit(sheet, 150)
        self.agree(sheet)
        with at("2026-11-16 06:00"):
            ticket = self.make_critical().sudo()
        self.tick("2026-11-20 06:00")
        self.assertEqual(ticket.term_id._credit_for(ticket.clock_id), 0)

    def test_a_promise_from_before_the_sheet_is_not_credited_by_it(self):
        with at("2026-11-09 06:00"):
            ticket = self.make_critical().sudo()
        sheet = self.draft()
        self.credit(sheet, 150)
        self.tick("2026-11-09 12:00")
        self.agree(sheet)
        self.assertEqual(ticket.term_id.sheet_id, sheet.sudo())
        self.assertEqual(ticket.term_id._credit_for(ticket.clock_id), 0)
