"""Calls to the services that wake somebody, over real sockets, in the form that each documents."""

import json

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import at
from .case import SenderCase
from .receiver import serving


@tagged("post_install", "-at_install")
class TestOnCall(SenderCase):
    def setUp(self):
        super().setUp()
        self.server = self.enterContext(serving())

    def connect(self, preset, **vals):
        values = {"preset": preset, "url_new": self.server.url, "token_new": "the-key", **vals}
        return self.make_target("on_call", **values)

    def call(self, ticket, key="step-1", step="open"):
        return self.contract._page_on_call(ticket, "Nobody has answered", key, step=step)

    def bodies(self):
        return [json.loads(request["body"]) for request in self.server.requests]

    def test_pagerduty_opens_and_ends_one_incident(self):
        target = self.connect("pagerduty")
        ticket = self.make_critical()
        row = self.call(ticket)
        self.call(ticket, "step-2")
        self.call(ticket, "stop-2", "close")
        self.server.answer(202, b'{"status":"success","message":"Event processed"}')
        self.send()
        first, second, last = self.bodies()
        self.assertEqual(first["routing_key"], "the-key")
        self.assertEqual(first["event_action"], "trigger")
        self.assertEqual(first["payload"]["severity"], "critical")
        self.assertIn(ticket.number, first["payload"]["summary"])
        self.assertIn(f"/my/support/ticket/{ticket.number}", first["links"][0]["href"])
        self.assertEqual(last["event_action"], "resolve")
        self.assertEqual({one["dedup_key"] for one in (first, second, last)}, {first["dedup_key"]})
        self.assertNotIn("the-key", row.payload)
        self.assertEqual(self.states(target), ["sent"] * 3)

    def test_opsgenie(self):
        self.connect("opsgenie")
        ticket = self.make_critical()
        self.call(ticket)
        self.call(ticket, "stop", "close")
        self.server.answer(202, b'{"result":"Request will be processed"}')
        self.send()
        opened, closed = self.server.requests
        self.assertEqual(opened["headers"]["authorization"], "GenieKey the-key")
        alias = self.bodies()[0]["alias"]
        self.assertEqual(closed["path"], f"/hook/{alias}/close?identifierType=alias")

    def test_ntfy(self):
        self.connect("ntfy", token_new="tk_secret")
        self.call(self.make_critical())
        self.send()
        (request,) = self.server.requests
        self.assertEqual((request["path"], self.bodies()[0]["topic"]), ("/", "hook"))
        self.assertEqual(request["headers"]["authorization"], "Bearer tk_secret")
        self.assertEqual(self.bodies()[0]["priority"], 5)

    def test_each_service_takes_a_test(self):
        for preset, calls in (("pagerduty", 2), ("opsgenie", 2), ("ntfy", 2)):
            target = self.connect(preset)
            told = target.action_test()
            self.assertEqual(told["params"]["type"], "success")
            self.assertEqual(len(self.server.requests), calls)
            self.server.requests.clear()
            target.active = False
            self.env.flush_all()

    def test_a_call_comes_before_everything_else(self):
        self.make_webhook(self.server)
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
        self.connect("ntfy")
        with at("2026-11-24 10:01"):
            self.call(ticket)
        self.send("2026-11-24 10:02")
        self.assertEqual([request["path"] for request in self.server.requests], ["/", "/hook"])

    def test_a_call_is_tried_often_and_not_a_day_later(self):
        target = self.connect("ntfy")
        with at("2026-11-24 10:00"):
            self.call(self.make_critical())
        for minute in range(0, 12, 4):
            self.server.answer(503)
            self.send(f"2026-11-24 10:{minute:02}")
        self.assertEqual(len(self.server.requests), 3)
        self.send("2026-11-24 16:30")
        self.assertEqual(self.states(target), ["failed"])
        self.assertEqual(len(self.server.requests), 3)

    @mute_logger("odoo.addons.ecosire_support.models.outbox.target_send")
    def test_a_message_that_cannot_be_made_holds_no_other(self):
        target = self.connect("ntfy")
        ticket = self.make_critical()
        self.call(ticket).payload = '{"headline": "of another version"}'
        self.call(ticket, "step-2")
        self.send()
        self.assertEqual(self.states(target), ["failed", "sent"])
        self.assertIn("cannot be put into the form", self.rows(target)[0].answer)

    def test_a_refused_key_is_said_in_words(self):
        target = self.connect("opsgenie")
        self.call(self.make_critical())
        self.server.answer(403)
        self.send()
        self.assertEqual(target.lamp, "broken")
        self.assertIn("refuses us (403). Check the address and its key", target.state_text)
