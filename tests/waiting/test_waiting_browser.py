"""The one who waits, in a real browser: at a desk and on a phone."""

from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from ..common import SupportMixin, at


class WaitingCase(SupportMixin, HttpCase):
    def walk(self):
        with at(fields.Datetime.to_string(fields.Datetime.now() - timedelta(days=3))):
            ticket = self.make_critical()
            self.by(ticket, self.engineer).take()
        self.tick()
        self.start_tour(
            f"/odoo/ecosire.support.ticket/{ticket.id}", "ecosire_support_wait", login="delta_clerk"
        )
        self.assertEqual(ticket.chase_count, 1)
        self.assertEqual(ticket.state, "closed")
        self.assertFalse(ticket.answered_at)


@tagged("post_install", "-at_install")
class TestWaitingAtADesk(WaitingCase):
    def test_chase_and_it_works_again(self):
        self.walk()


@tagged("post_install", "-at_install")
class TestWaitingOnAPhone(WaitingCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_chase_and_it_works_again(self):
        self.walk()
