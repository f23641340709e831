"""Absences: what may be entered, what moves on when they begin, and that nothing comes back."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import at, utc
from .case import BACK, NOON, RoutingCase

LOGGER = "odoo.addons.ecosire_support.models.routing.absence_begin"


@tagged("post_install", "-at_install")
class TestAbsence(RoutingCase):
    def refused(self, *arguments, **named):
        with self.assertRaises(UserError) as caught:
            self.enter(*arguments, **named)
        return caught.exception.args[0]

    # -- entering

    def test_the_callers_context_fills_nothing_in(self):
        context = dict.fromkeys(
            ("default_begun_at", "default_withdrawn_at", "default_returned_at"), utc(NOON)
        )
        rows = self.absences.with_user(self.engineer.user_id).with_context(**context)
        with at(NOON):
            row = rows.enter(self.engineer.id, utc("2026-12-01 00:00"), utc("2026-12-02 00:00"))
        row = row.sudo()
        self.assertFalse(row.begun_at or row.withdrawn_at or row.returned_at)

    def test_what_cannot_be_is_refused_in_words(self):
        with at(NOON):
            for start, end, words in (
                ("2026-11-25 10:00", "2026-11-25 10:00", "must come after"),
                ("2026-11-20 10:00", "2026-11-24 10:00", "over already"),
                ("2026-11-25 10:00", "2027-12-25 10:00", "More than a year"),
                ("2026-10-20 10:00", "2026-11-25 10:00", "more than a month ago"),
                ("2028-10-20 10:00", "2028-11-25 10:00", "more than a year ahead"),
            ):
                self.assertIn(words, self.refused(self.engineer, start, end))
            rows = self.absences.with_user(self.engineer.user_id)
            for value in (None, "", "soon", 5, "99999-01-01"):
                with self.subTest(value), self.assertRaisesRegex(UserError, "is not a time"):
                    rows.enter(self.engineer.id, value, utc(BACK))
            self.assertIn("2000 fit", self.refused(self.engineer, NOON, BACK, reason="x" * 2001))

    def test_one_that_overlaps_is_refused_and_says_with_what(self):
        with at(NOON):
            self.enter(self.engineer, NOON, BACK)
            words = self.refused(self.engineer, "2026-11-26 10:00", "2026-12-05 10:00")
            self.assertIn(
                "Amina Khan is off from Tue 24 Nov 15:00 to Mon 30 Nov 00:00 your time", words
            )
            self.enter(self.engineer, BACK, "2026-12-05 19:00")  # the next one follows
            self.assertEqual(self.engineer._off_until(), utc("2026-12-05 19:00"))

    # -- it begins

    def test_what_waits_moves_on_with_the_note(self):
        waiting, answered = self.file(), self.file()
        with at(NOON):
            self.by(answered, self.engineer).engineer_reply("On it")
            self.enter(self.engineer, NOON, BACK, reason="Wedding", note="Key in the vault")
        self.assertEqual(waiting.engineer_id, self.deputy)
        self.assertEqual(answered.engineer_id, self.engineer)
        self.assertIn(
            "With Chandra Rao now: Amina Khan is off until Mon 30 Nov.", self.thread(waiting)
        )
        self.assertNotIn("vault", self.thread(waiting))
        self.assertNotIn("Wedding", self.thread(waiting))
        last = waiting.holding_ids.sorted("sequence")[-1]
        self.assertEqual((last.note, last.by_name), ("Key in the vault", "Amina Khan"))
        self.assertEqual(self.told(self.deputy), [f"{waiting.number} is with you now"])
        self.assertEqual(self.told(self.lead), [f"{waiting.number} moved on"])
        with at(NOON):
            self.assertEqual(
                self.by(answered, self.clerk).with_whom,
                "With Amina Khan: your Account Engineer, off until Mon 30 Nov. "
                "Chandra Rao stands in.",
            )

    def test_what_is_kept_names_the_zone_and_each_reader_reads_his_own_time(self):
        ticket = self.file()
        with at(NOON):
            self.enter(self.engineer, NOON, "2026-11-27 09:30")
            kept = "Amina Khan is off until Fri 27 Nov 14:30 (Karachi, UTC+5)."
            self.assertIn(kept, self.thread(ticket))
            self.assertIn(
                "Amina Khan is off until Fri 27 Nov 10:30 your time",
                self.by(ticket, self.clerk).with_whom,
            )

    def test_what_can_wait_until_she_is_back_stays(self):
        ticket = self.file()  # due in 8 hours
        with at(NOON):
            self.enter(self.engineer, NOON, "2026-11-24 12:30")
        self.assertEqual(ticket.engineer_id, self.engineer)
        self.assertEqual(len(ticket.holding_ids), 1)

    def test_what_she_took_herself_moves_too_and_leads_read_that_it_was_by_hand(self):
        ticket = self.file()
        with at(NOON):
            self.by(ticket, self.lead).assign(self.engineer.id)
            self.enter(self.engineer, NOON, BACK)
        self.assertEqual(ticket.engineer_id, self.deputy)
        told = self.env["mail.message"].search(
            [("subject", "=", f"{ticket.number} moved on")], limit=1
        )
        self.assertIn("given by hand", told.body)

    def test_one_that_begins_later_waits_for_the_cron_and_begins_once(self):
        with at(NOON):
            row = self.enter(self.engineer, "2026-11-24 11:00", BACK)
            ticket = self.file()
            self.absences._cron_absences()
            self.assertEqual(ticket.engineer_id, self.engineer)
        with at("2026-11-24 11:00"):
            self.absences._cron_absences()
            self.assertEqual(ticket.engineer_id, self.deputy)
            self.absences._cron_absences()
        self.assertEqual(row.begun_at, utc("2026-11-24 11:00"))
        self.assertEqual(len(ticket.holding_ids), 2)
        self.assertEqual(self.told(self.deputy), [f"{ticket.number} is with you now"])

    def test_one_that_fails_does_not_hold_the_others(self):
        with at(NOON):
            first = self.enter(self.engineer, "2026-11-24 11:00", BACK)
            second = self.enter(self.deputy, "2026-11-24 11:00", BACK)
        begin = type(self.absences)._begin

        def fail_for_amina(row):
            if row == first:
                raise ValueError("broken")
            begin(row)

        self.patch(type(self.absences), "_begin", fail_for_amina)
        with at("2026-11-24 11:00"), mute_logger(LOGGER):
            self.absences._cron_absences()
        self.assertFalse(first.begun_at)
        self.assertTrue(second.begun_at)

    def test_the_job_runs_it(self):
        row = self.absences.create(
            {
                "engineer_id": self.engineer.id,
                "date_from": utc("2026-01-01 00:00"),
                "date_to": utc("2098-01-01 00:00"),
                "entered_by": "an import",
            }
        )
        with self.enter_registry_test_mode():
            self.env.ref("ecosire_support.cron_absences").method_direct_trigger()
        self.assertTrue(row.begun_at)

    # -- it ends

    def test_nothing_comes_back_by_itself_and_she_reads_what_moved(self):
        ticket = self.file()
        with at(NOON):
            row = self.enter(self.engineer, NOON, BACK)
        with at(BACK):
            self.absences._cron_absences()
            self.absences._cron_absences()
        self.assertEqual(ticket.engineer_id, self.deputy)
        self.assertEqual(row.returned_at, utc(BACK))
        self.assertEqual(self.told(self.engineer), ["You are back. Tickets that moved on: 1"])

    def test_back_sooner(self):
        with at(NOON):
            row = self.enter(self.engineer, NOON, BACK)
        with at("2026-11-25 10:00"):
            self.by(row, self.engineer).end_now()
            self.assertFalse(self.engineer._is_away())
            self.assertEqual(self.file("2026-11-25 10:00").engineer_id, self.engineer)
            with self.assertRaisesRegex(UserError, "over already"):
                self.by(row, self.engineer).end_now()
        self.assertEqual((row.date_to, row.planned_to), (utc("2026-11-25 10:00"), utc(BACK)))

    def test_what_has_not_begun_is_withdrawn(self):
        with at(NOON):
            row = self.enter(self.engineer, "2026-12-01 00:00", "2026-12-02 00:00")
            self.by(row, self.lead).end_now()
            self.enter(self.engineer, "2026-12-01 00:00", "2026-12-02 00:00")
        self.assertTrue(row.withdrawn_at)
        with at("2026-12-01 10:00"):
            self.absences._cron_absences()
        self.assertFalse(row.begun_at)

    def test_a_colleague_does_not_end_it(self):
        with at(NOON):
            row = self.enter(self.engineer, NOON, BACK)
            with self.assertRaises(AccessError):
                self.by(row, self.deputy).end_now()

    # -- the client writes meanwhile

    def test_a_message_to_who_is_off_finds_somebody_who_is_there(self):
        ticket = self.file()
        with at(NOON):
            self.by(ticket, self.engineer).engineer_reply("On it")
            self.enter(self.engineer, NOON, "2026-12-10 19:00")
            self.say(ticket, "Any news?")
        self.assertEqual(ticket.engineer_id, self.deputy)

    def test_a_message_waits_a_day_at_the_most_for_who_is_off(self):
        for back, holder in (
            ("2026-11-25 10:00", self.engineer),
            ("2026-11-25 10:01", self.deputy),
        ):
            ticket = self.file()
            with self.subTest(back), at(NOON):
                self.by(ticket, self.engineer).engineer_reply("On it")
                row = self.enter(self.engineer, NOON, back)
                self.say(ticket, "Any news?")
                self.assertEqual(ticket.engineer_id, holder)
                row.write({"withdrawn_at": utc(NOON)})

    def test_a_reopened_ticket_finds_somebody_who_is_there(self):
        ticket = self.file()
        with at(NOON):
            self.by(ticket, self.engineer).resolve("Restarted it")
            self.enter(self.engineer, NOON, BACK)
            self.assertEqual(ticket.engineer_id, self.engineer)
            self.by(ticket, self.clerk).reopen("It is back")
        self.assertEqual(ticket.engineer_id, self.deputy)

    def test_a_reopened_ticket_of_who_has_left_finds_somebody(self):
        ticket = self.file()
        with at(NOON):
            self.by(ticket, self.engineer).resolve("Restarted it")
            self.engineer._end_access("the administrator")
            self.assertEqual(ticket.engineer_id, self.engineer, "it is not open")
            self.by(ticket, self.clerk).reopen("It is back")
        self.assertEqual(ticket.engineer_id, self.deputy)
        self.assertIn("no longer has access", self.thread(ticket))

    # -- what others ask

    def test_the_contract_says_who_is_off(self):
        with at(NOON):
            self.enter(self.engineer, NOON, BACK)
            self.contract.invalidate_recordset(["who_answers"])
            self.assertEqual(
                self.by(self.contract, self.clerk).who_answers,
                "Amina Khan first, or Chandra Rao (Amina Khan is off until Mon 30 Nov)",
            )

    def test_who_is_on_duty(self):
        with at(NOON):
            self.enter(self.engineer, NOON, BACK)
            self.assertEqual(self.contract._on_duty_engineers(), self.lead | self.deputy)
            self.assertTrue(self.engineer._is_away())
        self.assertIn(self.engineer, self.contract._on_duty_engineers(utc(BACK)))
        self.assertFalse(self.engineer._is_away(utc(BACK)))
        self.assertTrue(self.engineer._is_away(utc(BACK) - timedelta(seconds=1)))
        self.by(self.deputy, self.lead).set_working_hours("Asia/Karachi", {0: ("09:00", "18:00")})
        self.assertEqual(self.contract._on_duty_engineers(utc(NOON)), self.lead, "a Tuesday")
        self.deputy.grant_ids._revoke("x")
        self.assertNotIn(self.deputy, self.contract._on_duty_engineers(utc("2026-11-30 10:00")))
