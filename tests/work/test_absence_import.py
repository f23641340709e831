"""Absences from a calendar: shown before they are entered, known again, never twice."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.ecosire_support.models.work.ticket_seen import ChangedMeanwhileError

from ..common import SupportCase, at, utc
from .test_calendar_file import calendar

NOW = "2026-11-24 10:00"
FIRST = "UID:a\nSUMMARY:Dentist\nDTSTART:20261201T090000Z\nDURATION:PT2H"
SECOND = "UID:b\nSUMMARY:Eid\nDTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227"


@tagged("post_install", "-at_install")
class TestAbsenceImport(SupportCase):
    def setUp(self):
        super().setUp()
        self.engineer.user_id.tz = "Asia/Karachi"
        self.rows = self.env["ecosire.support.absence"].with_user(self.engineer.user_id)

    def look(self, *events, person=None, rows=None):
        with at(NOW):
            return (self.rows if rows is None else rows)._portal_look(
                (person or self.engineer).id, calendar(*events)
            )

    def take(self, *events, person=None, when=NOW, **given):
        with at(when):
            person = person or self.engineer
            looked = self.rows._portal_look(person.id, calendar(*events))
            return self.rows._portal_import(person.id, looked["text"], looked["seen"], **given)

    def standing(self):
        rows = self.rows.sudo().search([("withdrawn_at", "=", False)], order="date_from")
        return [(str(row.date_from), str(row.date_to)) for row in rows]

    def test_looking_changes_nothing(self):
        looked = self.look(FIRST, SECOND)
        self.assertEqual(len(looked["new"]), 2)
        self.assertIn("Dentist", looked["new"][0])
        self.assertFalse(self.standing())

    def test_entered_as_shown_and_twice_is_once(self):
        self.assertEqual(self.take(FIRST, SECOND), (2, 0, 0))
        expected = [
            ("2026-12-01 09:00:00", "2026-12-01 11:00:00"),
            ("2026-12-23 19:00:00", "2026-12-26 19:00:00"),
        ]
        self.assertEqual(self.standing(), expected)
        self.assertEqual(self.take(FIRST, SECOND), (0, 0, 0))
        self.assertEqual(self.standing(), expected)

    def test_titles_are_kept_only_when_asked_for(self):
        self.take(FIRST)
        self.assertFalse(self.rows.sudo().search([]).reason)
        self.take(SECOND, with_titles=True)
        self.assertIn("Eid", self.rows.sudo().search([]).mapped("reason"))

    def test_an_event_that_moved_moves_the_absence(self):
        self.take(FIRST)
        moved = FIRST.replace("20261201T09", "20261202T09")
        self.assertIn("now Tue 1 Dec", self.look(moved)["changed"][0])
        self.assertEqual(self.take(moved), (0, 1, 0))
        self.assertEqual(self.standing(), [("2026-12-02 09:00:00", "2026-12-02 11:00:00")])
        self.assertEqual(len(self.rows.sudo().search([])), 2, "the former one stays on record")

    def test_a_cancelled_event_is_withdrawn_and_a_missing_one_stays(self):
        self.take(FIRST, SECOND)
        self.assertEqual(self.take(f"{FIRST}\nSTATUS:CANCELLED"), (0, 0, 1))
        self.assertEqual(len(self.standing()), 1)

    def test_what_is_left_out_is_told_with_its_line_and_why(self):
        with at(NOW):
            self.rows.enter(self.engineer.id, utc("2026-12-01 10:00"), utc("2026-12-01 12:00"))
        old = "UID:c\nSUMMARY:Old\nDTSTART:20261101T090000Z\nDURATION:PT1H"
        far = "UID:e\nSUMMARY:Far\nDTSTART:20301101T090000Z\nDURATION:PT1H"
        looked = self.look(FIRST, "UID:d\nSUMMARY:Odd\nDTSTART:x", old, far)
        left = " | ".join(looked["left"])
        self.assertIn("Line 9: Odd – its times cannot be read", left)
        self.assertIn("Dentist – another absence stands at that time already", left)
        self.assertIn("Far – it is more than a year ahead", left)
        self.assertNotIn("Old", left, "what is over is nobody's absence any more")
        self.assertFalse(looked["new"])

    def test_one_that_began_meanwhile_moves_waiting_tickets_on(self):
        with patch.object(type(self.rows), "_begin", autospec=True) as begin:
            self.take("UID:a\nDTSTART:20261124T090000Z\nDURATION:PT8H")
        begin.assert_called_once()

    def test_one_that_has_begun_is_not_moved(self):
        self.take(FIRST)
        later = FIRST.replace("PT2H", "PT8H")
        with at("2026-12-01 10:00"):
            looked = self.rows._portal_look(self.engineer.id, calendar(later))
        self.assertIn("end that absence by hand", looked["left"][0])

    def test_what_changed_since_it_was_shown_is_shown_anew(self):
        looked = self.look(FIRST)
        with at(NOW):
            self.rows.enter(self.engineer.id, utc("2026-12-01 08:00"), utc("2026-12-01 18:00"))
            with self.assertRaisesRegex(ChangedMeanwhileError, "Nothing was imported"):
                self.rows._portal_import(self.engineer.id, looked["text"], looked["seen"])
        self.assertEqual(len(self.standing()), 1)

    def test_forged_text_is_held_against_the_same_rules(self):
        for text in ("", "x", "[1]", "[[1,2,3,4,5]]", '[["a","x","y","",0]]', "[" * 100_000):
            with at(NOW), self.assertRaises(UserError):
                self.rows._portal_import(self.engineer.id, text, "")

    def test_for_whom(self):
        """Oneself; a lead for an engineer of his contracts; nobody for anybody else."""
        with self.assertRaises(AccessError):
            self.look(FIRST, person=self.lead)
        as_lead = self.env["ecosire.support.absence"].with_user(self.lead.user_id)
        self.assertEqual(len(self.look(FIRST, rows=as_lead)["new"]), 1)
        _company, contract = self.make_company("Zeta", self.plan_xmlid)
        stranger = self.make_engineer("Zara", "z@ecosire.example", contracts=contract)
        for person in (stranger.id, 0, 10**9):
            with self.assertRaises(AccessError):
                as_lead._portal_look(person, calendar(FIRST))
        for user in (self.clerk, self.manager):
            with self.assertRaises(AccessError):
                self.look(FIRST, rows=self.rows.with_user(user))

    def test_no_calendar(self):
        with at(NOW), self.assertRaisesRegex(UserError, "no calendar file"):
            self.rows._portal_look(self.engineer.id, b"hello")
