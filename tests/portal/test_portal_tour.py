from odoo.tests import tagged

from .case import HOME, PortalCase


@tagged("post_install", "-at_install")
class PortalTourCase(PortalCase):
    def walk(self):
        ticket = self.make_critical()
        self.start_tour(HOME, "ecosire_support_engineer_answers", login=self.engineer.user_id.login)
        self.assertEqual((ticket.state, ticket.sla_state), ("resolved", "met"))
        self.assertEqual(ticket.root_cause, "Broken index")
        self.assertEqual(len(self.answers(ticket)), 2)


@tagged("post_install", "-at_install")
class TestTourAtADesk(PortalTourCase):
    def test_an_engineer_takes_answers_and_resolves(self):
        self.walk()


@tagged("post_install", "-at_install")
class TestTourOnAPhone(PortalTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_an_engineer_takes_answers_and_resolves(self):
        self.walk()
