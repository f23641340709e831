"""Issue 5, help from inside the error, walked in a browser."""

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..common import SupportMixin, utc

LONG_AGO_TOO = utc("2026-01-03 00:00")


@tagged("post_install", "-at_install")
class TestHelpInBrowser(SupportMixin, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contract.mailbox_partner_id = cls.env["res.partner"].create(
            {"name": "Desk", "email": "desk@ecosire.example"}
        )

    def walk(self, tour, login="delta_clerk", page="/odoo/support-tickets"):
        with mute_logger("odoo.http"):
            self.start_tour(page, tour, login=login)

    def last_ticket(self):
        return self.env["ecosire.support.ticket"].search([], order="id desc", limit=1)

    def make_cured(self):
        ticket = self.make_ticket(name="Printer of the second shift prints twice")
        self.by(ticket, self.engineer).resolve("Each has its own login now.", "One login for two")
        return ticket

    def test_from_the_error_to_the_promise_and_a_colleague_who_joins(self):
        self.walk("ecosire_support_send_error")
        ticket = self.last_ticket()
        self.assertEqual((ticket.severity, len(ticket.sighting_ids)), ("critical", 2))
        self.assertEqual(ticket.environment["page"], "/odoo/support-tickets")
        self.assertIn("Chrome", ticket.environment["browser"])
        self.assertIn("AttributeError", ticket.error_trace)
        self.walk("ecosire_support_join_error", login="delta_colleague")
        self.assertEqual(self.last_ticket(), ticket)
        self.by(ticket, self.engineer).resolve("Update the app", "A call of an old version")
        self.walk("ecosire_support_error_is_back", login="delta_colleague")
        self.assertTrue(ticket.is_open)

    def test_when_odoo_cannot_be_reached(self):
        self.give_phone()
        self.walk("ecosire_support_error_offline")
        self.assertIn("AttributeError", self.last_ticket().error_trace)

    def give_phone(self):
        self.contract._open_term(self.env.ref("ecosire_support.plan_priority"), LONG_AGO_TOO)
        self.by(self.contract, self.manager).set_emergency({"emergency_phone": "+92 300 1234567"})

    def test_a_ticket_from_any_screen_with_a_pasted_screenshot(self):
        self.give_phone()
        self.make_cured()
        self.make_ticket()
        self.walk("ecosire_support_from_here")
        ticket = self.last_ticket()
        self.assertEqual((ticket.severity, ticket.attachment_ids.name), ("high", "screenshot.png"))
        self.assertEqual(ticket.environment["page"], "/odoo/support-tickets")

    def test_what_was_solved_before_is_not_filed_again(self):
        cured = self.make_cured()
        self.walk("ecosire_support_solved_before", page="/odoo/support-new")
        self.assertEqual(self.last_ticket(), cured)
        self.assertEqual(cured.helped_count, 1)

    def test_a_refusal_in_words_has_a_quiet_way_to_ask(self):
        self.walk("ecosire_support_ask_about")
