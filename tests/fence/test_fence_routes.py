"""Every route of the server, called over HTTP as an engineer and as those who are not fenced in."""

import logging
import threading
import xmlrpc.client
from unittest.mock import patch

from odoo.http import Response
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_http import IrHttp as BaseIrHttp
from odoo.addons.ecosire_support.models.fence.ir_http import IrHttp

from . import expected_rights as rights
from .people import SECRET, FenceMixin

_logger = logging.getLogger(__name__)
LANDINGS = {"/", "/odoo", "/web"}  # an engineer is led to his queue from there
QUIET = ("odoo.http", "odoo.addons.base.models.ir_http", "werkzeug", "odoo.addons.bus")
PASSWORD = "amina-amina-1"


class RouteCase(FenceMixin, HttpCase):
    def setUp(self):
        super().setUp()
        self.users[rights.ENGINEER].password = PASSWORD
        threading.current_thread().dbname = self.env.cr.dbname

    def log_in(self, role):
        user = self.users[role]
        self.authenticate(user.login, PASSWORD if role == rights.ENGINEER else user.login)

    def routes(self):
        """``(rule, path, method)`` of the routing map, the path's blanks filled in."""
        for rule in self.env["ir.http"].routing_map().iter_rules():
            parts = ("1" if blank else text for blank, text in rule._trace)
            path = "".join(parts).lstrip("|") or "/"
            methods = rule.methods or {"GET", "POST"}
            kind = rule.endpoint.routing["type"]
            yield rule, path, "GET" if kind == "http" and "GET" in methods else "POST"

    def ask(self, rule, path, method):
        given = {"allow_redirects": False, "timeout": 30}
        if rule.endpoint.routing["type"] != "http":
            return self.url_open(path, json={"params": {}}, **given)
        return self.url_open(path, data={} if method == "POST" else None, method=method, **given)


def is_not_found(response):
    """404, also in the form in which JSON-RPC says so."""
    if response.status_code == 404:
        return True
    if "json" not in response.headers.get("Content-Type", ""):
        return False
    answer = response.json()
    return isinstance(answer, dict) and answer.get("error", {}).get("code") == 404


