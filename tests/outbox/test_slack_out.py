"""Messages to Slack, against a server that speaks its protocol as documented."""

import json
from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.ecosire_support.models.outbox import target_send

from ..common import at
from .case import SenderCase
from .receiver import SlackServer, serving


@tagged("post_install", "-at_install")
class TestSlackOut(SenderCase):
    def setUp(self):
        super().setUp()
        self.slack = self.enterContext(serving(SlackServer))
        self.enterContext(patch.object(target_send, "SLACK_API", self.slack.api))

    def post(self, ticket, headline):
        return self.contract._post_slack(ticket, headline)

    def test_a_ticket_has_one_thread(self):
        target = self.make_slack(self.slack)
        one, two = self.make_ticket(), self.make_ticket()
        for ticket, headline in ((one, "Filed"), (two, "Filed"), (one, "Answered")):
            self.post(ticket, headline)
        self.send()
        first, second, third = self.slack.posted
        self.assertNotIn("thread_ts", first)
        self.assertNotIn("thread_ts", second)
        self.assertEqual(third["thread_ts"], first["ts"])
        self.assertEqual(third["channel"], self.slack.CHANNEL)
        self.assertEqual(third["blocks"][0]["text"]["text"], "Answered")
        self.assertEqual(self.states(target), ["sent"] * 3)

    def test_the_deadline_is_told_by_the_clocks_of_both_sides(self):
        self.make_slack(self.slack)
        self.engineer.user_id.tz = "Asia/Karachi"
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
            self.post(ticket, "Filed")
            # where ECOSIRE filed it, the client's clock is a support manager's
            ticket.sudo().submitter_id = self.engineer.user_id
            self.post(ticket, "Filed by ECOSIRE")
        self.send("2026-11-24 10:01")
        for message in self.slack.posted:
            said = json.dumps(message, ensure_ascii=False)
            self.assertIn("Tue 24 Nov 15:00 (Amsterdam, UTC+1)", said)
            self.assertIn("Tue 24 Nov 19:00 (Karachi, UTC+5)", said)

    def test_a_second_copy_can_be_told_from_a_second_message(self):
        self.make_slack(self.slack)
        row = self.post(self.make_ticket(), "Filed")
        self.send()
        self.assertEqual(
            self.slack.posted[0]["metadata"],
            {"event_type": "ecosire_support", "event_payload": {"delivery": row.delivery}},
        )

    def test_a_limit_with_retry_after(self):
        target = self.make_slack(self.slack)
        with at("2026-11-24 10:00"):
            self.post(self.make_ticket(), "Filed")
        self.slack.limit(120)
        self.send("2026-11-24 10:00")
        self.assertEqual(target.lamp, "trouble")
        self.assertIn("Slack asks to wait", target.state_text)
        self.send("2026-11-24 10:01:50")
        self.assertEqual(len(self.slack.requests), 1)
        self.send("2026-11-24 10:02:10")
        self.assertEqual(self.states(target), ["sent"])

    def test_a_revoked_token_pauses_at_once_and_says_what_to_do(self):
        target = self.make_slack(self.slack)
        self.slack.tokens = {"xoxb-new-token-of-the-app"}
        self.post(self.make_ticket(), "Filed")
        self.send()
        self.assertEqual(target.lamp, "broken")
        self.assertIn("revoked in Slack. Install the app anew", target.state_text)
        target.with_user(self.manager).token_new = "xoxb-new-token-of-the-app"
        self.send()
        self.assertEqual(self.states(target), ["sent"])
        self.assertEqual(target.lamp, "works")

    def test_an_error_inside_a_200_is_an_error(self):
        target = self.make_slack(self.slack)
        for error, state, words in (
            ("not_in_channel", "waiting", "Invite it there"),
            ("invalid_blocks", "failed", "invalid_blocks"),
            ("fatal_error", "waiting", "fatal_error"),
            ("brand_new_error", "waiting", "brand_new_error"),
        ):
            with self.subTest(error):
                row = self.post(self.make_ticket(), "Filed")
                self.slack.fail(error)
                self.send()
                self.assertEqual(row.state, state)
                self.assertIn(words, row.answer)
                row.state = "discarded"
                target.action_resume()

    def test_slack_slow_and_slack_gone(self):
        target = self.make_slack(self.slack)
        row = self.post(self.make_ticket(), "Filed")
        self.slack.answer(wait=3)
        with patch.object(target_send.wire.post, "__defaults__", (False, 0.5)):
            self.send()
        self.assertIn("did not answer", row.answer)
        self.assertEqual(row.state, "waiting")
        self.assertEqual(target.lamp, "trouble")

    def test_an_incoming_webhook(self):
        target = self.make_target("slack_webhook", url_new=self.slack.url)
        row = self.post(self.make_ticket(), "Filed")
        self.slack.answer(200, b"ok")
        self.send()
        self.assertEqual(row.state, "sent")
        message = json.loads(self.slack.requests[0]["body"])
        self.assertEqual(message["blocks"][0]["text"]["text"], "Filed")
        row = self.post(self.make_ticket(), "Filed")
        self.slack.answer(404, b"no_service")
        self.send()
        self.assertIn("Make a new one", row.answer)
        self.assertEqual(target.lamp, "broken")

    def test_a_test_in_slack_begins_no_thread(self):
        target = self.make_slack(self.slack)
        self.assertEqual(target.action_test()["params"]["type"], "success")
        self.assertIn("this connection works", self.slack.posted[0]["text"])
        self.assertFalse(self.env["ecosire.support.slack.thread"].search([]))
