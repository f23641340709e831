"""The list of networks that engineers come from: at login, and at every request."""

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import config, mute_logger

from ..common import SupportCase
from ..portal.case import HOME, PortalCase
from .test_log import LogCase

NETWORKS = "ecosire_support.networks"
ELSEWHERE = "203.0.113.0/24"


@tagged("post_install", "-at_install")
class TestNetworks(LogCase, PortalCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.make_ticket()

    def allow(self, text):
        self.env["ir.config_parameter"].set_param(NETWORKS, text)

    def test_from_outside_each_request_is_refused_in_words(self):
        self.come_as(self.engineer)
        self.assertEqual(self.url_open(HOME).status_code, 200)
        self.allow(ELSEWHERE)
        for path in (HOME, f"{HOME}/ticket/{self.ticket.number}", "/my", f"{HOME}/second-factor"):
            with self.subTest(path):
                response = self.url_open(path)
                self.assertEqual(response.status_code, 403)
                self.assertIn("your address 127.0.0.1 is in none", response.text)
                self.assertNotIn(self.ticket.name, response.text)
        self.assertEqual(self.rows("network").mapped("outcome"), ["refused"] * 4)
        self.allow("127.0.0.1\n::1")
        self.assertEqual(self.url_open(HOME).status_code, 200)

    def test_a_call_gets_the_words_as_an_error(self):
        self.come_as(self.engineer)
        self.allow(ELSEWHERE)
        body = {"jsonrpc": "2.0", "method": "call", "params": {}}
        error = self.url_open("/web/session/get_session_info", json=body).json()["error"]
        self.assertIn("You cannot come in from here", error["data"]["message"])

    def test_going_out_is_always_possible(self):
        self.come_as(self.engineer)
        self.allow(ELSEWHERE)
        response = self.url_open("/web/session/logout?redirect=/web/login")
        self.assertEqual(response.status_code, 200)
        self.assertIn("/web/login", self.url_open("/my").url)

    @mute_logger("odoo.addons.base.models.res_users")
    def test_the_right_password_is_refused_in_words_and_a_wrong_one_tells_nothing(self):
        self.allow(ELSEWHERE)
        user = self.engineer.user_id
        user.password = user.login
        for password, words in (
            (user.login, "You cannot come in from here"),
            ("no", "Wrong login"),
        ):
            page = self.url_open("/web/login").text
            token = page.split('name="csrf_token" value="')[1].split('"')[0]
            typed = {"csrf_token": token, "login": user.login, "password": password}
            with self.subTest(words):
                self.assertIn(words, self.url_open("/web/login", data=typed).text)
        self.assertEqual(self.rows().mapped("what"), ["network", "password"])

    def test_the_clients_people_come_from_everywhere(self):
        self.allow(ELSEWHERE)
        for person in (self.clerk, self.customer):
            self.come_as(person)
            self.assertEqual(self.url_open("/my").status_code, 200)

    def test_behind_a_proxy_the_real_address_counts(self):
        self.patch(config, "options", config.options.new_child({"proxy_mode": True}))
        self.come_as(self.engineer)
        self.allow(ELSEWHERE)
        host = self.base_url().partition("://")[2]
        for address, status in (("203.0.113.9", 200), ("198.51.100.9", 403)):
            headers = {"X-Forwarded-For": address, "X-Forwarded-Host": host}
            with self.subTest(address):
                self.assertEqual(self.url_open(HOME, headers=headers).status_code, status)
        self.assertEqual(self.rows("network").address, "198.51.100.9")

    def test_a_forged_header_is_not_believed_without_a_proxy(self):
        self.come_as(self.engineer)
        self.allow(ELSEWHERE)
        headers = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Host": "127.0.0.1"}
        self.assertEqual(self.url_open(HOME, headers=headers).status_code, 403)

    def test_a_list_that_nobody_can_read_lets_nobody_in(self):
        self.come_as(self.engineer)
        self.allow("nonsense")
        self.assertEqual(self.url_open(HOME).status_code, 403)


@tagged("post_install", "-at_install")
class TestAccessSettings(LogCase, SupportCase):
    def setUp(self):
        super().setUp()
        self.admin = self.make_staff("delta_admin", "base.group_system")
        self.settings = self.env["res.config.settings"].with_user(self.admin)

    def save(self, **values):
        settings = self.settings.create(values)
        settings.execute()
        return settings

    def test_a_list_is_kept_in_its_plain_form(self):
        self.save(ecosire_support_networks="203.0.113.0/24 # Lahore\n198.51.100.7")
        self.assertEqual(
            self.env["ir.config_parameter"].get_param(NETWORKS), "203.0.113.0/24\n198.51.100.7"
        )
        entries = self.env["ecosire.support.access.log"].search([("what", "=", "setting")])
        self.assertIn("203.0.113.0/24, 198.51.100.7", entries[:1].detail)
        self.assertEqual(entries[:1].person, self.admin.name)

    def test_what_is_no_network_is_not_saved(self):
        with self.assertRaisesRegex(ValidationError, r"203\.0\.113\.0/24"):
            self.save(ecosire_support_networks="203.0.113.7/24")
        with self.assertRaisesRegex(ValidationError, "one month or longer"):
            self.save(ecosire_support_access_log_months=0)

    def test_the_second_factor_is_on_until_it_is_switched_off(self):
        self.env["ir.config_parameter"].set_param("ecosire_support.second_factor", False)
        self.assertTrue(self.settings.create({}).ecosire_support_second_factor)
        self.save(ecosire_support_second_factor=False)
        self.assertFalse(self.settings.create({}).ecosire_support_second_factor)
        self.save()
        self.assertFalse(self.env["res.users"]._ecosire_support_factor_demanded())

    def test_who_would_stay_outside_is_said_before_saving(self):
        log = self.env["ecosire.support.access.log"]
        for engineer, address in ((self.engineer, "203.0.113.9"), (self.lead, "198.51.100.9")):
            row = log._as_row("login", None, "", engineer.user_id, False, None)
            log._keep({**row, "address": address})
        warned = self.settings.new({"ecosire_support_networks": ELSEWHERE})
        self.assertIn("Bilal Raza 198.51.100.9", warned.ecosire_support_networks_warning)
        self.assertNotIn("Nobody", warned.ecosire_support_networks_warning)
        warned = self.settings.new({"ecosire_support_networks": "192.0.2.0/24"})
        self.assertIn("Nobody of ECOSIRE", warned.ecosire_support_networks_warning)
        self.assertIn("proxy_mode", warned.ecosire_support_networks_warning)
        for text in ("", "203.0.113.0/24 198.51.100.0/24"):
            warned = self.settings.new({"ecosire_support_networks": text})
            self.assertFalse(warned.ecosire_support_networks_warning)