@tagged("post_install", "-at_install", "among_apps")
class TestFenceRoutes(RouteCase):
    @mute_logger(*QUIET)
    def test_for_an_engineer_no_other_route_exists(self):
        self.log_in(rights.ENGINEER)
        opened, tried, reachable = [], 0, set()
        with patch.object(BaseIrHttp, "_dispatch", self.reached):
            for rule, path, method in self.routes():
                tried += 1
                response = self.ask(rule, path, method)
                if response.status_code == 301:  # only another spelling of the path
                    response = self.url_open(response.headers["Location"], allow_redirects=False)
                if rule.rule in LANDINGS and response.status_code == 303:
                    self.assertTrue(response.headers["Location"].endswith("/my/support"))
                elif response.status_code == 299:
                    reachable.add(rule.rule)
                elif rule.rule in rights.ROUTES:
                    reachable.add(rule.rule)
                elif not is_not_found(response) and not self.is_keyed(rule, response):
                    opened.append(f"{rule.rule}: {response.status_code} {response.text[:80]}")
        self.assertFalse(opened)
        self.assertEqual(sorted(reachable - rights.ROUTES), [])
        _logger.info("fence: %s routes tried as an engineer, 0 open but %s", tried, len(reachable))

    @classmethod
    def reached(cls, endpoint):
        """In place of the endpoint: nothing is done, and seen is that it would have been called."""
        return Response("reached", status=299)

    def is_keyed(self, rule, response):
        """Refused before the fence is asked: these want a key or token in place of a session."""
        auth = rule.endpoint.routing["auth"]
        return auth not in ("user", "public", "none") and response.status_code in (400, 401, 403)

    @mute_logger(*QUIET)
    def test_for_everybody_else_all_is_as_without_the_fence(self):
        for role in (rights.CUSTOMER, rights.USER):
            self.log_in(role)
            with patch.object(BaseIrHttp, "_dispatch", self.reached):
                fenced = self.statuses()
                with patch.object(
                    IrHttp, "_ecosire_support_is_fenced", classmethod(lambda cls: False)
                ):
                    self.assertEqual(self.statuses(), fenced)
            _logger.info("fence: %s routes are the same for a %s", len(fenced), role)

    def statuses(self):
        return {
            (rule.rule, method): self.ask(rule, path, method).status_code
            for rule, path, method in self.routes()
            if not rule.rule.startswith("/my/support")
        }

    @mute_logger(*QUIET)
    def test_the_engineers_pages_exist_for_nobody_else(self):
        for role in (rights.CUSTOMER, rights.USER, rights.MANAGER, rights.ADMIN, rights.STRANGER):
            self.log_in(role)
            number = self.own["ecosire.support.ticket"].number
            for path in ("/my/support", f"/my/support/ticket/{number}"):
                with self.subTest(f"{role} {path}"):
                    found = self.url_open(path, allow_redirects=False)
                    unknown = self.url_open(f"/my/nonsense{path}", allow_redirects=False)
                    self.assertEqual(found.status_code, unknown.status_code)

    @mute_logger(*QUIET)
    def test_the_portal_tells_a_customer_nothing(self):
        self.log_in(rights.CUSTOMER)
        for path in ("/my", "/my/home", "/my/account"):
            page = self.url_open(path)
            self.assertEqual(page.status_code, 200)
            self.assertNotIn("ecosire", page.text.lower().replace("ecosire_support.assets", ""))

    @mute_logger(*QUIET)
    def test_a_foreign_ticket_is_as_absent_as_one_that_never_was(self):
        self.log_in(rights.ENGINEER)
        foreign = self.foreign["ecosire.support.ticket"].number
        answers = [
            self.url_open(f"/my/support/ticket/{number}{tail}", allow_redirects=False)
            for tail in ("", "/file/x/y")
            for number in (foreign, "NONE-1")
        ]
        self.assertEqual({answer.status_code for answer in answers}, {404})
        for answer in answers:
            self.assertNotIn(SECRET, answer.text)

    @mute_logger(*QUIET)
    def test_files_and_fallbacks_do_not_exist(self):
        attachment = self.env["ir.attachment"].create(
            {
                "name": "page",
                "url": "/some/page",
                "type": "binary",
                "raw": b"x",
                "public": True,
                "mimetype": "text/plain",
            }
        )
        paths = (
            "/some/page",
            "/no/such/page",
            f"/web/content/{attachment.id}",
            f"/web/image/{attachment.id}",
            "/web/image/res.users/1/avatar_128",
            f"/web/image/res.partner/{self.clerk.partner_id.id}/image_1920",
            "/web/static/../content/1",
            "//web/content/1",
            "/my/../web/content/1",
            "/my/support/../../web/content/1",
        )
        self.log_in(rights.ENGINEER)
        for path in paths:
            with self.subTest(path):
                self.assertNotEqual(self.url_open(path, allow_redirects=False).status_code, 200)
        self.log_in(rights.CUSTOMER)
        self.assertEqual(self.url_open("/some/page").text, "x")

    @mute_logger(*QUIET)
    def test_pages_and_redirects_of_a_website_do_not_exist(self):
        """Odoo's website looks for them where no route was found, after everybody else."""
        if "website.page" not in self.env:
            return  # among the apps it is
        page = {"url": "/a-page", "name": "A page", "type": "qweb", "is_published": True}
        arch = f"<t name='A page' t-name='a.page'><p>{SECRET}</p></t>"
        self.env["website.page"].create({**page, "arch": arch, "key": "a.page"})
        redirect = {"name": "moved", "redirect_type": "301", "url_from": "/moved"}
        self.env["website.rewrite"].create({**redirect, "url_to": "/a-page"})
        for role, codes in ((rights.ENGINEER, (404, 404)), (rights.CUSTOMER, (200, 301))):
            self.log_in(role)
            for path, code in zip(("/a-page", "/moved"), codes, strict=True):
                with self.subTest(f"{role} {path}"):
                    self.assertEqual(self.url_open(path, allow_redirects=False).status_code, code)


