"""Ask for access on the ticket's page, and how far a login for a time opens the server."""

import xmlrpc.client
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..portal.case import HOME, PortalCase
from .test_log import LogCase
from .test_request import REQUESTS


@tagged("post_install", "-at_install")
class TestAskingOverHttp(LogCase, PortalCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.make_ticket()
        self.come_as(self.engineer)

    def until(self, days=1):
        return (fields.Datetime.now() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")

    def test_asked_from_the_ticket_page(self):
        response = self.send(
            self.ticket, "ask_access", kind="staging", reason="To try", until=self.until()
        )
        self.assert_said(response, "The client's administrator is asked")
        request = self.env[REQUESTS].search([("ticket_id", "=", self.ticket.id)])
        self.assertEqual((request.kind, request.reason), ("staging", "To try"))
        self.assertIn(
            "Access that was asked for", self.text_of(self.page(self.ticket_path(self.ticket)))
        )
        self.assertEqual(self.rows("ask_access").ticket_number, self.ticket.number)

    def test_what_waits_or_is_granted_is_not_offered_again(self):
        def offered():
            kinds = self.page(self.ticket_path(self.ticket)).xpath(
                "//select[@name='kind']/option/@value"
            )
            return {kind for kind in kinds if kind}

        everything = {"screen_share", "staging", "login"}
        self.assertEqual(offered(), everything)
        self.send(self.ticket, "ask_access", kind="staging", reason="To try", until=self.until())
        self.assertEqual(offered(), everything - {"staging"})
        request = self.env[REQUESTS].search([("ticket_id", "=", self.ticket.id)])
        request._grant(request.wanted_until, "")
        self.assertEqual(offered(), everything - {"staging"})
        request._end("Daan")
        self.assertEqual(offered(), everything)
        for kind in everything:
            self.send(self.ticket, "ask_access", kind=kind, reason="All", until=self.until())
        page = self.page(self.ticket_path(self.ticket))
        self.assertFalse(page.xpath("//form[contains(@action, 'ask_access')]"))

    def test_what_was_typed_is_kept(self):
        response = self.send(
            self.ticket, "ask_access", kind="staging", reason="To try", until=self.until(-1)
        )
        page = self.assert_problem(response, "must lie in the future")
        self.assertEqual(page.xpath("//select[@name='kind']/option[@selected]/@value"), ["staging"])

    def lend(self):
        """A login for a time that was asked for and granted."""
        self.send(self.ticket, "ask_access", kind="login", reason="See it", until=self.until())
        request = self.env[REQUESTS].search([("ticket_id", "=", self.ticket.id)])
        users = self.env["res.users"]
        user = users._ecosire_support_new_guest("ECOSIRE", "ecosire-guest", "a@ecosire.example")
        user._ecosire_support_begin_guest()
        request._grant(request.wanted_until, "", user)
        return user

    def test_a_login_for_a_time_opens_no_rpc_and_gets_no_key(self):
        """There nobody asks from where it comes, nor whether its time is over; nor is it in the log."""
        keys = self.env["res.users.apikeys"]
        before = new_test_user(self.env, "borrowed", groups="base.group_user")
        later = fields.Datetime.add(fields.Datetime.now(), days=1)
        key = keys.with_user(before).sudo()._generate("rpc", "from before", later)
        self.assertEqual(keys._check_credentials(scope="rpc", key=key), before.id)
        before._ecosire_support_begin_guest()
        self.assertFalse(keys._check_credentials(scope="rpc", key=key))
        user = self.lend()
        user.password = "a-good-one-4711"  # noqa: S105
        call = (self.env.cr.dbname, user.id, "a-good-one-4711", "res.users", "search", [])
        with self.assertRaises(xmlrpc.client.Fault), mute_logger("odoo.http"):
            self.xmlrpc_object.execute(*call)
        with self.assertRaisesRegex(AccessError, "API keys"):
            keys.with_user(user)._generate("rpc", "key", later)

    def test_a_login_for_a_time_stops_with_its_second(self):
        user = self.lend()
        request = self.env[REQUESTS].search([("ticket_id", "=", self.ticket.id)])
        self.come_as(user)
        self.assertEqual(self.url_open("/odoo").status_code, 200)
        rows = self.env["ecosire.support.access.log"].search([("person_key", "=", user.id)])
        self.assertEqual(rows.mapped("what"), ["login"])
        self.assertFalse(user._ecosire_support_guest_problem("127.0.0.1"))
        request.granted_until = fields.Datetime.now()
        self.assertEqual(user._ecosire_support_guest_problem("127.0.0.1"), "over")
        self.assertIn("/web/login", self.url_open("/odoo").url)
        self.assertEqual(self.url_open(HOME, allow_redirects=False).status_code, 404)
