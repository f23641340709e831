"""Chase: the client asks how it stands; the holder is told, then the ladder, not too often."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import SupportCase, at, utc


@tagged("post_install", "-at_install")
class TestChase(SupportCase):
    def setUp(self):
        super().setUp()
        with at("2026-11-24 10:00"):
            self.ticket = self.make_ticket(impact="impaired")
            self.by(self.ticket, self.engineer).take()

    def chase(self, user=None, text=""):
        return self.by(self.ticket, user or self.clerk).chase(text)

    def climbs(self):
        return self.ticket.escalation_ids.filtered(lambda event: event.reason == "chased")

    def notified(self, partner):
        return self.env["mail.notification"].search([("res_partner_id", "=", partner.id)])

    def test_it_stands_on_the_thread_and_the_holder_is_told(self):
        holder = self.engineer.user_id.partner_id
        before = self.notified(holder)
        with at("2026-11-24 11:00"):
            said = self.chase(text="The truck waits.")
        self.assertIn("Amina Khan was told just now", said)
        message = self.ticket.message_ids[:1]
        self.assertEqual(message.author_id, self.clerk.partner_id)
        self.assertIn("The truck waits.", message.body)
        self.assertEqual((self.notified(holder) - before).mail_message_id, message)
        self.assertFalse(self.notified(self.clerk.partner_id).mail_message_id & message)

    def test_engineers_read_how_often_and_when_last(self):
        engineer = self.by(self.ticket, self.engineer)
        self.assertEqual(engineer._portal_row()["chased"], "")
        with at("2026-11-24 11:00"):
            self.chase()
            self.assertEqual(engineer._portal_row()["chased"], "chased once, 16:00 your time")
        with at("2026-11-24 12:20"):
            self.chase(self.manager)
            self.assertEqual(
                engineer._portal_row()["chased"], "chased 2 times, last 17:20 your time"
            )
        names = self.ticket.chase_ids.mapped("actor_name")
        self.assertEqual(set(names), {self.manager.name, self.clerk.name})

    def test_the_second_without_a_word_between_makes_the_ladders_next_step_due(self):
        with at("2026-11-24 11:00"):
            self.chase()
        self.assertFalse(self.climbs())
        with at("2026-11-24 12:00"):
            said = self.chase()
        self.assertIn("the next one in line", said)
        self.assertTrue(self.climbs())
        self.assertIn("Chased 2 times", self.climbs()[:1].cause)

    def test_an_answer_between_them_begins_anew(self):
        with at("2026-11-24 11:00"):
            self.chase()
            self.by(self.ticket, self.engineer).engineer_reply("We look at it.")
        with at("2026-11-24 12:00"):
            self.chase()
        self.assertFalse(self.climbs())

    def test_not_too_often_in_plain_words_whoever_of_them_asks(self):
        with at("2026-11-24 11:00"):
            self.chase()
        with at("2026-11-24 11:59:59"):
            with self.assertRaisesRegex(UserError, "asked at 12:00 already.* from 13:00"):
                self.chase(self.manager)
        with at("2026-11-24 12:00"):
            self.chase(self.manager)
        self.assertEqual(self.ticket.chase_count, 2)

    def test_a_critical_one_sooner(self):
        with at("2026-11-24 10:00"):
            self.ticket = self.make_critical()
        for minute in ("00", "15", "30"):
            with at(f"2026-11-24 11:{minute}"):
                self.chase()
        self.assertEqual(self.ticket.chase_count, 3)

    def test_where_there_is_nothing_to_chase_the_words_say_what_to_do(self):
        engineer, clerk = self.by(self.ticket, self.engineer), self.by(self.ticket, self.clerk)
        with at("2026-11-24 11:00"):
            engineer.ask_client("Which one?")
            with self.assertRaisesRegex(UserError, "waits for you"):
                self.chase()
            engineer.resolve("Done.")
            with self.assertRaisesRegex(UserError, "Reopen"):
                self.chase()
            clerk.reopen("No.")
            clerk.cancel("Never mind.")
            with self.assertRaisesRegex(UserError, "File a new ticket"):
                self.chase()
        self.assertFalse(self.ticket.chase_count)

    def test_nobody_chases_what_is_not_theirs_and_nobody_of_ecosire(self):
        for person in (self.colleague, self.engineer, self.lead):
            with self.assertRaises(AccessError):
                self.by(self.ticket, person).chase()

    def test_bad_input_is_told_and_nothing_is_kept(self):
        with self.assertRaisesRegex(UserError, "Write it as a message"):
            self.chase(text="x" * 10_001)
        self.assertFalse(self.ticket.chase_count)
        with at("2026-11-24 11:00"):
            self.chase(text="<script>alert(1)</script>")
        self.assertNotIn("<script", self.ticket.message_ids[:1].body)

    def test_no_answer_to_the_client_and_no_clock_is_touched(self):
        deadline = self.ticket.deadline
        with at("2026-11-24 11:00"):
            self.chase()
        self.assertEqual((self.ticket.deadline, self.ticket.sla_state), (deadline, "running"))
        self.assertFalse(self.ticket.answered_at)
        self.assertEqual(utc("2026-11-24 11:00"), self.ticket.chased_at)
