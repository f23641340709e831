"""The door of the feeds: open to whoever holds a living address, absent for everybody else."""

import logging

from odoo import SUPERUSER_ID, fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...core.feed_token import kept, make_token
from ..common import at
from .case import FEEDS, FeedHttpCase

QUIET = ("odoo.http", "odoo.addons.base.models.ir_http")
NOW = "2026-11-24 10:00"


@tagged("post_install", "-at_install")
class TestFeedDoor(FeedHttpCase):
    def setUp(self):
        super().setUp()
        self.token = self.feeds._make(self.engineer)
        self.come_as(None)

    def test_it_opens_without_a_session_and_in_anybodys_browser(self):
        for person in (None, self.engineer.user_id, self.lead.user_id, self.clerk):
            self.come_as(person)
            with self.subTest(person and person.name):
                answer = self.fetch(self.token)
                self.assertEqual(answer.status_code, 200)
                self.assertEqual(answer.json()["deadlines"][0]["number"], self.ticket.number)
                self.assertEqual(answer.headers["Access-Control-Allow-Origin"], "*")
                self.assertNotIn("Access-Control-Allow-Credentials", answer.headers)
                self.assertNotIn("Set-Cookie", answer.headers)
                self.assertEqual(answer.headers["Cache-Control"], "private, max-age=20")
                self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")

    def test_what_has_not_changed_is_not_sent_again(self):
        for kind in ("json", "ics"):
            with self.subTest(kind):
                first = self.fetch(self.token, kind)
                again = self.fetch(
                    self.token, kind, headers={"If-None-Match": first.headers["ETag"]}
                )
                self.assertEqual((again.status_code, again.content), (304, b""))
                self.assertEqual(again.headers["Access-Control-Allow-Origin"], "*")
                self.make_ticket(name="One more")
                changed = self.fetch(
                    self.token, kind, headers={"If-None-Match": first.headers["ETag"]}
                )
                self.assertEqual(changed.status_code, 200)

    def test_no_language_is_put_into_the_address(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        answer = self.fetch(self.token, headers={"Accept-Language": "fr"})
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.headers["Access-Control-Allow-Origin"], "*")

    @mute_logger(*QUIET)
    def test_wrong_addresses_are_as_unknown_as_any_path(self):
        elsewhere = make_token("0" * 32, "the secret of another database")
        never_made = make_token("0" * 32, self.feeds._secret())
        flipped = ("b" if self.token[0] == "a" else "a") + self.token[1:]
        for person in (None, self.engineer.user_id, self.clerk):
            self.come_as(person)
            for token in (elsewhere, never_made, flipped, self.token.upper(), "x", "1-2"):
                with self.subTest(f"{person and person.name} {token}"):
                    self.assert_as_unknown(self.fetch(token))
        for path in (
            f"{self.token}.xml",
            self.token,
            f"{self.token}.json/",
            f"{self.token}.json.x",
        ):
            with self.subTest(path):
                self.assert_as_unknown(self.url_open(f"{FEEDS}{path}", allow_redirects=False))

    @mute_logger(*QUIET)
    def test_no_method_tells_that_there_is_something(self):
        ways = (
            {"method": "OPTIONS", "headers": {"Origin": "https://elsewhere.example"}},
            {"method": "HEAD"},
            {"method": "PUT"},
            {"data": {"x": "1"}},
            {"json": {"params": {}}},
            {"headers": {"Accept-Language": "fr"}},
        )
        self.env["res.lang"]._activate_lang("fr_FR")
        for way in ways:
            with self.subTest(way):
                wrong = self.fetch("0" * 32, **way)
                unknown = self.url_open("/support/nothing.json", allow_redirects=False, **way)
                self.assertEqual(wrong.status_code, unknown.status_code)
                self.assertEqual(set(wrong.headers), set(unknown.headers))
                self.assertNotIn("Access-Control-Allow-Origin", wrong.headers)
        french = self.url_open(f"/fr/support/feed/{self.token}.json", allow_redirects=False)
        self.assertEqual(french.status_code, 404)

    def assert_dead(self, how):
        for kind in ("json", "ics"):
            with self.subTest(f"{how} {kind}"):
                self.assert_as_unknown(self.fetch(self.token, kind))

    @mute_logger(*QUIET)
    def test_it_ends_at_once_by_the_engineer(self):
        self.feeds._of(self.engineer)._end("Amina")
        self.assert_dead("ended")

    @mute_logger(*QUIET)
    def test_it_ends_at_once_by_a_new_address(self):
        new = self.feeds._make(self.engineer)
        self.assert_dead("renewed")
        self.assertEqual(self.fetch(new).status_code, 200)

    @mute_logger(*QUIET)
    def test_it_ends_at_once_by_the_administrator(self):
        self.feeds.with_user(self.admin).browse().action_end_all()
        self.assert_dead("all ended")

    @mute_logger(*QUIET)
    def test_it_ends_at_once_with_the_switch_and_does_not_come_back(self):
        settings = self.env["res.config.settings"].with_user(self.admin)
        settings.create({"ecosire_support_feeds": False}).execute()
        self.assert_dead("switched off")
        settings.create({"ecosire_support_feeds": True}).execute()
        self.assert_dead("switched on again")
        self.assertEqual(
            self.log("setting").mapped("detail"),
            ["Deadline feeds for engineers: allowed", "Deadline feeds for engineers: not allowed"],
        )

    @mute_logger(*QUIET)
    def test_it_sleeps_while_the_switch_was_turned_elsewhere(self):
        self.allow("False")
        self.assert_dead("parameter")

    @mute_logger(*QUIET)
    def test_it_ends_at_once_with_the_access(self):
        self.engineer._end_access("the administrator")
        self.assert_dead("access ended")
        self.assertFalse(self.feeds._of(self.engineer))

    @mute_logger(*QUIET)
    def test_it_ends_with_the_grant_before_any_job_has_run(self):
        self.engineer.grant_ids.date_to = fields.Datetime.subtract(fields.Datetime.now(), seconds=1)
        self.assertTrue(self.engineer.active)
        self.assert_dead("grant over")

    @mute_logger(*QUIET)
    def test_it_ends_with_the_login(self):
        self.engineer.user_id.active = False
        self.assert_dead("archived")

    @mute_logger(*QUIET)
    def test_whoever_comes_back_gets_a_new_one(self):
        """A former engineer who is invited again does not find his old address open."""
        email = self.engineer.user_id.login
        self.engineer._end_access("the administrator")
        again = self.make_engineer("Amina Khan", email)
        self.assertEqual(again, self.engineer)
        self.assert_dead("invited again")

    def test_only_the_hash_is_kept(self):
        self.env.flush_all()
        self.env.cr.execute("SELECT to_jsonb(f)::text FROM ecosire_support_feed f")
        rows = "".join(row[0] for row in self.env.cr.fetchall())
        self.assertIn(kept(self.token), rows)
        for part in (self.token, *self.token.split("-")):
            self.assertNotIn(part, rows)

    def test_the_log_of_requests_does_not_hold_the_key(self):
        log = logging.getLogger("werkzeug")
        lines = []
        for asked in (f"GET {FEEDS}{self.token}.json?x=1 HTTP/1.1", "GET /web/login HTTP/1.1"):
            args = ("werkzeug", logging.INFO, "server.py", 1, '"%s" %s %s', (asked, 200, "-"), None)
            record = log.makeRecord(*args)
            self.assertTrue(log.filter(record))
            lines.append(record.getMessage())
        self.assertEqual(lines[0], f'"GET {FEEDS}… HTTP/1.1" 200 -')
        self.assertEqual(lines[1], '"GET /web/login HTTP/1.1" 200 -')

    def test_when_and_from_where_it_was_fetched(self):
        with at(NOW):
            self.fetch(self.token)
        feed = self.feeds._of(self.engineer)
        self.assertEqual(fields.Datetime.to_string(feed.fetched_at), f"{NOW}:00")
        self.assertEqual(feed.fetched_from, "127.0.0.1")

    def log(self, what):
        return self.env["ecosire.support.access.log"].search([("what", "=", what)])

    def test_it_stands_in_the_clients_access_log(self):
        """The address made, who fetched it once a day and place, and that it ended."""
        made = self.log("feed_made")
        self.assertEqual(len(made), 1)
        with at(NOW):
            self.fetch(self.token)
            self.fetch(self.token, "ics")
        with at("2026-11-25 10:00"):
            self.fetch(self.token)
        fetched = self.log("feed")
        self.assertEqual(len(fetched), 2)
        self.assertEqual(set(fetched.mapped("person")), {self.engineer.name})
        self.assertEqual(set(fetched.mapped("door")), {"feed"})
        self.assertEqual(set(fetched.mapped("address")), {"127.0.0.1"})
        self.feeds.with_user(self.admin).browse().action_end_all()
        ended = self.log("feed_ended")
        self.assertEqual((ended.person, ended.detail), (self.admin.name, self.engineer.name))

    @mute_logger(*QUIET)
    def test_it_opens_from_the_allowed_networks_only(self):
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("ecosire_support.networks", "203.0.113.0/24")
        self.assert_dead("another network")
        parameters.set_param("ecosire_support.networks", "127.0.0.0/8")
        self.assertEqual(self.fetch(self.token).status_code, 200)

    @mute_logger(*QUIET)
    def test_who_asks_too_often_waits(self):
        with at(NOW) as clock:
            codes = [self.fetch(self.token).status_code for _n in range(31)]
            self.assertEqual(codes, [200] * 30 + [429])
            clock.tick(20)
            refused = self.fetch(self.token, "ics")
            self.assertEqual((refused.status_code, refused.text), (429, ""))
            self.assertEqual(refused.headers["Retry-After"], "40")
            self.assertEqual(refused.headers["Access-Control-Allow-Origin"], "*")
            clock.tick(40)
            self.assertEqual(self.fetch(self.token).status_code, 200)
            # another engineer is not held up by it
            other = self.feeds._make(self.lead)
            self.assertEqual(self.fetch(other).status_code, 200)

    def test_the_secret_signs_feeds_only(self):
        root = self.env(user=SUPERUSER_ID)
        self.assertNotEqual(
            root["ecosire.support.feed"]._secret(), root["ecosire.support.link"]._secret()
        )
