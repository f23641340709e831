"""The demo's story walked in a browser, scene by scene, as its people."""

from datetime import UTC, datetime

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .test_demo import DemoCase


@tagged("post_install", "-at_install")
class TestDemoStory(DemoCase, HttpCase):
    """The scenes follow one another as in the demo; each test is one window's visit."""

    @classmethod
    def setUpClass(cls):
        # the browser's own clock is real, so the story is set around now
        cls.at = datetime.now(UTC)
        super().setUpClass()

    def test_from_filing_to_the_answer(self):
        self.start_tour("/odoo/support-new", "ecosire_support_story_1_file", login="clerk")
        ticket = self.env["ecosire.support.ticket"].search([("number", "=", "DELTA-1036")])
        self.assertEqual((ticket.severity, ticket.sla_state), ("critical", "running"))

        self.start_tour("/my/support", "ecosire_support_story_2_answer", login="engineer")
        self.assertEqual((ticket.sla_state, ticket.engineer_id.name), ("met", "Amina Khan"))

        self.start_tour("/odoo/support-tickets", "ecosire_support_story_2_answered", login="clerk")

    def test_from_the_error_to_the_answer(self):
        with mute_logger("odoo.http", "odoo.tools.safe_eval"):
            self.start_tour("/odoo/deliveries", "ecosire_support_story_1_error", login="clerk")
        ticket = self.env["ecosire.support.ticket"].search([], order="id desc", limit=1)
        self.assertEqual((ticket.severity, ticket.submitter_id.login), ("critical", "clerk"))
        self.start_tour("/my/support", "ecosire_support_story_2_error", login="engineer")
        self.assertEqual(ticket.sla_state, "met")

    def test_the_day_odoo_is_down(self):
        ticket = self.story["outage"]
        self.start_tour(
            f"/odoo/support-all-tickets/{ticket.id}",
            "ecosire_support_story_6_down",
            login="manager",
        )
        self.assertEqual(ticket.outage_state, "confirmed")
        self.assertEqual(ticket.clock_id.submitted_at, ticket.reported_at)

    def test_the_missed_ticket_and_the_contract(self):
        self.start_tour(
            f"/odoo/support-all-tickets/{self.story['missed'].id}",
            "ecosire_support_story_4_missed",
            login="manager",
        )
