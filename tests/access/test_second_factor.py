"""A second factor is demanded of engineers, unless the client's administrator turns that off."""

import base64
import json
import re
import time

from lxml import html

from odoo.exceptions import AccessDenied
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from odoo.addons.auth_totp.models.totp import hotp

from ..portal.case import HOME, PortalCase
from .test_log import LogCase

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"
DEMAND = "ecosire_support.second_factor"
FORM = "/second-factor"
PAGE = HOME + FORM


@tagged("post_install", "-at_install")
class TestSecondFactor(LogCase, PortalCase):
    second_factor = "on"

    def setUp(self):
        super().setUp()
        self.ticket = self.make_ticket()
        self.user = self.engineer.user_id
        self.user.password = self.user.login
        self.come_as(self.engineer)

    def switch(self, value):
        self.env["ir.config_parameter"].set_param(DEMAND, value)

    def form_page(self):
        return self.page(FORM)

    def fill_in(self, act, **typed):
        return self.post(FORM, act=act, **typed)

    def key(self):
        """Go on to where the picture is, and read the key below it."""
        self.fill_in("confirm", password=self.user.login)
        return self.form_page().xpath("string(//code)").replace(" ", "")

    def code(self, key, ago=0):
        return f"{hotp(base64.b32decode(key), int(time.time() / 30) - ago):06d}"

    def is_open(self):
        response = self.url_open(HOME, allow_redirects=False)
        return response.status_code == 200

    def test_without_one_only_the_page_where_it_is_set_up(self):
        for path in (HOME, f"{HOME}/ticket/{self.ticket.number}", "/my", "/my/security", "/odoo"):
            with self.subTest(path):
                response = self.url_open(path)
                self.assertTrue(response.url.endswith(PAGE), response.url)
                self.assertIn("Set up a second factor first", response.text)
                self.assertNotIn(self.ticket.name, response.text)

    def test_calls_are_refused_in_words(self):
        body = {"jsonrpc": "2.0", "method": "call", "params": {}}
        response = self.url_open("/web/session/get_session_info", json=body)
        self.assertIn("Set up a second factor first", response.json()["error"]["data"]["message"])

    def test_set_up_and_all_is_open(self):
        key = self.key()
        response = self.fill_in("set_up", code=self.code(key))
        self.assertIn("The second factor is set up", response.text)
        self.assertTrue(self.user.totp_enabled)
        self.assertTrue(self.is_open())
        self.assertEqual(self.rows("second_factor").detail, "set up")

    def test_wrong_password_and_wrong_code_say_so(self):
        response = self.fill_in("confirm", password="wrong")
        self.assertEqual(response.status_code, 422)
        self.assertIn("not your password", response.text)
        key = self.key()
        wrong = f"{(int(self.code(key)) + 1) % 1_000_000:06d}"
        for code, words in ((wrong, "6-digit code"), ("no code", "only contain numbers")):
            response = self.fill_in("set_up", code=code)
            self.assertIn(words, html.fromstring(response.text).xpath("string(//main)"))
            self.assertFalse(self.user.totp_enabled)
            self.assertFalse(self.is_open())

    def test_nobody_sets_it_up_without_the_password(self):
        page = self.form_page()
        self.assertFalse(page.xpath("//code"))
        response = self.fill_in("set_up", code="123456")
        self.assertIn("password once more", response.text)

    def test_switched_off_by_the_administrator_the_password_is_enough(self):
        self.assertFalse(self.is_open())
        self.switch("off")
        self.assertTrue(self.is_open())

    def test_an_open_session_meets_the_demand_at_its_next_request(self):
        self.switch("off")
        self.assertTrue(self.is_open())
        self.switch("on")
        self.assertFalse(self.is_open())

    def test_the_clients_people_are_not_concerned(self):
        for person, path in ((self.clerk, "/odoo"), (self.customer, "/my")):
            self.come_as(person)
            response = self.url_open(path)
            self.assertNotIn(PAGE, response.url)

    def test_a_passkey_is_offered_after_the_password_and_nonsense_is_none(self):
        if "auth.passkey.key" not in self.env:
            self.assertFalse(self.form_page().xpath("//*[@data-passkey]"))
            return
        self.assertFalse(self.form_page().xpath("//*[@data-passkey]"))
        self.fill_in("confirm", password=self.user.login)
        [offer] = self.form_page().xpath("//*[@data-passkey]/@data-passkey")
        self.assertIn("challenge", json.loads(offer))
        for answer in ("", "nonsense", "{}", "[]", '{"id": "x", "response": {}}'):
            with self.subTest(answer):
                response = self.fill_in("add_passkey", registration=answer)
                self.assertEqual(response.status_code, 422)
                self.assertIn("passkey could not be read", response.text)
        self.assertFalse(self.is_open())

    def test_begin_anew_forgets_the_old_codes(self):
        self.fill_in("set_up", code=self.code(self.key()))
        response = self.fill_in("begin_anew", password=self.user.login)
        self.assertIn("The old codes count no more", response.text)
        self.assertFalse(self.user.totp_enabled)
        self.assertFalse(self.is_open())


