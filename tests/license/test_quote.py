"""Outside the plan there are two ways on: a quote is asked for once, and ECOSIRE hears of it."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SupportCase, at

QUIET = ("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")


@tagged("post_install", "-at_install")
class TestQuote(SupportCase):
    def setUp(self):
        super().setUp()
        self.contract.set_mailbox("support@ecosire.example")
        self.ticket = self.make_ticket(
            topic_id=self.env.ref("ecosire_support.topic_third_party").id
        )

    def test_a_quote_is_asked_for_in_the_clients_words_and_ecosire_is_told(self):
        with at("2026-11-24 10:00"):
            self.ticket.ask_for_quote()
            self.assertIn("delta_clerk", self.ticket.quote_text)
            self.assertIn("Tue 24 Nov 11:00 your time (15:00 Karachi", self.ticket.quote_text)
        message = self.ticket.message_ids[:1]
        self.assertIn("make a quote", message.body)
        self.assertEqual(message.author_id, self.clerk.partner_id)
        self.assertEqual(message.subtype_id, self.env.ref("mail.mt_comment"))
        self.assertTrue(message.with_user(self.engineer.user_id).has_access("read"))
        mailbox = self.contract.mailbox_partner_id
        self.assertIn(mailbox, message.sudo().notified_partner_ids)
        page = self.by(self.ticket, self.engineer)._portal_page()
        self.assertIn("asked ECOSIRE for a quote", page["quote_asked"])

    def test_it_is_asked_for_once(self):
        self.ticket.ask_for_quote()
        messages = self.ticket.message_ids
        with self.assertRaisesRegex(UserError, "asked ECOSIRE for a quote"):
            self.ticket.with_user(self.manager).ask_for_quote()
        self.assertEqual(self.ticket.message_ids, messages)
        self.assertFalse(self.ticket.can_ask_quote)

    def test_not_where_it_is_in_the_plan_or_finished(self):
        covered = self.make_ticket()
        with self.assertRaisesRegex(UserError, "needs no quote"):
            covered.ask_for_quote()
        self.ticket.cancel("Solved")
        with self.assertRaisesRegex(UserError, "needs no quote"):
            self.ticket.ask_for_quote()

    @mute_logger(*QUIET)
    def test_only_who_may_see_the_ticket_asks(self):
        company, _contract = self.make_company("Omega", self.plan_xmlid)
        stranger = self.make_staff("omega_clerk", company=company)
        for user in (stranger, self.colleague, self.engineer.user_id, self.lead.user_id):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.ticket.with_user(user).ask_for_quote()

    def test_the_plan_that_covers_it_is_named_where_there_is_one(self):
        self.assertEqual(
            self.ticket.covering_plan_id, self.env.ref("ecosire_support.plan_priority")
        )
        self.assertIn("ask for the Priority support plan", self.ticket.other_way)
        training = self.make_ticket(topic_id=self.env.ref("ecosire_support.topic_training").id)
        self.assertFalse(training.covering_plan_id)
        self.assertTrue(training.can_ask_quote)
        self.assertIn("why it should be covered", training.other_way)
        covered = self.make_ticket()
        self.assertFalse(covered.covering_plan_id or covered.other_way)

    def test_an_engineer_who_covers_it_ends_the_ways_on(self):
        self.by(self.ticket, self.engineer).treat_as_covered("Small thing")
        self.assertFalse(self.ticket.can_ask_quote or self.ticket.covering_plan_id)

    def test_what_was_asked_for_stays_known_when_the_plan_covers_it_later(self):
        self.ticket.ask_for_quote()
        self.contract._open_term(
            self.env.ref("ecosire_support.plan_priority"), self.ticket.submitted_at
        )
        self.assertEqual(self.ticket.scope, "in_plan")
        self.assertTrue(self.ticket.quote_text)
