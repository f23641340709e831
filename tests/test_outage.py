"""DESIGN, the SLA clock: what was reported or answered while no ticket could be filed."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import SupportCase, at, utc


@tagged("post_install", "-at_install")
class TestOutage(SupportCase):
    plan_xmlid = "ecosire_support.plan_priority"

    def setUp(self):
        super().setUp()
        self.standard = self.env.ref("ecosire_support.plan_standard")

    def file_outage(self):
        return self.make_critical(
            self.manager,
            reported_at=utc("2026-11-24 02:10"),
            outage_evidence="Phone call to ECOSIRE at 02:10",
        )

    def test_once_confirmed_clock_and_breach_stand_at_their_true_times(self):
        with at("2026-11-24 05:05"):
            ticket = self.file_outage()
            self.assertEqual(ticket.deadline, utc("2026-11-24 07:05"))
        with at("2026-11-24 05:30"):
            self.by(ticket, self.lead).confirm_outage()
        self.assertEqual(ticket.deadline, utc("2026-11-24 04:10"))
        self.assertEqual(ticket.clock_id.breached_at, utc("2026-11-24 04:10"))

    def test_a_breach_by_the_time_of_filing_gives_way_to_the_true_one(self):
        with at("2026-11-24 05:05"):
            ticket = self.file_outage()
        self.tick("2026-11-24 08:00")
        self.assertEqual(ticket.clock_id.breached_at, utc("2026-11-24 07:05"))
        with at("2026-11-25 09:00"):
            self.by(ticket, self.lead).confirm_outage()
        self.assertEqual(ticket.clock_id.breached_at, utc("2026-11-24 04:10"))

    def test_the_side_that_filed_cannot_confirm(self):
        with at("2026-11-24 05:05"):
            ticket = self.file_outage()
            with self.assertRaises(UserError):
                self.by(ticket, self.manager).confirm_outage()

    def test_a_lead_files_and_the_clients_manager_confirms(self):
        values = {
            "name": "Odoo could not be reached",
            "topic_id": self.env.ref("ecosire_support.topic_incident").id,
            "can_log_in": "no",
            "reported_at": utc("2026-11-24 02:10"),
            "outage_evidence": "They rang us",
        }
        tickets = self.env["ecosire.support.ticket"]
        with at("2026-11-24 05:05"):
            with self.assertRaises(AccessError):
                tickets.with_user(self.engineer.user_id).file_outage(self.contract.id, values)
            ticket = tickets.with_user(self.lead.user_id).file_outage(self.contract.id, values)
            with self.assertRaises(UserError):
                self.by(ticket, self.lead).confirm_outage()
            self.by(ticket, self.manager).confirm_outage()
        self.assertEqual(ticket.clock_id.breached_at, utc("2026-11-24 04:10"))
        self.assertFalse(ticket.sudo().message_partner_ids & self.lead.user_id.partner_id)

    def test_a_clerk_cannot_file_with_another_time(self):
        with at("2026-11-24 05:05"), self.assertRaises(AccessError):
            self.make_critical(reported_at=utc("2026-11-24 02:10"), outage_evidence="x")

    def test_the_future_is_refused(self):
        with at("2026-11-24 05:05"), self.assertRaisesRegex(UserError, "future"):
            self.make_critical(
                self.manager, reported_at=utc("2026-11-24 06:00"), outage_evidence="x"
            )

    def test_an_unconfirmed_outage_changes_nothing_and_a_confirmed_one_its_term(self):
        """Priority since an hour: what was reported before is measured by the plan of then."""
        company, contract = self.make_company("Young", "ecosire_support.plan_standard")
        contract._open_term(self.env.ref("ecosire_support.plan_priority"), utc("2026-11-24 04:30"))
        manager = self.make_staff("young_manager", "ecosire_support.group_manager", company=company)
        lead = self.make_engineer("L", "l@ecosire.example", role="lead", contracts=contract)
        priority = self.env.ref("ecosire_support.plan_priority")
        for answer, plan in (("refuse", priority), ("confirm", self.standard)):
            with self.subTest(answer), at("2026-11-24 05:05"):
                ticket = self.make_critical(
                    manager, reported_at=utc("2026-11-24 02:10"), outage_evidence="A call"
                )
                self.assertEqual(ticket.plan_id, priority)
                seen = self.by(ticket, lead)
                if answer == "refuse":
                    seen.refuse_outage("We have no such call")
                else:
                    seen.confirm_outage()
                self.assertEqual(ticket.plan_id, plan)
                self.assertIn(plan.name, ticket.scope_reason)
        # Standard at 02:10 UTC (07:10 Karachi): opens at 08:00, four hours from there
        self.assertEqual(ticket.deadline, utc("2026-11-24 07:00"))

    def test_of_several_companies_the_one_named_had_the_outage(self):
        branch = self.env["res.company"].create({"name": "Alpha branch"})
        self.env["ecosire.support.contract"]._in_force(branch).ended_at = utc("2026-01-01 00:00")
        self.contract.company_ids |= branch
        self.manager.company_ids |= branch
        tickets = self.env["ecosire.support.ticket"].with_user(self.manager)
        values = {
            "name": "Down",
            "topic_id": self.env.ref("ecosire_support.topic_incident").id,
            "reported_at": utc("2026-11-24 02:10"),
            "outage_evidence": "A call",
        }
        with at("2026-11-24 05:05"):
            with self.assertRaisesRegex(UserError, "which company"):
                tickets.file_outage(self.contract.id, values)
            ticket = tickets.file_outage(
                self.contract.id, {**values, "company_id": self.company.id}
            )
        self.assertEqual(ticket.company_id, self.company)

    def test_a_manager_cannot_take_a_colleagues_file_into_an_outage(self):
        secret = (
            self.env["ir.attachment"]
            .with_user(self.colleague)
            .create({"name": "salary.txt", "raw": b"SECRET"})
        )
        values = {
            "name": "Down",
            "reported_at": utc("2026-11-24 02:10"),
            "outage_evidence": "A call",
            "attachment_ids": [(6, 0, secret.ids)],
        }
        tickets = self.env["ecosire.support.ticket"].with_user(self.manager)
        with at("2026-11-24 05:05"), self.assertRaises(AccessError):
            tickets.file_outage(self.contract.id, values)

    def test_a_call_that_would_not_count_is_not_asked_about(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_critical()
            self.by(ticket, self.engineer).engineer_reply("On it.")
        with at("2026-11-24 07:30"):
            self.by(ticket, self.engineer).log_call("Told them", utc("2026-11-24 06:00"))
        self.assertFalse(ticket.call_claimed_at)

    def test_a_call_at_no_past_time_is_refused_in_words(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_critical()
        with at("2026-11-24 07:30"):
            engineer = self.by(ticket, self.engineer)
            for value, words in (
                (utc("2026-11-24 07:31"), "in the future"),
                ("2026-11-24 07:30:01", "in the future"),
                ("2026-11-24 04:59:59", "before the ticket was filed"),
                ("yesterday", "is not a time"),
            ):
                with self.subTest(value), self.assertRaisesRegex(UserError, words):
                    engineer.log_call("Told them", value)
            self.assertFalse(ticket.answered_at)
            engineer.log_call("Told them", "2026-11-24 07:30:00")
            self.assertEqual(ticket.answered_at, utc("2026-11-24 07:30"))

    def test_the_earliest_claim_is_kept_and_can_be_refused(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_critical()
        with at("2026-11-24 08:00"):
            engineer = self.by(ticket, self.engineer)
            engineer.log_call("First", utc("2026-11-24 06:00"))
            engineer.log_call("Second", utc("2026-11-24 06:30"))
        self.assertEqual(ticket.call_claimed_at, utc("2026-11-24 06:00"))
        ticket.with_user(self.clerk).refuse_call("Nobody rang")
        self.assertFalse(ticket.call_claimed_at)
        self.assertEqual(ticket.sla_state, "late")

    def test_a_confirmed_earlier_call_answers_in_time(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_critical()
        with at("2026-11-24 07:30"):
            self.by(ticket, self.engineer).log_call("Told them", utc("2026-11-24 06:00"))
        self.assertEqual(ticket.sla_state, "late")
        with at("2026-11-24 09:00"):
            ticket.with_user(self.clerk).confirm_call()
        self.assertEqual(ticket.sla_state, "met")
        self.assertEqual(ticket.answered_at, utc("2026-11-24 06:00"))
