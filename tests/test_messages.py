"""Whose words are whose, and what a message does."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import SupportCase, at


@tagged("post_install", "-at_install")
class TestMessages(SupportCase):
    def post(self, ticket, **values):
        return ticket.message_post(
            **{
                "body": "And?",
                "message_type": "comment",
                "subtype_xmlid": "mail.mt_comment",
                **values,
            }
        )

    def test_nobody_writes_in_anothers_name(self):
        ticket = self.make_ticket()
        for values in (
            {"author_id": self.engineer.user_id.partner_id.id},
            {"message_type": "notification"},
        ):
            with self.assertRaises(AccessError):
                self.post(ticket, **values)
        message = self.post(ticket, email_from="ECOSIRE <desk@ecosire.example>")
        self.assertEqual(message.author_id, self.clerk.partner_id)
        self.assertNotIn("ecosire", message.email_from)

    def test_only_staff_follow(self):
        ticket = self.make_ticket()
        customer = self.env["res.partner"].create({"name": "C", "email": "c@customer.example"})
        ticket.message_subscribe((customer | self.colleague.partner_id).ids)
        followers = ticket.sudo().message_partner_ids
        self.assertIn(self.colleague.partner_id, followers)
        self.assertNotIn(customer, followers)

    def test_a_message_on_a_cancelled_ticket_says_that_nobody_reads_it(self):
        ticket = self.make_ticket()
        ticket.cancel("It was us")
        with self.assertRaisesRegex(UserError, "was cancelled"):
            self.post(ticket)

    def test_what_was_answered_stays_as_it_was_read(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_ticket(description="<p>One</p>")
            ticket.description = "<p>Two</p>"
            self.by(ticket, self.engineer).engineer_reply("On it.")
            with self.assertRaisesRegex(UserError, "has answered"):
                ticket.description = "<p>Three</p>"
            ticket.name = "A better title"
