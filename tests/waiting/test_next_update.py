"""Next update by: on a critical ticket each word of ECOSIRE says when the next one comes."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import SupportCase, at, utc

NOON = "2026-11-24 10:00"


@tagged("post_install", "-at_install")
class TestNextUpdate(SupportCase):
    def setUp(self):
        super().setUp()
        with at("2026-11-24 09:50"):
            self.ticket = self.make_critical()

    def reply(self, **given):
        return self.by(self.ticket, self.engineer).engineer_reply("We look at it.", **given)

    def history(self):
        return self.ticket.next_update_ids.mapped("kind")

    def miss(self):
        self.env["ecosire.support.ticket"]._cron_next_updates()

    def test_nothing_is_owed_before_the_first_answer(self):
        self.assertFalse(self.ticket.next_update_by)
        self.by(self.ticket, self.engineer).take()
        self.assertFalse(self.ticket.next_update_by)

    def test_the_engineer_says_when_and_both_sides_read_it_in_their_time(self):
        with at(NOON):
            self.reply(next_update=utc("2026-11-24 11:30"))
            self.assertEqual(self.ticket.next_update_by, utc("2026-11-24 11:30"))
            self.assertEqual(self.ticket.next_update_set_at, utc(NOON))
            client = self.by(self.ticket, self.clerk).next_update_text
            self.assertIn("Next update by Tue 24 Nov 12:30 your time (16:30 Karachi", client)
            engineer = self.by(self.ticket, self.engineer).next_update_text
            self.assertIn("16:30 your time (12:30 Amsterdam", engineer)
        body = self.ticket.message_ids[:1].body
        self.assertIn("Next update by Tue 24 Nov 12:30 (Amsterdam, UTC+1)", body)
        self.assertIn("16:30 (Karachi, UTC+5)", body)
        self.assertNotIn("set by itself", body)

    def test_an_answer_that_names_none_gets_the_time_of_the_settings_and_says_so(self):
        with at(NOON):
            self.reply()
        self.assertEqual(self.ticket.next_update_by, utc("2026-11-24 12:00"))
        self.assertIn("set by itself", self.ticket.message_ids[:1].body)

    def test_the_time_of_the_settings_is_a_setting_and_a_slip_in_it_stops_no_answer(self):
        params = self.env["ir.config_parameter"]
        for value, due in (("30", "10:30"), ("x", "12:00"), ("-5", "12:00"), ("99999", "10:00")):
            params.set_param("ecosire_support.next_update_minutes", value)
            with at(NOON):
                self.reply()
            day = "2026-11-25" if value == "99999" else "2026-11-24"  # never beyond the longest
            self.assertEqual(self.ticket.next_update_by, utc(f"{day} {due}"), value)

    def test_the_next_word_keeps_it_and_promises_the_next(self):
        with at(NOON):
            self.reply(next_update=utc("2026-11-24 11:00"))
        with at("2026-11-24 11:00"):
            self.reply(next_update=utc("2026-11-24 13:00"))
        self.assertEqual(self.history(), ["set", "kept", "set"])
        self.assertEqual(self.ticket.next_update_by, utc("2026-11-24 13:00"))

    def test_it_ends_where_the_client_is_asked_or_it_is_resolved_or_closed(self):
        for end in (
            lambda: self.by(self.ticket, self.engineer).ask_client("Which one?"),
            lambda: self.by(self.ticket, self.engineer).resolve("Done."),
            lambda: self.by(self.ticket, self.clerk).cancel("Never mind."),
        ):
            with at("2026-11-24 09:50"):
                self.ticket = self.make_critical()
            with at(NOON):
                self.reply()
                self.assertTrue(self.ticket.next_update_by)
                end()
            self.assertFalse(self.ticket.next_update_by)
            self.assertFalse(self.ticket.next_update_set_at)
            if self.ticket.state == "waiting_client":
                self.assertNotIn("Next update", self.ticket.message_ids[:1].body)

    def test_the_clients_answer_makes_it_owed_again(self):
        with at(NOON):
            self.by(self.ticket, self.engineer).ask_client("Which one?")
        with at("2026-11-24 10:20"):
            self.say(self.ticket, self.ticket.name)
        self.assertEqual(self.ticket.next_update_by, utc("2026-11-24 12:20"))

    def test_waiting_for_a_third_party_pauses_nothing(self):
        with at(NOON):
            self.reply()
            due = self.ticket.next_update_by
            self.by(self.ticket, self.engineer).wait_for_vendor("The bank")
        self.assertEqual(self.ticket.next_update_by, due)

    def test_raised_to_critical_it_is_owed_and_lowered_no_more(self):
        with at("2026-11-24 09:50"):
            ticket = self.make_ticket(impact="flaw")
        with at(NOON):
            self.by(ticket, self.engineer).engineer_reply("Hello")
            self.assertFalse(ticket.next_update_by)
            self.by(ticket, self.engineer).set_severity("critical", "Work has stopped")
            self.assertTrue(ticket.next_update_by)
            self.by(ticket, self.engineer).set_severity("medium", "It goes on")
            self.assertFalse(ticket.next_update_by)

    def test_a_reopened_ticket_first_owes_its_answer(self):
        with at(NOON):
            self.by(self.ticket, self.engineer).resolve("Done.")
            self.by(self.ticket, self.clerk).reopen("It is not.")
        self.assertFalse(self.ticket.next_update_by)
        self.assertNotIn("set", self.history())

    def test_a_time_that_makes_no_sense_is_refused_in_words_and_nothing_is_sent(self):
        with at(NOON):
            for wrong in ("2026-11-24 10:00", "2026-11-24 09:00", "2026-11-25 10:01"):
                with self.assertRaisesRegex(UserError, "within 24 hours"):
                    self.reply(next_update=utc(wrong))
            with self.assertRaisesRegex(UserError, "is not a time"):
                self.reply(next_update="soon")
        self.assertFalse(self.ticket.answered_at)

    def test_a_miss_is_recorded_once_at_the_time_that_was_promised(self):
        with at(NOON):
            self.reply(next_update=utc("2026-11-24 11:00"))
        with at("2026-11-24 11:00"):
            self.miss()
            self.assertEqual(self.history(), ["set"])
        with at("2026-11-24 14:30"):  # the server was off
            self.miss()
            self.miss()
        missed = self.ticket.next_update_ids.filtered(lambda row: row.kind == "missed")
        self.assertEqual(missed.mapped("at"), [utc("2026-11-24 11:00")])
        self.assertEqual(missed.recorded_at, utc("2026-11-24 14:30"))
        with at("2026-11-24 15:00"):
            self.reply(next_update=utc("2026-11-24 16:00"))
        self.assertEqual(self.history(), ["set", "missed", "late", "set"])
        self.assertFalse(self.ticket.next_update_missed_at)

    def test_its_history_is_nobodys_to_change(self):
        with at(NOON):
            self.reply()
        row = self.ticket.next_update_ids[:1]
        with self.assertRaises(UserError):
            row.due_at = utc(NOON)
        with self.assertRaises(AccessError):
            self.by(self.ticket, self.manager).write({"next_update_by": False})
        self.assertTrue(row.with_user(self.clerk).due_at)
        with self.assertRaises(AccessError):
            row.with_user(self.colleague).read(["due_at"])
