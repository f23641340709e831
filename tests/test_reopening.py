"""DESIGN, ticket states: after “resolved”, and the client's objection."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import SupportCase, at


@tagged("post_install", "-at_install")
class TestReopening(SupportCase):
    def test_an_engineer_ends_a_round_that_was_no_reopening(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
            with self.assertRaises(UserError):
                self.by(ticket, self.engineer).end_false_reopening("Only thanks")
            self.by(ticket, self.engineer).resolve("Done.")
            ticket.with_user(self.clerk).reopen("Thank you!")
            self.by(ticket, self.engineer).end_false_reopening("Only thanks")
        self.assertEqual(ticket.state, "closed")
        self.assertEqual(ticket.clock_ids.sorted("round").mapped("state"), ["met", "cancelled"])

    def test_the_client_objects_to_a_lowering(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
            self.by(ticket, self.engineer).set_severity("high", "There is a way round")
            ticket.with_user(self.clerk).object_to_severity("Not for us")
        self.assertEqual(ticket.severity_objection, "Not for us")
