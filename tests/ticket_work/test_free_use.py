"""DESIGN §4: duplicates and confirmed ECOSIRE defects are free of the quota."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import at
from ..contract.case import ContractCase


@tagged("post_install", "-at_install")
class TestFreeUse(ContractCase):
    def setUp(self):
        super().setUp()
        self.enterContext(at("2026-11-24 11:00"))

    def test_a_duplicate_gives_its_unit_back_and_the_other_keeps_its_own(self):
        first, again = self.file(2)
        self.assertEqual(self.used(), 2)
        self.by(again, self.engineer).mark_duplicate(first.number, "The same printer")
        self.assertEqual(self.used(), 1)
        self.assertEqual((first.usage_kind, again.usage_kind), ("used", "freed"))
        freed = again.usage_ids.filtered(lambda row: row.kind == "freed")
        self.assertEqual(freed.cause, "duplicate")
        self.assertIn(first.number, freed.reason)

    def test_a_confirmed_defect_gives_its_unit_back_once(self):
        ticket = self.file()
        self.by(ticket, self.engineer).confirm_defect("Encoding")
        with self.assertRaises(UserError):
            self.by(ticket, self.engineer).confirm_defect("Encoding")
        self.assertEqual(self.used(), 0)
        self.assertEqual(ticket.usage_ids.mapped("cause"), ["defect", "in_plan"])

    def test_a_duplicate_that_is_a_defect_too_gives_back_one_unit(self):
        _other, first, again = self.file(3)
        self.by(again, self.engineer).confirm_defect("Encoding")
        self.by(again, self.engineer).mark_duplicate(first.number, "The same")
        self.assertEqual(self.used(), 2)

    def test_what_never_counted_stays_as_it_is(self):
        free = self.file(topic="module_defect")
        self.by(free, self.engineer).confirm_defect("Encoding")
        self.assertEqual(free.usage_ids.mapped("kind"), ["free"])

    def test_a_defect_that_is_covered_later_does_not_count(self):
        ticket = self.file(topic="third_party")
        self.assertEqual(ticket.scope, "other_plan")
        self.by(ticket, self.engineer).confirm_defect("Our connector, not theirs")
        self.by(ticket, self.engineer).treat_as_covered("Our own defect")
        self.assertEqual(self.used(), 0)
        self.assertTrue(ticket.clock_ids)

    # -- extra tickets that wait for the manager

    def waiting(self):
        self.by(self.contract, self.manager).set_extra_policy("ask")
        tickets = self.file(21)
        self.assertEqual(tickets[-1].extra_state, "waiting")
        return tickets[0], tickets[-1]

    def test_a_defect_waits_for_no_manager_and_its_clock_starts(self):
        _first, extra = self.waiting()
        self.by(extra, self.engineer).confirm_defect("Encoding")
        self.assertFalse(extra.extra_state)
        self.assertEqual(extra.sla_state, "running")
        self.assertEqual((extra.usage_kind, self.used()), ("free", 20))
        with self.assertRaisesRegex(UserError, "does not wait"):
            self.by(extra, self.manager).approve_extra()

    def test_a_duplicate_waits_for_no_manager_and_gets_no_clock(self):
        first, extra = self.waiting()
        self.by(extra, self.engineer).mark_duplicate(first.number, "The same")
        self.assertFalse(extra.extra_state or extra.clock_ids)
        self.assertEqual((extra.usage_kind, self.used()), ("free", 20))
        with self.assertRaisesRegex(UserError, "does not wait"):
            self.by(extra, self.manager).approve_extra()
