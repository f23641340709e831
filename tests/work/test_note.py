"""Notes for ECOSIRE: hidden from the client's users, no answer, and never changed."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import SupportCase, at


@tagged("post_install", "-at_install")
class TestNote(SupportCase):
    def setUp(self):
        super().setUp()
        with at("2026-11-24 10:00"):
            self.ticket = self.make_ticket()
        self.as_engineer = self.by(self.ticket, self.engineer)

    def keep(self, text="The index is missing", person=None, when="2026-11-24 10:30"):
        with at(when):
            return self.by(self.ticket, person or self.engineer).note_for_ecosire(text)

    def test_engineers_read_it_with_author_and_time(self):
        self.keep()
        [note] = self.by(self.ticket, self.lead)._portal_page()["notes"]
        self.assertEqual((note["author"], note["text"]), ("Amina Khan", "The index is missing"))
        self.assertIn("24 Nov", note["when"])
        self.assertFalse(note["mine"])
        self.assertTrue(self.as_engineer._portal_page()["notes"][0]["mine"])

    def test_it_stops_no_clock_and_changes_nothing_on_the_ticket(self):
        before = self.ticket.read(["state", "sla_state", "deadline", "engineer_id"])
        events = self.ticket.clock_ids.event_ids
        messages = self.ticket.sudo().message_ids
        self.keep()
        self.assertEqual(
            self.ticket.read(["state", "sla_state", "deadline", "engineer_id"]), before
        )
        self.assertEqual(self.ticket.clock_ids.event_ids, events)
        self.assertEqual(self.ticket.sudo().message_ids, messages)

    def test_nobody_is_mailed_and_no_connection_is_told(self):
        mails = self.env["mail.mail"].search_count([])
        told = self.env["ecosire.support.outbox"].search_count([])
        self.keep()
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
        self.assertEqual(self.env["ecosire.support.outbox"].search_count([]), told)

    def test_no_user_of_the_client_reads_it(self):
        note = self.env["ecosire.support.ticket.note"].browse(self.keep())
        admin = self.make_staff("delta_admin", "base.group_system")
        for person in (self.clerk, self.colleague, self.manager, admin):
            person.group_ids += self.env.ref("base.group_allow_export")
            with self.subTest(person.login):
                for attempt in (
                    lambda n: n.read(["text"]),
                    lambda n: n.search([]),
                    lambda n: n.export_data(["text"]),
                    lambda n: n.web_search_read([], {"text": {}}),
                ):
                    with self.assertRaises(AccessError):
                        attempt(note.with_user(person))

    def test_no_field_of_the_ticket_leads_to_it(self):
        notes = "ecosire.support.ticket.note"
        fields = self.env["ecosire.support.ticket"]._fields.values()
        self.assertFalse([field.name for field in fields if field.comodel_name == notes])

    def test_an_engineer_without_access_neither_reads_nor_writes_one(self):
        _company, contract = self.make_company("Zeta", self.plan_xmlid)
        stranger = self.make_engineer("Zara", "z@ecosire.example", contracts=contract)
        note = self.env["ecosire.support.ticket.note"].browse(self.keep())
        self.assertFalse(note.with_user(stranger.user_id).search([]))
        with self.assertRaises(AccessError):
            note.with_user(stranger.user_id).read(["text"])
        with self.assertRaises(AccessError):
            self.keep(person=stranger)

    def test_only_engineers_leave_one(self):
        for person in (self.clerk, self.manager):
            with self.assertRaises(AccessError):
                self.keep(person=person)
        with self.assertRaises(AccessError):
            self.env["ecosire.support.ticket.note"].with_user(self.engineer.user_id).create(
                {"ticket_id": self.ticket.id, "author_name": "Bilal Raza", "text": "Forged"}
            )

    def test_it_is_never_changed(self):
        note = self.env["ecosire.support.ticket.note"].browse(self.keep())
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            note.text = "Other words"
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            note.unlink()

    def test_it_stays_true_when_the_author_is_gone(self):
        self.keep()
        self.engineer.name = "Renamed"
        self.assertEqual(
            self.by(self.ticket, self.lead)._portal_page()["notes"][0]["author"], "Amina Khan"
        )

    def test_what_is_no_note(self):
        for text in ("", "  \n", None, 5, "\0"):
            with self.assertRaisesRegex(UserError, "is empty"):
                self.keep(text)
        with self.assertRaisesRegex(UserError, "20,001 characters"):
            self.keep("x" * 20_001)

    def test_on_a_finished_ticket_too(self):
        self.ticket.cancel("It was us")
        self.keep()
        self.assertEqual(len(self.as_engineer._portal_page()["notes"]), 1)
