"""The one door: what is taken, reckoned and refused, in words."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import SupportCase, at, utc


@tagged("post_install", "-at_install")
class TestIntake(SupportCase):
    def test_create_and_submit_are_the_same_door(self):
        values = {"name": "A", "topic_id": self.env.ref("ecosire_support.topic_licence").id}
        tickets = self.env["ecosire.support.ticket"].with_user(self.clerk)
        created, submitted = tickets.create(values), tickets.submit(values)
        for ticket in created | submitted:
            self.assertTrue(ticket.number.startswith(self.contract.code))
            self.assertEqual(ticket.scope, "in_plan")
            self.assertEqual(ticket.submitter_id, self.clerk)
            self.assertEqual(ticket.sla_state, "running")
        self.assertNotEqual(created.number, submitted.number)

    def test_an_empty_title_is_refused_in_words(self):
        with self.assertRaisesRegex(UserError, "title"):
            self.make_ticket(name="   ")

    def test_a_huge_description_is_refused_in_words(self):
        with self.assertRaisesRegex(UserError, "Attach"):
            self.make_ticket(description="x" * 10_000_000)

    def test_values_of_the_wrong_kind_are_named(self):
        for values, label in (
            ({"impact": ["x"]}, "How bad"),
            ({"name": 5}, "Title"),
            ({"description": 5}, "What happens"),
            ({"topic_id": "abc"}, "Topic"),
            ({"topic_id": [5]}, "Topic"),
            ({"attachment_ids": 5}, "Files"),
            ({"severity_reason": 7}, "Why another"),
        ):
            with self.subTest(values), self.assertRaisesRegex(UserError, label):
                self.make_ticket(**values)
        with self.assertRaisesRegex(UserError, "no date"):
            self.make_ticket(self.manager, reported_at="no date", outage_evidence="x")
        with self.assertRaisesRegex(UserError, "names and values"):
            self.env["ecosire.support.ticket"].with_user(self.clerk).submit(["x"])
        self.assertEqual(self.make_ticket(name="a\0b").name, "ab")

    def test_scripts_are_taken_out_of_the_description(self):
        ticket = self.make_ticket(description='<p onclick="x()">Hi</p><script>alert(1)</script>')
        self.assertIn("Hi", ticket.description)
        self.assertNotIn("script", ticket.description)
        self.assertNotIn("onclick", ticket.description)

    def test_unknown_choices_are_named(self):
        with self.assertRaisesRegex(UserError, "urgent"):
            self.make_ticket(severity="urgent", severity_reason="x")
        with self.assertRaisesRegex(UserError, "topic"):
            self.make_ticket(topic_id=999_999)

    def test_a_role_cannot_set_what_is_reckoned(self):
        for values in (
            {"number": "X-1"},
            {"state": "closed"},
            {"submitted_at": utc("2020-01-01 00:00")},
        ):
            with self.assertRaises(AccessError):
                self.make_ticket(self.manager, **values)

    def test_staff_edit_title_description_and_tags_only(self):
        ticket = self.make_ticket()
        ticket.write({"name": "Better title"})
        self.assertEqual(ticket.name, "Better title")
        with self.assertRaises(AccessError):
            ticket.write({"severity": "critical"})
        with self.assertRaises(AccessError):
            ticket.with_user(self.manager).write({"name": "A", "state": "closed"})

    def test_a_dragged_card_is_an_action_or_refused_in_words(self):
        ticket = self.make_ticket()
        with self.assertRaisesRegex(UserError, "cannot go"):
            ticket.write({"state": "resolved"})
        with self.assertRaisesRegex(UserError, "asks for the reason"):
            ticket.write({"state": "cancelled"})
        self.by(ticket, self.engineer).resolve("Done.")
        ticket.write({"state": "closed"})
        self.assertEqual(ticket.state, "closed")

    def test_a_contract_that_ended_takes_no_ticket_and_says_so(self):
        self.contract.ended_at = utc("2026-11-01 00:00")
        with self.assertRaisesRegex(UserError, "no support contract"):
            self.make_ticket()

    def test_tickets_are_never_deleted(self):
        ticket = self.make_ticket()
        with self.assertRaises(UserError):
            ticket.sudo().unlink()

    def test_overruling_the_severity_needs_a_reason(self):
        with self.assertRaisesRegex(UserError, "why"):
            self.make_ticket(severity="critical")
        ticket = self.make_ticket(severity="critical", severity_reason="Audit tomorrow")
        self.assertEqual((ticket.severity, ticket.severity_proposed), ("critical", "low"))

    def test_out_of_scope_is_kept_with_its_reason_and_no_clock(self):
        ticket = self.make_ticket(topic_id=self.env.ref("ecosire_support.topic_third_party").id)
        self.assertEqual(ticket.scope, "other_plan")
        self.assertIn("Priority", ticket.scope_reason)
        self.assertFalse(ticket.clock_ids)
        with at("2026-11-24 10:00"):
            self.by(ticket, self.engineer).treat_as_covered("It is our own connector")
        self.assertEqual(ticket.clock_id.submitted_at, utc("2026-11-24 10:00"))

    def test_enhancements_are_quoted(self):
        ticket = self.make_ticket(topic_id=self.env.ref("ecosire_support.topic_enhancement").id)
        self.assertEqual(ticket.scope, "quoted")
        self.assertFalse(ticket.clock_ids)

    def test_an_unknown_scope_is_settled_with_a_reason(self):
        unknown = self.env.ref("ecosire_support.topic_unknown").id
        for verdict, clock_state in (("in_plan", "running"), ("quoted", "cancelled")):
            ticket = self.make_ticket(topic_id=unknown)
            with self.assertRaises(AccessError):
                ticket.settle_scope(verdict, "No")
            self.by(ticket, self.engineer).settle_scope(verdict, "It is a new function")
            self.assertEqual((ticket.scope, ticket.clock_ids.state), (verdict, clock_state))
            with self.assertRaises(UserError):
                self.by(ticket, self.engineer).settle_scope("in_plan", "Again")

    def test_an_unknown_cause_has_a_clock(self):
        ticket = self.make_ticket(topic_id=self.env.ref("ecosire_support.topic_unknown").id)
        self.assertEqual(ticket.scope, "unknown")
        self.assertEqual(ticket.sla_state, "running")

    def test_the_promise_names_both_sides_zones(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
            self.assertEqual(
                ticket.promise,
                "First answer by Tue 24 Nov 15:00 your time (19:00 Karachi, UTC+5)",
            )
            engineer_reads = self.by(ticket, self.engineer).promise
        self.assertIn("19:00 your time", engineer_reads)
        self.assertIn("15:00 Amsterdam", engineer_reads)

    def test_a_copy_is_a_new_ticket(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
        with at("2026-11-24 11:00"):
            copy = ticket.copy()
        self.assertNotEqual(copy.number, ticket.number)
        self.assertEqual(copy.submitted_at, utc("2026-11-24 11:00"))


@tagged("post_install", "-at_install")
class TestContracts(SupportCase):
    def test_each_new_company_has_the_included_plan_at_once(self):
        company = self.env["res.company"].create({"name": "New Branch"})
        contract = self.env["ecosire.support.contract"]._in_force(company)
        self.assertTrue(contract.plan_id.at_install)

    def test_making_included_contracts_twice_makes_one(self):
        contracts = self.env["ecosire.support.contract"]
        before = contracts.search_count([])
        contracts._ensure_included()
        self.assertEqual(contracts.search_count([]), before)

    def test_a_company_has_one_contract_in_force(self):
        company = self.env["res.company"].create({"name": "New Branch"})
        with self.assertRaises(ValidationError):
            self.contract.company_ids |= company

    def test_prices_are_for_managers(self):
        term = self.contract.term_ids
        with self.assertRaises(AccessError):
            term.with_user(self.clerk).read(["price"])
        self.assertEqual(term.with_user(self.manager).price, 299)
        self.assertEqual(term.with_user(self.manager).extra_price, 25)

    def test_entitlements_are_asked_for_by_code(self):
        contract = self.contract.with_user(self.clerk)
        self.assertTrue(contract.has_entitlement("slack"))
        self.assertFalse(contract.has_entitlement("named_engineer"))
