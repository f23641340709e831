"""A file from an address: by the same narrow way as everything that this server calls."""

import time
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from odoo.addons.ecosire_support.core.safe_address import Endpoint
from odoo.addons.ecosire_support.models.outbox import wire
from odoo.addons.ecosire_support.models.work import fetched

from ..outbox.receiver import mute_server, serving


@tagged("post_install", "-at_install")
class TestFetched(TransactionCase):
    def get(self, port, path="/replies.json", **given):
        given = {"seconds": 3, "largest": 1000, **given}
        return wire.get(Endpoint("localhost", port, path), {"Accept": "x"}, True, **given)

    def refusal(self, port, **given):
        with self.assertRaises(wire.NotReached) as caught:
            self.get(port, **given)
        return caught.exception.outcome

    def fetch(self, url, answer=None, error=None):
        with patch.object(wire, "get", side_effect=error, return_value=answer) as get:
            try:
                return fetched.fetch(self.env, url, "text/csv")
            finally:
                self.called = get.call_count

    # -- the wire

    def test_a_file_is_fetched_whole(self):
        with serving() as server:
            server.answer(200, b"a,b\n")
            self.assertEqual(self.get(server.server_port).body, b"a,b\n")
        (request,) = server.requests
        self.assertEqual((request["path"], request["body"]), ("/replies.json", b""))
        self.assertEqual(request["headers"]["accept"], "x")
        self.assertNotIn("content-type", request["headers"])

    def test_of_one_that_is_too_large_nothing_is_kept(self):
        with serving() as server:
            for size, fits in ((1000, True), (1001, False), (50_000, False)):
                server.answer(200, b"x" * size)
                if fits:
                    self.assertEqual(len(self.get(server.server_port).body), size)
                else:
                    self.assertIn("larger than", self.refusal(server.server_port).words)

    def test_one_that_breaks_off_is_none(self):
        with serving() as server:
            server.answer(200, b"x" * 10, {"Content-Length": "500", "Connection": "close"})
            self.assertTrue(self.refusal(server.server_port, seconds=1).words)

    def test_slowness_of_every_kind_is_cut_off(self):
        with serving() as server, mute_server() as mute:
            server.answer(200, b"x" * 900, drip=0.1)
            for port in (server.server_port, mute):
                began = time.monotonic()
                self.assertIn("did not answer", self.refusal(port, seconds=1).words)
                self.assertLess(time.monotonic() - began, 2.5)

    def test_an_answer_that_leads_elsewhere_is_not_followed(self):
        with serving() as server:
            server.answer(302, b"", {"Location": f"{server.url}/elsewhere"})
            self.assertEqual(self.get(server.server_port).status, 302)
        self.assertEqual(len(server.requests), 1)

    # -- what an engineer may ask for

    def test_addresses_that_are_never_called(self):
        for url in (
            "http://example.com/a.json",
            "https://localhost/a.json",
            "https://127.0.0.1/a.json",
            "https://169.254.169.254/latest/meta-data",
            "https://10.0.0.5/a.json",
            "https://user:secret@example.com/a.json",
            "https://example.com:8443/a.json",
            "https://example.com:22/",
            "file:///etc/passwd",
            "",
            "x" * 3000,
        ):
            with self.subTest(url[:60]), self.assertRaises(UserError) as caught:
                self.fetch(url)
            self.assertFalse(self.called, url)
            self.assertNotIn("secret", str(caught.exception))

    def test_a_name_that_leads_into_the_own_net_is_not_called(self):
        found = [(0, 0, 0, "", ("192.168.1.1", 443))]
        with (
            patch("socket.getaddrinfo", lambda *_a, **_k: found),
            patch("socket.create_connection", side_effect=AssertionError("called")),
            self.assertRaisesRegex(UserError, "private net"),
        ):
            fetched.fetch(self.env, "https://inner.example/a.ics", "text/calendar")

    def test_answers_that_are_no_file(self):
        for status, words in ((301, "leads on"), (307, "leads on"), (404, "404"), (500, "500")):
            answer = wire.Answer(status, {}, b"Zanzibar-4711")
            with self.assertRaisesRegex(UserError, words) as caught:
                self.fetch("https://example.com/a.json", answer)
            self.assertNotIn("Zanzibar", str(caught.exception), "what was said is not repeated")

    def test_a_good_one(self):
        answer = wire.Answer(200, {}, b"a")
        self.assertEqual(self.fetch(" https://example.com/a.json ", answer), b"a")
        self.assertEqual(self.called, 1)
        noted = self.env["ecosire.support.access.log"].search([("what", "=", "fetch")], limit=1)
        self.assertEqual(noted.detail, "https://example.com")
