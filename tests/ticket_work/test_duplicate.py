"""Merged = closed, and naming the ticket where work goes on."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import at, utc
from .test_core_bug import CoreBugCase


@tagged("post_install", "-at_install")
class TestDuplicate(CoreBugCase):
    def setUp(self):
        super().setUp()
        with at("2026-11-24 10:00"):
            self.first = self.make_ticket(name="Nothing prints")
            self.again = self.make_ticket(self.colleague, name="The printer is dead")
        self.as_engineer = self.by(self.again, self.engineer)

    def merge(self, reason="The same printer", when="2026-11-24 11:00"):
        with at(when):
            self.as_engineer.mark_duplicate(f" {self.first.number.lower()} ", reason)

    def test_it_is_closed_and_names_the_other(self):
        self.merge()
        self.assertEqual(self.again.state, "closed")
        self.assertEqual(self.again.sudo().duplicate_of_id, self.first)
        self.assertEqual(self.again.duplicate_number, self.first.number)
        self.assertTrue(self.first.is_open)
        [note] = self.notes(self.again)
        self.assertIn(self.first.number, note)
        self.assertIn("The same printer", note)
        self.assertNotIn(self.first.name, note)

    def test_its_clock_ends_without_a_verdict_and_says_why(self):
        self.merge()
        clock = self.again.clock_ids
        self.assertEqual((clock.state, clock.breached_at), ("cancelled", False))
        self.assertIn(self.first.number, clock.event_ids.sorted("sequence")[-1].reason)
        self.assertEqual(self.first.clock_ids.state, "running")

    def test_what_was_missed_before_stays(self):
        deadline = self.again.deadline
        self.merge(when="2026-12-10 10:00")  # no sweep ran in between
        self.assertEqual(self.again.clock_ids.breached_at, deadline)

    def test_a_resolved_ticket_too(self):
        self.as_engineer.resolve("See the other one")
        self.merge()
        self.assertEqual(self.again.state, "closed")

    def test_a_reason_is_needed(self):
        with self.assertRaisesRegex(UserError, "say why"):
            self.merge(reason=" ")
        self.assertEqual(self.again.state, "new")

    def test_followers_come_along_if_they_may_read_the_other(self):
        self.by(self.again, self.colleague).message_subscribe(
            (self.manager | self.clerk).partner_id.ids
        )
        self.merge()
        followers = self.first.sudo().message_partner_ids
        self.assertIn(self.manager.partner_id, followers)
        self.assertNotIn(self.colleague.partner_id, followers)
        with self.assertRaises(AccessError):
            self.by(self.first, self.colleague).read(["name"])
        self.assertIn("support manager can let you follow", self.notes(self.again)[0])

    def test_who_may_read_both_is_told_of_no_hurdle(self):
        again = self.make_ticket()
        self.by(again, self.engineer).mark_duplicate(self.first.number, "The same")
        self.assertNotIn("support manager", self.notes(again)[0])

    def test_a_clerk_is_told_the_number_and_never_the_others_title(self):
        self.merge()
        again = self.by(self.again, self.colleague)
        self.assertEqual(again.duplicate_number, self.first.number)
        with self.assertRaises(AccessError):
            again.read(["duplicate_of_id"])
        self.assertEqual(self.by(self.again, self.manager).duplicate_of_id.name, "Nothing prints")

    # -- what is no duplicate

    def test_not_of_itself_and_not_in_a_circle(self):
        with self.assertRaisesRegex(UserError, "of itself"):
            self.as_engineer.mark_duplicate(self.again.number, "x")
        self.merge()
        with self.assertRaisesRegex(UserError, f"itself a duplicate of {self.first.number}"):
            self.by(self.first, self.engineer).mark_duplicate(self.again.number, "x")
        self.assertTrue(self.first.is_open)

    def test_one_that_has_duplicates_may_be_one(self):
        self.merge()
        third = self.make_ticket()
        self.by(self.first, self.engineer).mark_duplicate(third.number, "The same")
        self.assertEqual(self.again.sudo()._merged_into(), third)

    def test_a_finished_ticket_is_not_closed_again(self):
        self.merge()
        with self.assertRaisesRegex(UserError, "finished already"):
            self.merge()
        self.assertEqual(len(self.notes(self.again)), 1)
        self.first.cancel("It was us")
        with self.assertRaisesRegex(UserError, "finished already"):
            self.by(self.first, self.engineer).mark_duplicate(self.ticket.number, "x")

    def test_not_of_a_cancelled_one(self):
        self.first.cancel("It was us")
        with self.assertRaisesRegex(UserError, "was cancelled"):
            self.merge()

    def test_not_of_one_that_would_be_answered_later(self):
        critical = self.make_critical()
        as_engineer = self.by(critical, self.engineer)
        with self.assertRaisesRegex(UserError, "less severe"):
            as_engineer.mark_duplicate(self.first.number, "The same")
        self.by(self.first, self.engineer).set_severity("critical", "Nobody can ship")
        as_engineer.mark_duplicate(self.first.number, "The same")
        self.assertEqual(critical.state, "closed")

    def test_not_across_companies_or_contracts(self):
        sister = self.env["res.company"].create({"name": "Delta Sister"})
        old = self.env["ecosire.support.contract"]._in_force(sister)
        old.ended_at = utc("2026-01-02 00:00")
        self.contract.company_ids += sister
        clerk = self.make_staff("sister_clerk", company=sister)
        foreign = self.make_ticket(clerk, name="Secret of the sister")
        self.assertEqual(foreign.sudo().contract_id, self.contract)
        with self.assertRaisesRegex(UserError, "another contract or company") as caught:
            self.as_engineer.mark_duplicate(foreign.number, "x")
        self.assertNotIn("Secret", str(caught.exception))

    def test_a_ticket_the_engineer_may_not_see_is_as_absent_as_none(self):
        company, _contract = self.make_company("Zeta", self.plan_xmlid)
        foreign = self.make_ticket(self.make_staff("zeta_clerk", company=company))
        for number in (foreign.number, "NONE-1", "%", "_", "", None, 5, f"{self.first.number}%"):
            with self.assertRaisesRegex(UserError, "There is no ticket"):
                self.as_engineer.mark_duplicate(number, "x")

    # -- afterwards

    def test_who_goes_on_with_it_says_that_it_is_none(self):
        self.merge()
        self.by(self.again, self.colleague).reopen("Ours is in the other hall")
        self.assertTrue(self.again.is_open)
        self.assertFalse(self.again.duplicate_number)

    def test_only_engineers_with_access(self):
        stranger = self.make_engineer(
            "Zara", "z@ecosire.example", contracts=self.make_company("Zeta", self.plan_xmlid)[1]
        )
        for person in (self.clerk, self.manager, self.colleague, stranger):
            with self.assertRaises(AccessError):
                self.by(self.again, person).mark_duplicate(self.first.number, "x")
        with self.assertRaises(AccessError):
            self.by(self.again, self.manager).write({"duplicate_of_id": self.first.id})