@tagged("post_install", "-at_install")
class TestComingIn(LogCase, PortalCase):
    second_factor = "on"

    def setUp(self):
        super().setUp()
        self.user = self.engineer.user_id
        self.user.password = self.user.login
        self.key = base64.b32encode(b"x" * 20).decode()
        self.user.totp_secret = self.key

    def code(self):
        return f"{hotp(base64.b32decode(self.key), int(time.time() / 30)):06d}"

    def post(self, path, **typed):
        page = self.url_open(path).text
        token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page).group(1)
        headers = {"User-Agent": FIREFOX}
        return self.url_open(path, data={"csrf_token": token, **typed}, headers=headers)

    def log_in(self, password=None):
        return self.post("/web/login", login=self.user.login, password=password or self.user.login)

    def told(self):
        return [(row.what, row.outcome) for row in self.rows()]

    def test_password_then_code_is_one_login(self):
        self.log_in()
        self.assertFalse(self.told())
        response = self.post("/web/login/totp", totp_token=self.code())
        self.assertTrue(response.url.endswith(HOME), response.url)
        self.assertEqual(self.told(), [("login", "done")])
        self.url_open(HOME)
        self.assertEqual(self.told(), [("login", "done")])
        self.url_open("/web/session/logout")
        self.assertEqual(self.told(), [("login", "done"), ("logout", "done")])
        self.assertEqual(self.rows("login").door, "login")
        self.assertEqual(self.rows("login").browser, "Firefox 131 on Linux")

    @mute_logger("odoo.addons.auth_totp.models.res_users", "odoo.addons.base.models.res_users")
    def test_what_fails_is_told(self):
        self.log_in("wrong")
        self.log_in()
        self.post("/web/login/totp", totp_token="000000")
        self.assertEqual(self.told(), [("password", "refused"), ("second_factor", "refused")])

    def test_a_remembered_browser_is_noted_too(self):
        self.log_in()
        self.post("/web/login/totp", totp_token=self.code(), remember="1")
        self.url_open("/web/session/logout")
        response = self.log_in()
        self.assertTrue(response.url.endswith(HOME), response.url)
        self.assertEqual(self.rows("login").mapped("outcome"), ["done", "done"])


@tagged("post_install", "-at_install")
class TestPasskeySession(TransactionCase):
    def test_a_passkey_counts_for_the_session_that_it_opened(self):
        user = self.env["res.users"].create({"name": "Amina", "login": "amina-with-a-key"})
        self.assertFalse(user._ecosire_support_shown_factor({}))
        opened = {"ecosire_support_passkey": user.id}
        self.assertTrue(user._ecosire_support_shown_factor(opened))
        self.assertFalse(self.env.user._ecosire_support_shown_factor(opened))

    def test_a_failed_check_stays_failed(self):
        user = self.env["res.users"].create({"name": "Amina", "login": "amina-without"})
        with self.assertRaises(AccessDenied):
            user._check_credentials({"type": "unknown"}, {"interactive": True})
