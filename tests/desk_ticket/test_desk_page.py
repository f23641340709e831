"""What the desk's ticket gets in one call: everything, in words, safe, and at a bounded price."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import at
from .case import DeskTicketCase

WANTED = {
    *("number", "title", "severity_label", "state_label", "holder", "due", "promise", "why"),
    *("client", "contact", "client_hour", "client_zone", "client_tz", "now_ms", "my_zone"),
    *("plan", "contract", "scope", "scope_reason", "topic", "module", "evidence", "environment"),
    *("error_trace", "timeline", "holders", "escalation", "like", "time", "core_bug", "handbook"),
    *("description", "messages", "files", "root_cause", "handover", "affected", "next_update"),
}


@tagged("post_install", "-at_install")
class TestDeskPage(DeskTicketCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.make_critical(
            description="<p>The label <script>stolen</script>printer stops</p>"
        )

    def test_all_that_is_needed_in_one_answer(self):
        page = self.desk_page(self.ticket, self.engineer)
        facts = page["ticket"]
        self.assertFalse(WANTED - set(facts))
        self.assertEqual(facts["client_tz"], "Europe/Amsterdam")
        self.assertIn("deadline_ms", facts["due"])
        self.assertIn("printer stops", facts["description"])
        self.assertNotIn("<script", facts["description"])
        self.assertTrue(page["can"]["take"])
        self.assertEqual(page["severities"][0], ["critical", "Critical"])
        self.assertIsNone(page["next"])

    def test_where_ecosire_filed_it_the_clients_hour_is_a_managers(self):
        self.engineer.user_id.tz = "Asia/Karachi"
        self.ticket.sudo().submitter_id = self.engineer.user_id
        facts = self.desk_page(self.ticket, self.engineer)["ticket"]
        self.assertEqual(facts["client_tz"], "Europe/Amsterdam")
        self.assertTrue(facts["client_zone"].startswith("Amsterdam"), facts["client_zone"])

    def test_the_next_ticket_is_the_one_due_first(self):
        low, critical, taken = self.make_ticket(), self.make_critical(), self.make_critical()
        self.by(taken, self.lead).take()
        self.assertEqual(self.desk_page(low, self.engineer)["next"]["number"], self.ticket.number)
        self.by(self.ticket, self.engineer).resolve("Done")
        self.assertEqual(self.desk_page(low, self.engineer)["next"]["number"], critical.number)

    def test_pictures_from_elsewhere_only_when_asked_for(self):
        self.ticket.sudo().description = '<p>x <a class="o_ecosire_held_picture" \
            href="https://elsewhere.example/p.png">p</a></p>'
        facts = self.desk_page(self.ticket, self.engineer)["ticket"]
        self.assertTrue(facts["held_back"])
        self.assertNotIn("<img", facts["description"])
        facts = self.desk_page(self.ticket, self.engineer, pictures=True)["ticket"]
        self.assertIn("https://elsewhere.example/p.png", facts["description"])

    def test_the_clients_notes_are_not_in_it(self):
        note = "Among us"
        self.say(self.ticket, note, subtype="mt_note")
        self.assertNotIn(note, str(self.desk_page(self.ticket, self.engineer)))

    def test_each_opening_stands_in_the_clients_log_once_in_a_while(self):
        self.desk_page(self.ticket, self.engineer)
        self.desk_page(self.ticket, self.engineer)
        rows = self.env["ecosire.support.access.log"].search(
            [("ticket_number", "=", self.ticket.number)]
        )
        self.assertEqual(rows.mapped("person"), ["Amina Khan"])

    def test_when_it_closes_and_what_the_client_said_of_it(self):
        self.by(self.ticket, self.engineer).resolve("Done")
        facts = self.desk_page(self.ticket, self.engineer)["ticket"]
        self.assertIn("closes by itself on", facts["closing"])
        self.assertEqual(facts["rating"], "")

    def test_who_was_answered_waits_no_more(self):
        self.by(self.ticket, self.clerk).chase()
        self.assertTrue(self.desk_page(self.ticket, self.engineer)["ticket"]["chased"])
        later = fields.Datetime.now() + timedelta(minutes=1)
        with at(fields.Datetime.to_string(later)):
            self.by(self.ticket, self.engineer).engineer_reply("On it")
        self.assertFalse(self.desk_page(self.ticket, self.engineer)["ticket"]["chased"])
        self.come_as(self.engineer)
        light = self.text_of(self.page(self.ticket_path(self.ticket)))
        self.assertNotIn("The client waits", light)

    def test_only_engineers_of_the_contract(self):
        stranger = self.make_engineer(
            "Zara", "zara@ecosire.example", contracts=self.stranger_contract
        )
        for person in (self.clerk, self.manager, self.customer, stranger):
            with self.subTest(person.display_name), self.assertRaises(AccessError):
                self.by(self.ticket, person).desk_page()

    def test_the_price_does_not_grow_with_the_conversation(self):
        self.desk_page(self.ticket, self.engineer)
        few = self.price()
        for turn in map(str, range(30)):
            self.say(self.ticket, turn, attachments=[(f"{turn}.txt", b"1")])
        many = self.price()
        self.assertLessEqual(many, few + 3)
        self.assertLessEqual(many, 90)

    def price(self):
        """How many queries one answer takes, with nothing remembered."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.by(self.ticket, self.engineer).desk_page()
        return self.env.cr.sql_log_count - before
