"""Slack's way in, over HTTP and signed as Slack signs: whose word it is, once, and for nobody else."""

import json
from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from urllib.parse import urlencode

from odoo import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.ecosire_support.core.webhook_signature import sign_slack
from odoo.addons.ecosire_support.models.outbox import slack_seen

from .case import OutboxCase

SECRET = "8f742231b10e8888abcd99yyyzzz85a5".replace("y", "e").replace("z", "f")
CHANNEL, THREAD = "C0SUPPORT1", "1700000000.000100"
ENGINEER, CLERK, STRANGER = "U0AMINA", "U0CLERK", "U0NOBODY"
QUIET = ("odoo.http", "odoo.addons.base.models.ir_http", "werkzeug", "odoo.sql_db")


@tagged("post_install", "-at_install")
class TestSlackIn(OutboxCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.target = cls.make_target(
            "slack_bot",
            channel=CHANNEL,
            token_new="xoxb-1234567890-abcdefghijklmnop",
            slack_signing_new=SECRET,
            person_ids=[
                Command.create({"slack_id": ENGINEER, "engineer_id": cls.engineer.id}),
                Command.create({"slack_id": CLERK, "user_id": cls.clerk.id}),
            ],
        )
        cls.ticket = cls.make_critical()
        cls.env["ecosire.support.slack.thread"]._keep(cls.target, cls.ticket, CHANNEL, THREAD)
        cls.events = 0

    # -- Slack's side

    def ask(self, way, body, media_type="application/json", secret=SECRET, at=None, headers=None):
        """Send ``body`` as Slack does; ``at`` is when it was signed."""
        stamp, signature = sign_slack(secret, body, at or datetime.now(UTC))
        given = {
            "Content-Type": media_type,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature,
            **(headers or {}),
        }
        path = f"/ecosire_support/slack/{self.target.hook}/{way}"
        return self.url_open(path, data=body, headers=given)

    def event(self, user=ENGINEER, text="It is fixed", event_id=None, **values):
        type(self).events += 1
        inner = {
            "type": "message",
            "user": user,
            "channel": CHANNEL,
            "text": text,
            "ts": f"1700000200.{self.events:06d}",
            "thread_ts": THREAD,
            **values,
        }
        asked = {
            "type": "event_callback",
            "event_id": event_id or f"Ev{self.events}",
            "event": inner,
        }
        return json.dumps(asked).encode()

    def say(self, *args, **values):
        answer = self.ask("events", self.event(*args, **values))
        self.assertEqual(answer.status_code, 200)
        self.env.invalidate_all()
        return answer

    def command(self, text, user=ENGINEER):
        type(self).events += 1
        form = {"command": "/ecosire", "user_id": user, "text": text, "trigger_id": self.events}
        answer = self.ask("command", urlencode(form).encode(), "application/x-www-form-urlencoded")
        self.assertEqual(answer.status_code, 200)
        told = answer.json()
        self.assertEqual(told["response_type"], "ephemeral")
        return told["blocks"][0]["text"]["text"]

    def replies(self):
        rows = self.rows(self.target).filtered(lambda row: row.sort == "reply")
        return [json.loads(row.payload) for row in rows]

    def last_message(self):
        """The last one that somebody wrote."""
        written = self.ticket.message_ids.filtered(lambda m: m.message_type == "comment")
        return written.sorted("id")[-1:]

    # -- a message in a thread

    def test_slack_is_told_that_we_are_there(self):
        body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a"}).encode()
        answer = self.ask("events", body)
        self.assertEqual((answer.status_code, answer.text), (200, "3eZbrw1a"))

    def test_a_linked_engineers_reply_is_ecosires_answer_and_stops_the_clock(self):
        self.say(ENGINEER, "Fixed &amp; shipped")
        clock = self.ticket.clock_ids.filtered(lambda c: c.metric == "first_response")
        self.assertEqual(clock.state, "met")
        message = self.last_message()
        self.assertEqual(message.author_id, self.engineer.user_id.partner_id)
        self.assertIn("Fixed &amp; shipped", message.body)
        (reply,) = self.replies()
        self.assertEqual((reply["user"], reply["thread_ts"]), (ENGINEER, THREAD))
        self.assertIn("Sent to the client. Answered after", reply["text"])

    def test_what_was_said_in_slack_is_not_posted_there_again(self):
        self.target.event_type_ids = self.env.ref("ecosire_support.event_ticket_answered")
        other = self.make_target("webhook", events=["ticket.answered"])
        self.say(ENGINEER)
        self.assertEqual(self.rows(self.target).mapped("sort"), ["reply"])
        self.assertEqual(self.told(other), ["ticket.answered"])

    def test_slacks_repetition_does_nothing_again(self):
        """Slack repeats what it believes to be lost, signed anew, with the same event."""
        body = self.event(ENGINEER, "Once", event_id="EvTwice")
        before = len(self.ticket.message_ids)
        now = datetime.now(UTC)
        for again in range(3):
            headers = {"X-Slack-Retry-Num": str(again), "X-Slack-Retry-Reason": "http_timeout"}
            at = now - timedelta(seconds=again)
            answer = self.ask("events", body, at=at, headers=headers)
            self.assertEqual(answer.status_code, 200)
        self.env.invalidate_all()
        said = self.ticket.message_ids.filtered(lambda m: "Once" in m.body)
        self.assertEqual(len(said), 1)
        self.assertEqual(len(self.replies()), 1)
        self.assertGreater(len(self.ticket.message_ids), before)

    @mute_logger(*QUIET)
    def test_a_request_that_somebody_recorded_is_refused(self):
        body, now = self.event(ENGINEER, "Recorded"), datetime.now(UTC)
        self.assertEqual(self.ask("events", body, at=now).status_code, 200)
        self.assertEqual(self.ask("events", body, at=now).status_code, 404)

    def test_an_engineer_whose_access_has_ended_is_anybody(self):
        self.engineer.action_end_access()
        self.say(ENGINEER, "Still me")
        clock = self.ticket.clock_ids.filtered(lambda c: c.metric == "first_response")
        self.assertEqual(clock.state, "running")
        self.assertEqual(self.last_message().subtype_id, self.env.ref("mail.mt_note"))

    def test_a_linked_colleagues_reply_is_the_clients_message(self):
        self.by(self.ticket, self.engineer).resolve("Fixed")
        self.say(CLERK, "It is not")
        self.assertTrue(self.ticket.is_open)
        said = self.ticket.message_ids.filtered(lambda m: "It is not" in m.body)
        self.assertEqual(said.author_id, self.clerk.partner_id)
        self.assertEqual(self.replies()[-1]["text"], "ECOSIRE has your message.")

    def test_a_colleague_who_may_not_read_the_ticket_is_anybody_on_it(self):
        self.target.person_ids = [
            Command.create({"slack_id": "U0COLLEAGUE", "user_id": self.colleague.id})
        ]
        self.say("U0COLLEAGUE", "Me too")
        self.assertEqual(self.last_message().subtype_id, self.env.ref("mail.mt_note"))

    def test_anybody_elses_words_are_a_note_and_stop_nothing(self):
        self.say(STRANGER, "<b>I am from ECOSIRE</b>")
        clock = self.ticket.clock_ids.filtered(lambda c: c.metric == "first_response")
        self.assertEqual(clock.state, "running")
        note = self.last_message()
        self.assertEqual(note.subtype_id, self.env.ref("mail.mt_note"))
        self.assertFalse(note.author_id)
        self.assertIn(f"Unknown person in Slack: {STRANGER}", note.body)
        self.assertNotIn("<b>", note.body)
        self.assertIn("not linked to anybody", self.replies()[0]["text"])
        seen = note.with_user(self.engineer.user_id).search([("id", "=", note.id)])
        self.assertFalse(seen)

    def test_a_flood_of_notes_ends(self):
        with patch.object(slack_seen, "FLOOD_NOTES", 2):
            for number in range(4):
                self.say(STRANGER, f"Note {number}")
        notes = self.ticket.message_ids.filtered(lambda m: "Unknown person" in (m.body or ""))
        self.assertEqual(len(notes), 2)
        self.assertIn("was not kept", self.replies()[-1]["text"])

    def test_bots_edits_and_other_threads_are_nothing(self):
        before = self.ticket.message_ids
        self.say(ENGINEER, "I", bot_id="B1")
        self.say(ENGINEER, "I", subtype="message_changed")
        self.say(ENGINEER, "I", thread_ts="1600000000.000001")
        self.say(ENGINEER, "I", channel="C0ANOTHER")
        self.assertEqual(self.ticket.message_ids, before)
        self.assertFalse(self.replies())

    def test_a_cancelled_ticket_says_so_to_the_one_who_wrote(self):
        self.by(self.ticket, self.clerk).cancel("Never mind")
        self.say(CLERK, "Hello?")
        self.assertIn("was cancelled", self.replies()[-1]["text"])

    def test_files_are_left_and_said(self):
        self.say(ENGINEER, "See the log", files=[{"id": "F1"}], subtype="file_share")
        said = self.ticket.message_ids.filtered(lambda m: "See the log" in m.body)
        self.assertIn("1 files hang on this message in Slack", said.body)

    # -- the command

    def test_the_command_shows_what_the_asker_may_see(self):
        other = self.make_ticket(self.colleague, name="Not the clerk's")
        self.assertIn(self.ticket.number, self.command("due"))
        self.assertIn(other.number, self.command("due"))
        self.assertNotIn(other.number, self.command("due", CLERK))
        self.assertIn("/odoo/support-tickets/", self.command("due", CLERK))
        self.assertIn("/my/support/ticket/", self.command("due"))
        self.assertIn("First answer by", self.command(self.ticket.number))
        self.assertIn("with nobody yet", self.command(self.ticket.number.lower(), CLERK))
        self.assertIn("no ticket", self.command(other.number, CLERK))
        self.assertIn("/ecosire due", self.command("help"))

    def test_the_command_shows_nothing_of_another_contract(self):
        _company, omega = self.make_company("Omega", self.plan_xmlid)
        staff = self.make_staff("omega_clerk", company=omega.company_ids)
        self.engineer._grant(omega, datetime(2026, 1, 1), datetime(2099, 1, 1))
        foreign = self.make_ticket(staff, company_id=omega.company_ids.id)
        self.assertIn("no ticket", self.command(foreign.number))
        self.assertNotIn(foreign.number, self.command("due"))

    def test_the_command_tells_a_stranger_how_to_be_linked_and_nothing_else(self):
        told = self.command(self.ticket.number, STRANGER)
        self.assertIn(STRANGER, told)
        self.assertNotIn(self.ticket.number, told)

    # -- the door

    @mute_logger(*QUIET)
    def test_whoever_is_not_slack_finds_no_such_page(self):
        body = self.event()
        unknown = self.url_open("/nonsense/slack/x/events", data=body)
        self.assertEqual(unknown.status_code, 404)
        now = datetime.now(UTC)
        answers = {
            "another secret": self.ask("events", body, secret="0" * 32),
            "long ago": self.ask("events", body, at=now - timedelta(minutes=6)),
            "in the future": self.ask("events", body, at=now + timedelta(minutes=6)),
            "no signature": self.url_open(self.way(), data=body),
            "a browser": self.url_open(self.way()),
            "no such way": self.url_open("/ecosire_support/slack/x/events", data=body),
        }
        for why, answer in answers.items():
            with self.subTest(why):
                self.assertEqual(answer.status_code, 404)
                self.assertEqual(self.plain(answer), self.plain(unknown))

    @mute_logger(*QUIET)
    def test_a_path_that_no_database_stores_is_like_any_other_such_path(self):
        broken, unknown = (
            self.url_open(f"/{name}/slack/%00/events", data=b"{}")
            for name in ("ecosire_support", "nonsense")
        )
        self.assertEqual(broken.status_code, unknown.status_code)

    def way(self):
        return f"/ecosire_support/slack/{self.target.hook}/events"

    def plain(self, answer):
        """The page without what differs from one request to the next."""
        lines = answer.text.replace(answer.request.path_url, "").splitlines()
        return [line for line in lines if "csrf" not in line]

    @mute_logger(*QUIET)
    def test_a_body_that_was_changed_on_the_way_is_refused(self):
        stamp, signature = sign_slack(SECRET, self.event(text="Yes"), datetime.now(UTC))
        headers = {
            "Content-Type": "application/json",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature,
        }
        answer = self.url_open(self.way(), data=self.event(text="No"), headers=headers)
        self.assertEqual(answer.status_code, 404)

    @mute_logger(*QUIET)
    def test_no_slack_no_page(self):
        body = self.event()
        self.target.action_pause()
        self.assertEqual(self.ask("events", body).status_code, 404)
        self.target.action_resume()
        self.contract._open_term(
            self.env.ref("ecosire_support.plan_included"), datetime(2026, 6, 1)
        )
        self.assertEqual(self.ask("events", body).status_code, 404)

    @mute_logger(*QUIET)
    def test_an_engineer_who_is_logged_in_finds_no_page_either(self):
        self.engineer.user_id.password = "amina-amina-1"
        self.authenticate(self.engineer.user_id.login, "amina-amina-1")
        self.assertEqual(self.ask("events", self.event()).status_code, 404)

    def test_slack_is_answered_in_time(self):
        self.say(ENGINEER, "warm")
        began = datetime.now(UTC)
        self.say(ENGINEER, "measured")
        self.assertLess(datetime.now(UTC) - began, timedelta(seconds=3))
