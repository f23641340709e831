"""DESIGN §4: a confirmed ECOSIRE defect is free of the quota."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import at, utc
from .test_core_bug import CoreBugCase


@tagged("post_install", "-at_install")
class TestDefect(CoreBugCase):
    def test_it_is_kept_and_the_client_is_told(self):
        with at("2026-11-24 11:00"):
            self.as_engineer.confirm_defect("Encoding of the label module")
        self.assertEqual(self.ticket.defect_confirmed_at, utc("2026-11-24 11:00"))
        self.assertEqual(self.ticket.defect_reason, "Encoding of the label module")
        [note] = self.notes()
        self.assertIn("does not count: Encoding of the label module", note)

    def test_once_and_with_a_reason(self):
        with self.assertRaisesRegex(UserError, "say why"):
            self.as_engineer.confirm_defect("")
        self.as_engineer.confirm_defect("Encoding")
        with self.assertRaisesRegex(UserError, "confirmed already"):
            self.as_engineer.confirm_defect("Encoding")
        self.assertEqual(len(self.notes()), 1)

    def test_also_once_the_ticket_is_closed_but_not_when_it_was_taken_back(self):
        self.as_engineer.resolve("Corrected")
        self.by(self.ticket, self.clerk).confirm_resolution()
        self.as_engineer.confirm_defect("Encoding")
        self.assertEqual(self.ticket.state, "closed")
        other = self.make_ticket()
        other.cancel("It was us")
        with self.assertRaisesRegex(UserError, "cancelled"):
            self.by(other, self.engineer).confirm_defect("Encoding")

    def test_only_ecosire_confirms_its_own_defects(self):
        for person in (self.clerk, self.manager, self.colleague):
            with self.assertRaises(AccessError):
                self.by(self.ticket, person).confirm_defect("Encoding")
            with self.assertRaises(AccessError):
                self.by(self.ticket, person).write({"defect_confirmed_at": "2026-11-24 11:00:00"})
        with self.assertRaises(AccessError):
            self.make_ticket(defect_reason="x")
