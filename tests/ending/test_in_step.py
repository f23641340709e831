"""The client's window stays in step with what an engineer does, in a real browser."""

import functools
from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from odoo.addons.bus.websocket import WebsocketConnectionHandler

from ..common import SupportMixin

LOOK_EVERY_MS = 300


@tagged("post_install", "-at_install")
class TestInStep(SupportMixin, HttpCase):
    def setUp(self):
        super().setUp()
        # nothing of a test is ever committed, so the bus has nothing to say: without a connection
        # the window looks for itself, as it does where the bus is out of reach
        self.enterContext(
            patch.object(WebsocketConnectionHandler, "websocket_allowed", return_value=False)
        )
        self.patch_method("ir.http", "session_info", self.look_often)
        self.ticket = self.make_ticket()

    def patch_method(self, model, name, around):
        """Let ``around(original, records)`` stand in for a method of the model."""
        original = getattr(self.env.registry[model], name)

        @functools.wraps(original)
        def method(records):
            return around(original, records)

        self.patch(self.env.registry[model], name, method)

    def look_often(self, original, records):
        info = original(records)
        info.get("ecosire_support", {})["look_every_ms"] = LOOK_EVERY_MS
        return info

    def let_engineer_act(self, *acts):
        """Each time the tour asks for the questions of the intake the engineer does the next thing."""
        coming = iter(acts)

        def asked(original, records):
            act = next(coming, None)
            if act:
                # without the clerk's companies
                env = records.env(user=self.engineer.user_id.id, context={})
                act(env[self.ticket._name].browse(self.ticket.id))
                env.flush_all()
            return original(records)

        self.patch_method(self.ticket._name, "questions_here", asked)

    def test_an_answer_shows_at_once_and_takes_nothing_away(self):
        self.let_engineer_act(
            lambda ticket: ticket.engineer_reply("Please try again now."),
            lambda ticket: ticket.resolve("The rule is cured."),
        )
        self.start_tour(
            f"/odoo/ecosire.support.ticket/{self.ticket.id}",
            "ecosire_support_in_step",
            login="delta_clerk",
        )
        self.assertEqual(self.ticket.state, "closed")
        self.assertEqual(self.ticket.name, "In the clerk's own words")

    def test_the_list_is_as_it_is_now(self):
        self.let_engineer_act(lambda ticket: ticket.engineer_reply("Please try again now."))
        self.start_tour(
            "/odoo/support-tickets", "ecosire_support_list_in_step", login="delta_clerk"
        )
