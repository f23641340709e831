"""The sender against real receivers: order, repetition, pauses, and what cannot be sent."""

import json
from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from odoo.addons.ecosire_support.core import webhook_signature
from odoo.addons.ecosire_support.models.outbox import outbox_send, target_send

from ..common import at
from .case import SenderCase
from .receiver import serving


@tagged("post_install", "-at_install")
class TestWebhook(SenderCase):
    def test_a_receiver_verifies_what_arrives_by_the_documented_rule(self):
        with serving() as server:
            target = self.make_webhook(server)
            ticket = self.make_ticket()
            self.send()
        (request,) = server.requests
        now = fields.Datetime.now().astimezone()
        signature = request["headers"]["ecosire-signature"]
        self.assertTrue(webhook_signature.verify(signature, [self.secret], request["body"], now))
        row = self.rows(target)
        self.assertEqual(request["headers"]["ecosire-delivery"], row.delivery)
        self.assertEqual(request["headers"]["idempotency-key"], row.delivery)
        self.assertEqual(json.loads(request["body"])["ticket"]["number"], ticket.number)
        self.assertEqual(row.state, "sent")
        self.assertEqual(row.answer, "Arrived")
        self.assertEqual(target.lamp, "works")

    def test_while_a_secret_is_replaced_both_sign(self):
        with serving() as server:
            target = self.make_webhook(server)
            old = self.secret
            new = target.action_new_signing_secret()["context"]["default_shown"]
            self.make_ticket()
            self.send()
            target.action_end_old_secret()
            self.make_ticket()
            self.send()
        now = fields.Datetime.now().astimezone()
        fits = [
            [
                webhook_signature.verify(
                    request["headers"]["ecosire-signature"], [secret], request["body"], now
                )
                for secret in (old, new)
            ]
            for request in server.requests
        ]
        self.assertEqual(fits, [[True, True], [False, True]])

    def test_order_is_kept_while_the_receiver_is_down(self):
        with serving() as server:
            target = self.make_webhook(server)
            with at("2026-11-24 10:00"):
                tickets = self.make_ticket() | self.make_ticket() | self.make_ticket()
            server.answer(503)
            self.send("2026-11-24 10:00")
            self.assertEqual(self.states(target), ["waiting"] * 3)
            self.assertEqual(len(server.requests), 1)
            self.send("2026-11-24 10:01")
        numbers = [json.loads(request["body"])["ticket"]["number"] for request in server.requests]
        self.assertEqual(numbers, [tickets[0].number, *tickets.mapped("number")])
        ids = [request["headers"]["ecosire-delivery"] for request in server.requests]
        self.assertEqual(ids[0], ids[1])

    def test_retry_after_is_kept(self):
        with serving() as server:
            target = self.make_webhook(server)
            with at("2026-11-24 10:00"):
                self.make_ticket()
            server.answer(429, headers={"Retry-After": "600"})
            self.send("2026-11-24 10:00")
            self.send("2026-11-24 10:09")
            self.assertEqual(len(server.requests), 1)
            self.assertIn("asks to wait", self.rows(target).answer)
            self.send("2026-11-24 10:11")
        self.assertEqual(self.states(target), ["sent"])

    def test_a_message_that_is_refused_does_not_hold_the_next(self):
        with serving() as server:
            target = self.make_webhook(server)
            self.make_ticket()
            self.make_ticket()
            server.answer(413)
            self.send()
        self.assertEqual(self.states(target), ["failed", "sent"])
        self.assertIn("too large", self.rows(target)[0].answer)
        self.assertEqual(target.lamp, "works")

    def test_failures_in_a_row_pause_the_connection_and_one_trial_ends_the_pause(self):
        with serving() as server:
            target = self.make_webhook(server)
            with at("2026-11-24 10:00"):
                self.make_ticket()
                self.make_ticket()
            for minute in range(5):
                server.answer(500)
                self.send(f"2026-11-24 1{minute}:30")
            self.assertEqual(target.lamp, "broken")
            self.assertIn("Nothing is sent until", target.state_text)
            self.assertEqual(len(server.requests), 5)
            self.send("2026-11-24 14:30:30")
            self.assertEqual(len(server.requests), 5)
            self.send("2026-11-24 16:00")
        self.assertEqual(self.states(target), ["sent", "sent"])
        self.assertEqual(target.lamp, "works")

    def test_the_managers_are_told_once_a_day_that_it_is_paused(self):
        with serving() as server:
            target = self.make_webhook(server)
            self.make_ticket()
            server.answer(401)
            self.send()
            server.answer(401)
            target.action_resume()
            self.send()
        told = self.env["mail.message"].search([("subject", "like", "is paused after failures")])
        self.assertEqual(len(told), 1)
        self.assertIn(self.manager.partner_id, told.notified_partner_ids)
        self.assertIn("wants other credentials", told.body)

    def test_what_waited_longer_than_it_may_is_not_sent_any_more(self):
        with serving() as server:
            target = self.make_webhook(server)
            target.action_pause()
            with at("2026-11-20 10:00"):
                self.make_ticket()
            with at("2026-11-24 09:00"):
                self.make_ticket()
            target.action_resume()
            self.send("2026-11-24 10:00")
        self.assertEqual(self.states(target), ["failed", "sent"])
        self.assertIn("waited too long", self.rows(target)[0].answer)

    def test_the_budget_of_attempts_ends(self):
        with serving() as server:
            target = self.make_webhook(server)
            with at("2026-11-24 10:00") as clock:
                self.make_ticket()
                for _attempt in range(outbox_send.BACKOFF.tries):
                    server.answer(500)
                    clock.tick(timedelta(hours=1, seconds=1))
                    self.send()
        self.assertEqual(self.states(target), ["failed"])
        self.assertEqual(self.rows(target).attempts, outbox_send.BACKOFF.tries)

    def test_what_a_person_has_to_put_right_uses_up_no_attempts(self):
        with serving() as server:
            target = self.make_webhook(server)
            self.rows(target).unlink()
            self.make_ticket()
            row = self.rows(target)
            row.attempts = outbox_send.BACKOFF.tries + 5
            server.answer(404)
            self.send()
            self.assertEqual(row.state, "waiting")
            self.assertEqual(target.lamp, "broken")
            target.action_resume()
            self.send()
        self.assertEqual(row.state, "sent")

    def test_a_person_sends_again_what_could_not_be_sent_or_discards_it(self):
        with serving() as server:
            target = self.make_webhook(server)
            first, second = self.make_ticket(), self.make_ticket()
            server.answer(400)
            server.answer(400)
            self.send()
            one, two = self.rows(target)
            one.with_user(self.manager).resend()
            two.with_user(self.manager).discard("No longer true")
            self.send()
        self.assertEqual(self.states(target), ["sent", "discarded"])
        self.assertEqual(two.answer, "No longer true")
        self.assertEqual(len(server.requests), 3)
        self.assertTrue(first and second)

    def test_a_paused_connection_does_not_hold_another(self):
        with serving() as server:
            broken = self.make_webhook(server)
            working = self.make_webhook(server)
            broken.action_pause()
            self.make_ticket()
            self.send()
        self.assertEqual(self.states(broken), ["waiting"])
        self.assertEqual(self.states(working), ["sent"])

    def test_an_archived_connection_sends_nothing_and_says_why(self):
        with serving() as server:
            target = self.make_webhook(server)
            self.make_ticket()
            target.with_user(self.manager).active = False
            self.make_ticket()
            self.send()
        self.assertEqual(self.states(target), ["discarded"])
        self.assertIn("archived", self.rows(target).answer)
        self.assertFalse(server.requests)

    def test_a_redirect_is_not_followed_and_said_in_words(self):
        with serving() as server:
            target = self.make_webhook(server)
            self.make_ticket()
            server.answer(302, headers={"Location": "https://localhost/elsewhere"})
            self.send()
        self.assertEqual(len(server.requests), 1)
        self.assertIn("which is not followed", self.rows(target).answer)
        self.assertEqual(target.lamp, "broken")

    def test_without_leave_of_the_administrator_the_own_net_is_not_called(self):
        with serving() as server:
            target = self.make_webhook(server)
            self.env["ir.config_parameter"].set_param(target_send.ALLOW_PRIVATE, False)
            self.make_ticket()
            self.send()
        self.assertFalse(server.requests)
        self.assertIn("own net", self.rows(target).answer)

    def test_the_test_button_tells_at_once_how_it_went(self):
        with serving() as server:
            target = self.make_webhook(server)
            server.answer(410)
            told = target.with_user(self.manager).action_test()
            self.assertEqual(told["params"]["type"], "danger")
            self.assertIn("gone for good", told["params"]["message"])
            self.assertEqual(target.lamp, "broken")
            told = target.with_user(self.manager).action_test()
            self.assertEqual(told["params"]["type"], "success")
        self.assertEqual(target.lamp, "works")
        payload = json.loads(server.requests[-1]["body"])
        self.assertEqual((payload["event"], payload["ticket"]), ("test", None))

    def test_what_is_done_is_forgotten_after_a_month(self):
        with serving() as server:
            target = self.make_webhook(server)
            with at("2026-09-01 10:00"):
                self.make_ticket()
            self.send("2026-09-01 10:00")
            with at("2026-09-15 10:00"):
                self.outbox._gc_outbox()
                self.assertEqual(self.states(target), ["sent"])
            with freeze_time("2026-10-02 10:00"):
                self.outbox._gc_outbox()
                self.assertFalse(self.rows(target))
