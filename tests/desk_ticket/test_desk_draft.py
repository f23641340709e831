"""What an engineer has typed at the desk survives a reload and the end of his session."""

from odoo.tests import tagged

from ..portal.case import HOME
from .case import DeskTicketCase


@tagged("post_install", "-at_install")
class TestDeskDraft(DeskTicketCase):
    browser_size = "1400x900"

    def test_a_draft_survives_reload_and_login_with_its_files(self):
        self.engineer.user_id.password = self.engineer.user_id.login
        ticket = self.make_ticket()
        self.start_tour(
            f"{HOME}/desk/queue/{ticket.id}",
            "ecosire_support_desk_draft",
            login=self.engineer.user_id.login,
            timeout=120,
        )
        [answer] = self.answers(ticket)
        self.assertIn("An hour of work", answer.body)
        self.assertEqual(answer.attachment_ids.name, '"><img src=x onerror=alert(1)>.txt')

    def test_what_was_typed_last_survives_the_end_of_the_session(self):
        self.engineer.user_id.password = self.engineer.user_id.login
        ticket = self.make_ticket()
        self.start_tour(
            f"{HOME}/desk/queue/{ticket.id}",
            "ecosire_support_desk_ended",
            login=self.engineer.user_id.login,
        )
