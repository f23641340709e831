"""Logged time, and DESIGN §2: a minor modification is up to 2 hours a ticket."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..common import at, utc
from .test_core_bug import CoreBugCase

DAY = "2026-11-24"


@tagged("post_install", "-at_install")
class TestTime(CoreBugCase):
    def setUp(self):
        super().setUp()
        self.enterContext(at(f"{DAY} 12:00"))
        self.minor = self.make_ticket(topic_id=self.topic("custom_change").id)
        self.as_engineer = self.by(self.minor, self.engineer)

    def log(self, minutes, day=DAY, text="Looked at the code", ticket=None):
        return (ticket or self.as_engineer).log_time(minutes, day, text)

    def test_a_minor_change_is_two_hours(self):
        """DESIGN §2: custom-development review and minor modification (up to 2 hours a ticket)."""
        self.assertEqual(self.topic("custom_change").hour_limit, 2.0)
        self.assertEqual(self.minor.work_limit_minutes, 120)
        self.assertEqual(self.minor.work_text, "0 min of 2 h")

    def test_time_adds_up(self):
        self.log(30)
        self.log(60, text="Changed the layout")
        self.assertEqual(self.minor.work_minutes, 90)
        self.assertEqual(self.minor.work_text, "1 h 30 min of 2 h")
        self.assertFalse(self.minor.over_limit)
        titles = [entry["title"] for entry in self.minor.work_log["entries"]]
        self.assertEqual(titles, ["30 min", "1 h"])
        self.assertEqual(self.minor.work_log["entries"][0]["when"], "Tue 24 Nov")
        self.assertEqual(self.minor.time_entry_ids.engineer_id, self.engineer)

    def test_without_a_limit_it_is_only_told(self):
        ticket = self.make_ticket()
        self.log(600, ticket=self.by(ticket, self.engineer))
        self.assertEqual(ticket.work_text, "10 h")
        self.assertFalse(ticket.over_limit or ticket.limit_note or self.notes(ticket))

    def test_two_hours_are_within_and_a_minute_more_is_told_once(self):
        self.log(120)
        self.assertFalse(self.minor.over_limit or self.notes(self.minor))
        self.log(1)
        self.assertTrue(self.minor.over_limit)
        self.log(30)
        [note] = self.notes(self.minor)
        self.assertIn("2 h 1 min of work are logged", note)
        self.assertIn("quoted separately", note)
        self.assertEqual(self.minor.work_text, "2 h 31 min of 2 h")

    def test_who_needs_more_than_is_included_asks_for_a_quote(self):
        self.log(120)
        with self.assertRaisesRegex(UserError, "needs no quote"):
            self.by(self.minor, self.clerk).ask_for_quote()
        self.log(1)
        self.assertTrue(self.by(self.minor, self.clerk).can_ask_quote)
        self.by(self.minor, self.clerk).ask_for_quote()
        self.assertFalse(self.minor.can_ask_quote)
        self.assertIn(self.clerk.name, self.minor.quote_text)

    def test_an_entry_is_taken_back_by_another_one(self):
        self.log(100)
        entry = self.log(50)
        self.assertTrue(self.minor.over_limit)
        self.as_engineer.void_time(entry, "It was another ticket")
        self.assertEqual((self.minor.work_minutes, self.minor.over_limit), (100, False))
        self.assertEqual(len(self.minor.time_entry_ids), 3, "nothing is deleted")
        self.assertIn("within the plan again", self.notes(self.minor)[-1])
        shown = self.minor.work_log["entries"]
        self.assertEqual([entry["pending"] for entry in shown], [False, True])
        self.assertIn("It was another ticket", shown[1]["details"][1])
        with self.assertRaisesRegex(UserError, "taken back already"):
            self.as_engineer.void_time(entry, "Again")
        void = self.minor.time_entry_ids.filtered("voids_id")
        with self.assertRaisesRegex(UserError, "Reload the page"):
            self.as_engineer.void_time(void.id, "The other way round")
        self.log(60)
        self.assertEqual(len(self.notes(self.minor)), 3, "passed again, told again")

    def test_only_ones_own_entries_are_taken_back_and_a_lead_takes_back_any(self):
        entry = self.log(10)
        colleague = self.make_engineer("Dora", "dora@ecosire.example")
        with self.assertRaisesRegex(UserError, "not yours"):
            self.by(self.minor, colleague).void_time(entry, "x")
        self.by(self.minor, self.lead).void_time(entry, "Agreed with Amina")
        self.assertEqual(self.minor.work_minutes, 0)

    def test_an_entry_of_another_ticket_is_not_taken_back_from_this_one(self):
        other = self.make_ticket()
        entry = self.log(10, ticket=self.by(other, self.engineer))
        for nonsense in (entry, 0, -1, "1", None):
            with self.assertRaisesRegex(UserError, "is not on"):
                self.as_engineer.void_time(nonsense, "x")
        self.assertEqual(other.work_minutes, 10)

    def test_what_was_promised_at_filing_stays(self):
        self.topic("custom_change").hour_limit = 1
        self.log(90)
        self.assertFalse(self.minor.over_limit)
        self.assertEqual(
            self.make_ticket(topic_id=self.topic("custom_change").id).work_limit_minutes, 60
        )

    def test_outside_the_plan_all_of_it_is_quoted_and_no_limit_is_shown(self):
        company, contract = self.make_company("Small", "ecosire_support.plan_included")
        clerk = self.make_staff("small_clerk", company=company)
        ticket = self.make_ticket(clerk, topic_id=self.topic("custom_change").id)
        self.assertEqual(ticket.scope, "other_plan")
        self.assertFalse(ticket.limit_note)
        engineer = self.make_engineer("Zara", "z@ecosire.example", contracts=contract)
        as_engineer = self.by(ticket, engineer)
        self.log(150, ticket=as_engineer)
        self.assertEqual((ticket.work_text, ticket.over_limit), ("2 h 30 min", False))
        as_engineer.treat_as_covered("A courtesy")
        self.assertEqual((ticket.work_text, ticket.over_limit), ("2 h 30 min of 2 h", True))
        self.assertEqual(len(self.notes(ticket)), 1)

    def test_the_limit_is_told_while_the_ticket_is_written(self):
        form = Form(self.env["ecosire.support.ticket"].with_user(self.clerk))
        self.assertFalse(form.limit_note)
        form.topic_id = self.topic("custom_change")
        self.assertIn("Up to 2 h of work a ticket", form.limit_note)
        form.topic_id = self.topic("odoo_config")
        self.assertFalse(form.limit_note)

    def test_work_goes_on_record_after_the_ticket_was_closed(self):
        self.as_engineer.resolve("Done")
        self.by(self.minor, self.clerk).confirm_resolution()
        self.log(20)
        self.assertEqual((self.minor.work_minutes, self.minor.state), (20, "closed"))

    # -- what comes in

    def test_times_that_are_none_are_refused_in_words(self):
        for minutes in (0, -5, 1441, True, 1.5, "30", None, float("inf"), [5]):
            with self.assertRaisesRegex(UserError, "whole minutes from 1 to 1440"):
                self.log(minutes)
        for day in ("yesterday", "2026-13-01", "", None, False, 5, ["2026-11-24"]):
            with self.assertRaisesRegex(UserError, "is not a day"):
                self.log(5, day=day)
        with self.assertRaisesRegex(UserError, "has not come yet"):
            self.log(5, day="2026-11-26")
        with self.assertRaisesRegex(UserError, "there was no ticket yet"):
            self.log(5, day="2026-11-23")
        for text in ("", " \n\0", None, 5, "x" * 1001):
            with self.assertRaises(UserError):
                self.log(5, text=text)
        self.assertFalse(self.minor.time_entry_ids)

    def test_the_day_is_the_engineers(self):
        """Filed on the 24th in Karachi, while it is still the 23rd in UTC."""
        self.engineer.user_id.tz = "Asia/Karachi"
        with at("2026-11-23 20:00"):
            ticket = self.by(self.make_ticket(), self.engineer)
            self.log(5, ticket=ticket)
            with self.assertRaisesRegex(UserError, "no ticket yet"):
                self.log(5, day="2026-11-23", ticket=ticket)

    def test_an_outage_filed_afterwards_was_worked_on_before(self):
        outage = self.make_critical(
            self.manager, reported_at=utc("2026-11-23 10:00"), outage_evidence="Call log"
        )
        self.log(30, day="2026-11-23", ticket=self.by(outage, self.engineer))
        self.assertEqual(outage.work_minutes, 30)

    # -- nobody else, and no other way

    def test_only_engineers_with_access_log_time(self):
        stranger = self.make_engineer(
            "Zara", "z@ecosire.example", contracts=self.make_company("Zeta", self.plan_xmlid)[1]
        )
        entry = self.log(5)
        for person in (self.clerk, self.manager, self.colleague, stranger):
            with self.assertRaises(AccessError):
                self.log(5, ticket=self.by(self.minor, person))
            with self.assertRaises(AccessError):
                self.by(self.minor, person).void_time(entry, "x")

    def test_nobody_writes_time_by_hand(self):
        self.log(5)
        entry = self.minor.time_entry_ids
        values = {
            "ticket_id": self.minor.id,
            "engineer_id": self.engineer.id,
            "day": DAY,
            "minutes": 5,
            "text": "x",
        }
        for person in (self.clerk, self.manager, self.engineer, self.lead):
            with self.assertRaises(AccessError):
                self.by(entry, person).create(values)
            with self.assertRaises(UserError):
                self.by(entry, person).write({"minutes": 1})
            with self.assertRaises(UserError):
                self.by(entry, person).unlink()
            for name in ("work_minutes", "work_limit_minutes", "over_limit"):
                with self.assertRaises(AccessError):
                    self.by(self.minor, person).write({name: 1})
        with self.assertRaises(AccessError):
            self.make_ticket(work_limit_minutes=6000)
        self.assertEqual(self.minor.work_minutes, 5)

    def test_a_copy_has_no_time(self):
        self.log(130)
        copy = self.minor.copy()
        self.assertFalse(copy.work_minutes or copy.over_limit)
        self.assertEqual(copy.work_limit_minutes, 120)
