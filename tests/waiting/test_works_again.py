"""“It works again”: the client's word ends the ticket, and is never ECOSIRE's answer."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import SupportCase, at


@tagged("post_install", "-at_install")
class TestWorksAgain(SupportCase):
    def setUp(self):
        super().setUp()
        with at("2026-11-24 10:00"):
            self.ticket = self.make_critical()

    def works(self, user=None):
        return self.by(self.ticket, user or self.clerk).it_works_again()

    def test_from_every_state_that_is_open_and_from_resolved(self):
        engineer = self.by(self.ticket, self.engineer)
        for go_there in (
            lambda: None,
            engineer.take,
            lambda: engineer.ask_client("Which one?"),
            lambda: engineer.wait_for_vendor("The bank"),
            lambda: engineer.resolve("Done."),
        ):
            go_there()
            self.works()
            self.assertEqual(self.ticket.state, "closed")
            self.assertTrue(self.ticket.closed_at)
            self.by(self.ticket, self.clerk).reopen("No.")

    def test_it_is_no_answer_and_what_was_missed_stays_missed(self):
        with at("2026-11-24 11:00"):
            self.works()
        clock = self.ticket.clock_ids
        self.assertEqual((clock.state, clock.met_at), ("cancelled", False))
        self.assertFalse(self.ticket.has_missed)
        with at("2026-11-24 12:00"):
            self.by(self.ticket, self.clerk).reopen("No.")
        with at("2026-11-24 16:01"):
            self.tick()
            self.works()
        self.assertTrue(self.ticket.has_missed)
        self.assertFalse(self.ticket.answered_at)

    def test_ecosire_reads_whose_word_it_is(self):
        self.by(self.ticket, self.engineer).take()
        before = self.env["mail.notification"].search([]).ids
        self.works(self.manager)
        told = self.env["mail.notification"].search([("id", "not in", before)])
        self.assertIn(self.engineer.user_id.partner_id, told.res_partner_id)
        self.assertNotIn(self.manager.partner_id, told.res_partner_id)
        said = self.ticket.message_ids.filtered(lambda m: m.message_type == "comment")[:1]
        self.assertEqual(said.author_id, self.manager.partner_id)
        self.assertIn("It works again", said.body)

    def test_an_extra_ticket_that_nobody_approved_is_taken_back(self):
        ticket = self.ticket.sudo()
        ticket.extra_state = "waiting"
        self.works()
        self.assertEqual((ticket.state, ticket.extra_state), ("cancelled", False))

    def test_twice_is_told_in_words(self):
        self.works()
        with self.assertRaisesRegex(UserError, "closed already"):
            self.works()

    def test_it_is_the_clients_word_alone(self):
        for person in (self.engineer, self.lead, self.colleague):
            with self.assertRaises(AccessError):
                self.works(person)
        self.assertEqual(self.ticket.state, "new")

    def test_the_mails_of_the_client_carry_a_link_of_their_readers_own(self):
        self.ticket.message_subscribe(self.manager.partner_id.ids)
        self.by(self.ticket, self.engineer).engineer_reply("Please try again.")
        message = self.ticket.message_ids[:1]
        mails = self.env["mail.mail"].search([("mail_message_id", "=", message.id)])
        links = {}
        for mail in mails:
            if "/support/link/works-" in mail.body_html:
                token = mail.body_html.partition("/support/link/")[2].partition('"')[0]
                links[mail.recipient_ids.id] = token
        self.assertEqual(set(links), {self.clerk.partner_id.id, self.manager.partner_id.id})
        for person, token in links.items():
            self.assertEqual(token.split("-")[2], str(person))
        self.assertNotIn("/support/link/", message.body)
