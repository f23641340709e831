"""The sender on several servers, and killed: nothing lost, order kept, no second copy unmarked."""

import json
import os
import time

from odoo.tests import tagged

from ..outbox.receiver import TRUSTED, serving
from .case import ConcurrencyCase

COUNT = 60


@tagged("post_install", "-at_install")
class TestOutboxTogether(ConcurrencyCase):
    def setUp(self):
        super().setUp()
        self.server = self.enterContext(serving())
        self.authority = os.environ[TRUSTED]

    def fill(self, targets=2, count=COUNT, **given):
        ids = self.db.run("connect", url=self.server.url, count=targets)
        self.db.run("queue", target_ids=ids, count=count, **given)
        return ids

    def states(self):
        return dict(
            self.db.rows("SELECT state, count(*) FROM ecosire_support_outbox GROUP BY state")
        )

    def arrived(self):
        """By connection the numbers of its messages as they came; a second copy is left out."""
        numbers, seen = {}, set()
        for request in list(self.server.requests):
            delivery = request["headers"]["ecosire-delivery"]
            if delivery not in seen:
                seen.add(delivery)
                said = json.loads(request["body"])
                numbers.setdefault(said["target"], []).append(said["number"])
        return numbers

    def test_two_servers_send_at_once(self):
        ids = self.fill()
        answers = self.db.run_parallel("send", n=2, authority=self.authority)
        self.assertEqual(self.arrived(), {one: list(range(COUNT)) for one in ids})
        self.assertEqual(len(self.server.requests), 2 * COUNT)
        self.assertEqual(self.states(), {"sent": 2 * COUNT})
        self.assertEqual(sum(answer["result"] for answer in answers), 2 * COUNT)
        seconds = max(answer["seconds"] for answer in answers)
        self.report(
            f"two servers sent {2 * COUNT} messages to two connections, "
            f"{2 * COUNT / seconds:.0f} a second",
            answers,
        )

    def test_four_servers_and_one_connection(self):
        """One that has its turn at a time; the others find nothing to do and do not wait."""
        ids = self.fill(targets=1)
        answers = self.db.run_parallel("send", n=4, authority=self.authority)
        self.assertEqual(self.arrived(), {ids[0]: list(range(COUNT))})
        self.assertEqual(len(self.server.requests), COUNT)
        self.assertEqual(self.states(), {"sent": COUNT})
        self.report(f"four servers, one connection, {COUNT} messages", answers)

    def test_killed_in_the_middle(self):
        """At most the one message on its way comes twice, and by its id the receiver knows it."""
        ids = self.fill(targets=1)
        for _request in range(COUNT):
            self.server.answer(wait=0.05)
        job = self.db.start("send", authority=self.authority)
        self.wait_until(lambda: len(self.server.requests) > 10)
        job.kill()
        left = self.states()["waiting"]
        self.assertTrue(0 < left < COUNT, left)
        answers = self.db.run_parallel("send", n=1, authority=self.authority)
        self.assertEqual(self.arrived(), {ids[0]: list(range(COUNT))})
        self.assertLessEqual(len(self.server.requests), COUNT + 1)
        self.assertEqual(self.states(), {"sent": COUNT})
        self.report(f"killed with {left} of {COUNT} left, sent by another", answers)

    def test_killed_between_the_receivers_answer_and_our_note(self):
        """The worst instant: the receiver has it, and nobody here knows."""
        ids = self.fill(targets=1, count=3)
        self.server.answer(wait=1.5)
        job = self.db.start("send", authority=self.authority)
        self.wait_until(lambda: len(self.server.requests) == 1)
        job.kill()
        self.db.run("send", authority=self.authority)
        deliveries = [one["headers"]["ecosire-delivery"] for one in self.server.requests]
        self.assertEqual(len(deliveries), 4)
        self.assertEqual(deliveries[0], deliveries[1])
        self.assertEqual(self.arrived(), {ids[0]: [0, 1, 2]})
        self.assertEqual(self.states(), {"sent": 3})

    def test_what_was_rolled_back_is_never_sent(self):
        self.fill(undo=True)
        self.assertEqual(self.db.run("send", authority=self.authority), 0)
        self.assertFalse(self.server.requests)

    def wait_until(self, condition):
        until = time.monotonic() + 60
        while not condition():
            self.assertLess(time.monotonic(), until, "what was waited for did not happen")
            time.sleep(0.01)
