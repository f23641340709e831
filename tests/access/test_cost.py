"""What the access log and the checks at the door cost a page: next to nothing."""

import time

from odoo.tests import tagged

from ..common import SupportCase
from ..portal.case import PortalCase
from .test_log import LOG, LogCase

TIMES = 50


@tagged("post_install", "-at_install")
class TestCost(LogCase, SupportCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.make_ticket()
        self.user = self.engineer.user_id
        self.log = self.env[LOG].with_user(self.user)
        self.log._note_opening(self.ticket)  # what is read once is read
        self.log._note("take", self.ticket)

    def test_an_action_is_one_insert(self):
        with self.assertQueryCount(1):
            self.log._note("take", self.ticket)
            self.log.flush_model()

    def test_an_opening_is_one_look_and_one_insert(self):
        with self.assertQueryCount(1):
            self.log._note_opening(self.ticket)
            self.log.flush_model()
        other = self.make_ticket()
        self.env.flush_all()
        with self.assertQueryCount(2):
            self.log._note_opening(other)
            self.log.flush_model()

    def test_who_comes_in_is_checked_without_a_query_and_with_one_for_the_second_factor(self):
        def check():
            self.user._ecosire_support_entry_problem({}, "127.0.0.1")

        check()
        with self.assertQueryCount(0):
            check()
        self.env["ir.config_parameter"].set_param("ecosire_support.second_factor", "on")
        check()
        self.env.invalidate_all()
        self.assertTrue(self.user.name)  # read before, as the request itself has read it
        with self.assertQueryCount(1):
            check()

    def test_how_long_it_takes(self):
        start = time.perf_counter()
        for _time in range(TIMES):
            self.log._note("take", self.ticket)
        self.log.flush_model()
        milliseconds = (time.perf_counter() - start) / TIMES * 1000
        self.assertLess(milliseconds, 20, "an entry of the log")


@tagged("post_install", "-at_install")
class TestCostOverHttp(LogCase, PortalCase):
    def test_the_clients_pages_get_no_query_more(self):
        self.come_as(self.clerk)
        self.url_open("/my")
        users = type(self.env["res.users"])
        asked = []
        self.patch(
            users, "_ecosire_support_entry_problem", lambda *args: asked.append(args) and None
        )
        self.url_open("/my")
        self.assertFalse(asked)
