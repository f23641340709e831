"""The one way anything leaves by: over real sockets, against receivers that mean well or ill."""

import os
import socket
import time
from unittest.mock import patch

from odoo.tests import BaseCase, tagged

from odoo.addons.ecosire_support.core.safe_address import Endpoint
from odoo.addons.ecosire_support.models.outbox import wire

from .receiver import TRUSTED, Receiver, mute_server, serving


def endpoint(port, host="localhost", target="/hook"):
    return Endpoint(host, port, target)


@tagged("post_install", "-at_install")
class TestWire(BaseCase):
    def refusal(self, where, **given):
        """What becomes of a call that gets no answer."""
        given = {"allow_private": True, "seconds": 3, **given}
        with self.assertRaises(wire.NotReached) as caught:
            wire.post(where, b"{}", {}, **given)
        return caught.exception.outcome

    def test_a_message_arrives_with_name_and_certificate_checked(self):
        with serving() as server:
            server.answer(201, b"made", {"Retry-After": "7"})
            answer = wire.post(
                endpoint(server.server_port, target="/a?b=1"), b'{"a":1}', {"X-Key": "k"}, True
            )
        self.assertEqual((answer.status, answer.body), (201, b"made"))
        self.assertEqual(answer.headers["retry-after"], "7")
        (request,) = server.requests
        self.assertEqual(request["path"], "/a?b=1")
        self.assertEqual(request["body"], b'{"a":1}')
        self.assertEqual(request["headers"]["host"], f"localhost:{server.server_port}")
        self.assertEqual(request["headers"]["x-key"], "k")
        self.assertEqual(server.names, ["localhost"])

    def test_a_certificate_for_another_name_is_refused(self):
        with serving(Receiver, "elsewhere.example") as server:
            outcome = self.refusal(endpoint(server.server_port))
        self.assertEqual(outcome.fault, "target")
        self.assertIn("certificate", outcome.words)
        self.assertFalse(server.requests)

    def test_a_certificate_that_nobody_vouches_for_is_refused(self):
        with serving() as server:
            with patch.dict(os.environ):
                del os.environ[TRUSTED]
                outcome = self.refusal(endpoint(server.server_port))
        self.assertEqual(outcome.fault, "target")
        self.assertFalse(server.requests)

    def test_a_private_number_is_not_called_unless_it_is_allowed(self):
        with serving() as server:
            for host in ("localhost", "127.0.0.1"):
                outcome = self.refusal(endpoint(server.server_port, host), allow_private=False)
                self.assertEqual(outcome.fault, "target")
        self.assertFalse(server.names + server.requests)

    def test_a_name_is_looked_up_once_and_the_number_that_was_judged_is_called(self):
        """A name whose owner hands out a good number first and a bad one next gains nothing."""
        numbers = iter(["93.184.216.34", "127.0.0.1"])
        called = []

        def look_up(_host, port, **_given):
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(numbers), port))]

        def connect(address, _timeout):
            called.append(address)
            raise ConnectionRefusedError

        with (
            patch.object(socket, "getaddrinfo", look_up),
            patch.object(socket, "create_connection", connect),
        ):
            outcome = self.refusal(endpoint(443, "rebind.example"), allow_private=False)
        self.assertEqual(called, [("93.184.216.34", 443)])
        self.assertEqual(next(numbers), "127.0.0.1")
        self.assertEqual(outcome.fault, "again")

    def test_a_name_that_leads_to_ourselves_is_not_called(self):
        """localhost.example → 127.0.0.1, ::1, an IPv4 in IPv6's clothes, the cloud's own service."""
        for number in ("127.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254", "fe80::1%eth0"):
            found = [(0, 0, 0, "", (number, 443)), (0, 0, 0, "", ("93.184.216.34", 443))]
            with (
                self.subTest(number),
                patch.object(socket, "getaddrinfo", lambda *_a, found=found, **_k: found),
                patch.object(socket, "create_connection", side_effect=AssertionError("called")),
            ):
                outcome = self.refusal(endpoint(443, "inner.example"), allow_private=False)
                self.assertEqual(outcome.fault, "target")

    def test_a_redirect_is_an_answer_and_nothing_more(self):
        with serving() as server:
            server.answer(307, b"", {"Location": f"{server.url}/elsewhere"})
            answer = wire.post(endpoint(server.server_port), b"{}", {}, True)
        self.assertEqual(answer.status, 307)
        self.assertEqual(len(server.requests), 1)

    def test_slowness_of_every_kind_is_cut_off(self):
        """No answer, and a server that never shakes hands."""
        with serving() as server, mute_server() as mute:
            server.answer(wait=5)
            self.was_cut(server.server_port)
            self.was_cut(mute)

    def test_an_answer_byte_by_byte_is_read_no_longer_than_the_time_there_is(self):
        """Its status was said in time, so the message has arrived."""
        with serving() as server:
            server.answer(200, b"x" * 200, drip=0.1)
            began = time.monotonic()
            answer = wire.post(endpoint(server.server_port), b"{}", {}, True, seconds=1)
        self.assertLess(time.monotonic() - began, 2.5)
        self.assertEqual(answer.status, 200)
        self.assertLess(len(answer.body), 200)

    def was_cut(self, port):
        began = time.monotonic()
        outcome = self.refusal(endpoint(port), seconds=1)
        self.assertLess(time.monotonic() - began, 2.5)
        self.assertEqual(outcome.fault, "again")
        self.assertIn("did not answer", outcome.words)

    def test_a_look_up_without_end_is_cut_off(self):
        with patch.object(socket, "getaddrinfo", lambda *_a, **_k: time.sleep(4)):
            began = time.monotonic()
            outcome = self.refusal(endpoint(443, "slow.example"), seconds=0.5)
        self.assertLess(time.monotonic() - began, 2)
        self.assertEqual(outcome.fault, "again")

    def test_a_name_that_leads_nowhere_is_tried_again(self):
        with patch.object(socket, "getaddrinfo", side_effect=socket.gaierror(-2, "unknown")):
            self.assertEqual(self.refusal(endpoint(443, "gone.example")).fault, "again")

    def test_of_an_answer_without_end_only_the_beginning_is_read(self):
        with serving() as server:
            server.answer(200, b"x" * (4 * wire.LARGEST_ANSWER))
            answer = wire.post(endpoint(server.server_port), b"{}", {}, True)
        self.assertEqual(len(answer.body), wire.LARGEST_ANSWER)

    def test_a_message_that_is_too_large_is_not_sent(self):
        outcome = None
        with self.assertRaises(wire.NotReached) as caught:
            wire.post(endpoint(443), b"x" * (wire.LARGEST_BODY + 1), {})
        outcome = caught.exception.outcome
        self.assertEqual(outcome.fault, "message")

    def test_nobody_there_and_no_web_server_there(self):
        with socket.create_server(("127.0.0.1", 0)) as closed:
            port = closed.getsockname()[1]
        self.assertIn("cannot be reached", self.refusal(endpoint(port)).words)
        with mute_server(b"220 mail.example ESMTP\r\n") as mail:
            self.assertEqual(self.refusal(endpoint(mail)).fault, "again")

    def test_what_went_wrong_is_said_without_the_address(self):
        with mute_server(b"nonsense\r\n\r\n") as port:
            outcome = self.refusal(endpoint(port, target="/T00/B00/secret"))
        self.assertNotIn("secret", repr(outcome))