@tagged("post_install", "-at_install", "among_apps")
class TestFenceRpc(RouteCase):
    @mute_logger(*QUIET)
    def test_the_session_opens_no_rpc_but_the_desks(self):
        self.log_in(rights.ENGINEER)
        call = {
            "params": {
                "model": "ecosire.support.ticket",
                "method": "search_read",
                "args": [[]],
                "kwargs": {},
            }
        }
        for path in (
            "/web/action/load",
            "/web/action/run",
            "/web/export/get_fields",
            "/web/view/edit_custom",
            "/mail/data",
            "/mail/message/post",
            "/mail/chatter_fetch",
            "/json/2/ecosire.support.ticket/search_read",
        ):
            with self.subTest(path):
                response = self.url_open(path, json=call)
                self.assertTrue(is_not_found(response) or response.status_code == 401)
                self.assertNotIn('"result"', response.text)

    @mute_logger(*QUIET)
    def test_the_password_opens_no_rpc(self):
        user = self.users[rights.ENGINEER]
        database = self.env.cr.dbname
        arguments = (database, user.id, PASSWORD, "res.users", "read", [user.id], ["name"])
        with self.assertRaises(xmlrpc.client.Fault):
            self.xmlrpc_object.execute(*arguments)
        answer = self.url_open(
            "/jsonrpc",
            json={"params": {"service": "object", "method": "execute", "args": arguments}},
        ).json()
        self.assertIn("error", answer)
        # the same, by the customer's own portal user, is Odoo's business as ever
        customer = new_test_user(self.env, "rpc_customer", groups="base.group_portal")
        found = self.xmlrpc_object.execute(
            database, customer.id, "rpc_customer", "res.users", "read", [customer.id], ["name"]
        )
        self.assertEqual(found[0]["id"], customer.id)

    @mute_logger(*QUIET)
    def test_a_key_made_before_opens_nothing(self):
        user = self.users[rights.CUSTOMER]
        self.env["ir.config_parameter"].sudo().set_param("portal.allow_api_keys", "True")
        key = (
            self.env["res.users.apikeys"]
            .with_user(user)
            .sudo()
            ._generate("rpc", "old key", "2099-01-01")
        )
        self.assertEqual(
            self.env["res.users.apikeys"]._check_credentials(scope="rpc", key=key), user.id
        )
        user.group_ids += self.env.ref("ecosire_support.group_engineer")
        self.assertFalse(self.env["res.users.apikeys"]._check_credentials(scope="rpc", key=key))

    @mute_logger(*QUIET)
    def test_the_bus_brings_an_engineer_nobody_elses_news(self):
        self.log_in(rights.ENGINEER)
        colleague = self.clerk.partner_id
        bus = self.env["bus.bus"]
        bus.sudo().search([]).unlink()
        targets = [
            colleague,
            self.lead.user_id.partner_id,
            self.env.ref("base.group_user"),
            self.env.ref("base.group_system"),
            self.own["ecosire.support.ticket"],
            self.foreign["ecosire.support.ticket"],
            (colleague, "presence"),
        ]
        for target in targets:
            bus._sendone(target, "secret", {"text": SECRET})
        self.env.cr.precommit.run()
        asked = [f"odoo-presence-res.partner_{colleague.id}", f"res.partner_{colleague.id}"]
        asked += [f"ecosire.support.ticket_{self.own['ecosire.support.ticket'].id}"]
        answer = self.url_open(
            "/websocket/peek_notifications",
            json={"params": {"channels": asked, "last": 0, "is_first_poll": True}},
        )
        self.assertNotIn(SECRET, answer.text)
        # he hears his own channel and that of a ticket he sees, whatever else he asks for
        result = answer.json()["result"]
        self.assertEqual(
            [channel[1:] for channel in result["channels"]],
            [["ecosire.support.engineer", self.engineer.id]],
        )
        self.assertEqual(result["notifications"], [])
