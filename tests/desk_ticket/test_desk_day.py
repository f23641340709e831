"""A whole day of an engineer at the desk, in a real browser: at 1400 and at 390 pixels."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..common import at
from ..portal.case import HOME
from .case import DeskTicketCase


class DeskDay(DeskTicketCase):
    def walk(self):
        now = fields.Datetime.now()
        with at(fields.Datetime.to_string(now - timedelta(days=3))):
            before = self.make_ticket(name="Label printer prints nothing on thick labels")
            self.by(before, self.lead).resolve("Clean the print head.", "Dust")
        first = self.make_critical(name="Label printer prints nothing")
        again = self.make_ticket(name="No labels in hall 2 either")
        self.start_tour(
            f"{HOME}/desk",
            "ecosire_support_desk_day",
            login=self.engineer.user_id.login,
            timeout=180,
        )
        self.check_first(first)
        self.assertEqual((again.state, again.sudo().duplicate_of_id), ("closed", first))

    def check_first(self, ticket):
        self.assertEqual((ticket.state, ticket.severity), ("resolved", "high"))
        self.assertEqual(ticket.root_cause, "Driver replaced by an update")
        self.assertEqual(ticket.engineer_id, self.engineer)
        with_picture, *_others = self.answers(ticket).sorted("id")
        self.assertEqual(with_picture.attachment_ids.name, "screen.png")
        self.assertIn(f"/web/image/{with_picture.attachment_ids.id}", with_picture.body)
        self.assertIn("thank you for reporting this", with_picture.body)
        notes = self.env["ecosire.support.ticket.note"].search([("ticket_id", "=", ticket.id)])
        self.assertEqual(notes.text, "Third time this month")
        self.assertIn("25 min", ticket.work_text)


@tagged("post_install", "-at_install")
class TestDayAtADesk(DeskDay):
    browser_size = "1400x900"

    def test_a_whole_day_of_an_engineer(self):
        self.walk()


@tagged("post_install", "-at_install")
class TestDayOnAPhone(DeskDay):
    browser_size = "390x844"
    touch_enabled = True

    def test_a_whole_day_of_an_engineer(self):
        self.walk()
