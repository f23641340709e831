"""A change of the plan from the question to its being in force, in a browser, on both sides."""

from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from .common import SupportMixin, at


class PlanChangeTour(SupportMixin, HttpCase):
    def walk(self):
        self.file_a_missed_one()
        page = f"/odoo/support-contract/{self.contract.id}"
        self.start_tour(page, "ecosire_support_change_1_ask", login="delta_manager")
        change = self.contract.change_ids
        self.assertEqual((change.state, change.note), ("requested", "Our season begins"))
        self.start_tour(
            "/my/support", "ecosire_support_change_2_confirm", login=self.lead.user_id.login
        )
        self.assertEqual(
            (change.state, change.decision_reason), ("in_force", "Welcome to Priority")
        )
        self.start_tour(page, "ecosire_support_change_3_in_force", login="delta_manager")

    def file_a_missed_one(self):
        """A critical ticket of a working day a week ago, answered 47 minutes late."""
        week_ago = fields.Datetime.now() - timedelta(days=7)
        monday = week_ago - timedelta(days=week_ago.weekday())
        filed = monday.replace(hour=6, minute=0, second=0, microsecond=0)
        with at(fields.Datetime.to_string(filed)):
            ticket = self.make_critical()
        with at(fields.Datetime.to_string(filed + timedelta(hours=4, minutes=47))):
            self.by(ticket, self.engineer).engineer_reply("We are sorry.")


@tagged("post_install", "-at_install")
class TestPlanChangeAtADesk(PlanChangeTour):
    def test_asked_confirmed_in_force(self):
        self.walk()

    def test_from_a_ticket_outside_the_plan(self):
        topic = self.env.ref("ecosire_support.topic_infrastructure")
        ticket = self.make_ticket(topic_id=topic.id)
        self.start_tour(
            f"/odoo/support-all-tickets/{ticket.id}",
            "ecosire_support_change_from_ticket",
            login="delta_manager",
        )


@tagged("post_install", "-at_install")
class TestPlanChangeOnAPhone(PlanChangeTour):
    browser_size = "390x844"
    touch_enabled = True

    def test_asked_confirmed_in_force(self):
        self.walk()
