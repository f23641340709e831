"""Who may enter and read absences, and set working hours and expertise: attacked by role."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import at, utc
from .case import BACK, HOURS, NOON, RoutingCase


@tagged("post_install", "-at_install")
class TestRoutingRights(RoutingCase):
    # -- entering an absence

    def test_by_oneself_and_by_a_lead_for_the_team(self):
        with at(NOON):
            mine = self.enter(self.engineer, "2026-12-01 00:00", "2026-12-02 00:00")
            theirs = self.enter(
                self.engineer, "2026-12-03 00:00", "2026-12-04 00:00", person=self.lead
            )
        self.assertEqual((mine | theirs).mapped("entered_by"), ["Amina Khan", "Bilal Raza"])

    def test_not_for_a_colleague_nor_by_the_client(self):
        for person in (self.engineer, self.deputy):
            other = self.deputy if person == self.engineer else self.engineer
            with at(NOON), self.assertRaisesRegex(AccessError, "only when you yourself"):
                self.enter(other, "2026-12-01 00:00", "2026-12-02 00:00", person=person)
        for user in (self.clerk, self.manager):
            rows = self.absences.with_user(user)
            with at(NOON), self.assertRaises(AccessError):
                rows.enter(self.engineer.id, utc("2026-12-01 00:00"), utc("2026-12-02 00:00"))

    def test_not_by_a_lead_for_another_clients_engineer(self):
        _company, contract = self.make_company("Omega", self.plan_xmlid)
        stranger = self.make_engineer("Zara", "zara@ecosire.example", contracts=contract)
        with at(NOON), self.assertRaisesRegex(AccessError, "only when you yourself"):
            self.enter(stranger, "2026-12-01 00:00", "2026-12-02 00:00", person=self.lead)
        for engineer_id in (0, False, None, 999_999, "1", [self.engineer.id]):
            with self.subTest(engineer_id), at(NOON), self.assertRaises(AccessError):
                self.absences.with_user(self.lead.user_id).enter(
                    engineer_id, utc("2026-12-01 00:00"), utc("2026-12-02 00:00")
                )

    def test_nobody_writes_one_directly(self):
        with at(NOON):
            row = self.enter(self.engineer, "2026-12-01 00:00", "2026-12-02 00:00")
        for person in (self.engineer, self.lead, self.manager, self.clerk):
            mine = self.by(row, person)
            for act in (lambda m=mine: m.write({"reason": "x"}), lambda m=mine: m.unlink()):
                with self.assertRaises(AccessError):
                    act()
            with self.assertRaises(AccessError):
                mine.create({"engineer_id": self.engineer.id})

    # -- who reads it

    def test_the_reason_is_ecosires_own(self):
        with at(NOON):
            row = self.enter(self.engineer, NOON, BACK, reason="Wedding", note="Key in the vault")
        self.assertEqual(self.by(row, self.engineer).reason, "Wedding")
        self.assertEqual(self.by(row, self.lead).reason, "Wedding")
        seen = self.by(row, self.manager)
        self.assertEqual(seen.date_to, utc(BACK))
        for name in ("reason", "note"):
            for act in (
                lambda n=name: seen.read([n]),
                lambda n=name: seen.search([(n, "ilike", "a")]),
                lambda n=name: seen.search([], order=n),
                lambda n=name: seen._read_group([], [n], ["__count"]),
            ):
                with self.assertRaises(AccessError):
                    act()
        self.assertFalse(self.absences.with_user(self.deputy.user_id).search([]))
        with self.assertRaises(AccessError):
            self.absences.with_user(self.clerk).search([])

    # -- working hours and expertise: set by the lead, whatever is handed in

    def test_hours_and_topics_that_make_no_sense_are_refused_in_words(self):
        mine = self.by(self.engineer, self.lead)
        for tz, shifts in (
            (None, {0: ("09:00", "18:00")}),
            ("Mars/Olympus", {0: ("09:00", "18:00")}),
            ("Asia/Karachi", "abc"),
            ("Asia/Karachi", {7: ("09:00", "18:00")}),
            ("Asia/Karachi", {"x": ("09:00", "18:00")}),
            ("Asia/Karachi", {0: None}),
            ("Asia/Karachi", {0: ("09:00",)}),
            ("Asia/Karachi", {0: ("09:00", "25:00")}),
            ("Asia/Karachi", {0: ("<b>", "18:00")}),
            ("Asia/Karachi", [1, 2]),
        ):
            with self.subTest(f"{tz} {shifts}"), self.assertRaisesRegex(UserError, "be read"):
                mine.set_working_hours(tz, shifts)
        for topics in (5, "abc", ["a"], {"a": 1}, None, [None]):
            with self.subTest(topics), self.assertRaisesRegex(UserError, "from the list"):
                mine.set_expertise(topics)
        mine.set_expertise([999_999])
        self.assertFalse(self.engineer.topic_ids or self.engineer.work_shifts)

    def test_hours_are_the_leads_to_set_and_the_managers_to_read(self):
        for person in (self.engineer, self.deputy, self.manager, self.clerk):
            mine = self.by(self.engineer, person)
            with self.assertRaises(AccessError):
                mine.set_working_hours("Asia/Karachi", HOURS)
            with self.assertRaises(AccessError):
                mine.set_expertise([])
            with self.assertRaises(AccessError):
                mine.write({"work_tz": "UTC"})
        self.by(self.engineer, self.lead).set_working_hours("Asia/Karachi", HOURS)
        read = self.by(self.engineer, self.manager).read(["work_text"])[0]["work_text"]
        self.assertEqual(read, "Mon–Fri 09:00–18:00 (Karachi, UTC+5)")
        for person in (self.clerk, self.colleague):
            with self.assertRaises(AccessError):
                self.by(self.engineer, person).read(["work_text"])

    def test_not_by_a_lead_who_serves_another_client(self):
        _company, contract = self.make_company("Omega", self.plan_xmlid)
        other = self.make_engineer("Zubair", "zubair@ecosire.example", "lead", contract)
        with self.assertRaises(AccessError):
            self.by(self.engineer, other).set_working_hours("Asia/Karachi", HOURS)
