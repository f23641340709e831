"""One engineer has one address, and its allowance is one, whatever happens at the same instant."""

from odoo.tests import tagged

from .actions import ENGINEER
from .case import ConcurrencyCase


@tagged("post_install", "-at_install")
class TestFeedTogether(ConcurrencyCase):
    def setUp(self):
        super().setUp()
        self.db.run("allow_feeds")

    def test_two_clicks_at_one_instant_leave_one_address(self):
        answers = self.db.run_together(*[("make_feed", {"login": ENGINEER})] * 3)
        tokens = [answer["result"] for answer in answers]
        self.assertEqual(len(set(tokens)), 3)
        live = [token for token in tokens if self.db.run("live_feed", token=token)]
        self.assertEqual(len(live), 1)
        rows = "SELECT count(*) FROM ecosire_support_feed WHERE ended_at IS NULL"
        self.assertEqual(self.db.value(rows), 1)
        self.report("three clicks made one address", answers)

    def test_the_allowance_is_one_for_all_who_ask(self):
        token = self.db.run("make_feed", login=ENGINEER)
        jobs = [("fetch_feed", {"token": token, "times": 20})] * 3
        answers = self.db.run_together(*jobs)
        # 60 within some seconds: 30 at most, or twice that if they lay on both sides of a minute
        self.assertIn(sum(answer["result"] for answer in answers), (30, 60))
        self.report("sixty fetches met one allowance", answers)
