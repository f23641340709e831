"""The place of a ticket in its quota is its rank (DESIGN §4), not how many are used by now."""

from odoo.tests import tagged

from ..common import at
from .case import HelpCase


@tagged("post_install", "-at_install")
class TestPlace(HelpCase):
    def test_what_is_filed_later_does_not_move_the_place(self):
        with at("2026-11-24 10:00"):
            self.send()
        with at("2026-11-24 10:05"):
            self.send(traceback=self.trace(line=34, module="sale"))
        with at("2026-11-24 10:10"):
            joined = self.send(user=self.manager)
        self.assertEqual((joined["status"], joined["usage"]), ("joined", "ticket 1 of 20"))
