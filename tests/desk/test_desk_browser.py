"""The desk in Chromium, at a desk and on a phone. No websocket there: the desk looks by itself."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from ...models.desk import desk_start
from .case import DESK, DeskCase


@tagged("post_install", "-at_install")
class DeskTourCase(DeskCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.low = cls.make_ticket(name="Low one")
        cls.critical = cls.make_critical(name="Critical one")

    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(desk_start, "LOOK_EVERY_MS", 1000))

    def walk(self, tour, person, path=DESK):
        self.start_tour(path, f"ecosire_support_desk_{tour}", login=person.user_id.login)


class Walks:
    def test_the_queue_keeps_itself_true(self):
        self.walk("queue", self.engineer)
        self.assertEqual(self.critical.engineer_id, self.engineer)

    def test_filters(self):
        asked = self.make_ticket(name="Asked one")
        self.by(asked, self.lead).ask_client("Which version?")
        self.walk("filters", self.engineer)

    def test_a_leads_morning(self):
        off = self.make_engineer("Hamza Sheikh", "hamza@ecosire.example")
        now = fields.Datetime.now()
        self.env["ecosire.support.absence"].sudo().create(
            {
                "engineer_id": off.id,
                "date_from": now - timedelta(hours=1),
                "date_to": now + timedelta(days=2),
                "entered_by": "Bilal Raza",
            }
        )
        self.walk("lead", self.lead)


@tagged("post_install", "-at_install")
class TestAtADesk(Walks, DeskTourCase):
    def test_the_other_views(self):
        asked = self.make_ticket(name="Asked one")
        self.by(asked, self.lead).ask_client("Which version?")
        self.walk("views", self.engineer)


@tagged("post_install", "-at_install")
class TestOnAPhone(Walks, DeskTourCase):
    browser_size = "390x844"
    touch_enabled = True
