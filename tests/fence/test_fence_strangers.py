"""The client's customers and the public: our models and bundles are as unknown as any nonsense."""

import xmlrpc.client

from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from ...models.fence.strangers import ADDON
from . import expected_rights as rights
from .people import FenceMixin

OURS = "ecosire.support.ticket"
NONSENSE = "ecosire.nonsense.ticket"
QUIET = ("odoo.http", "odoo.service.model", "odoo.addons.rpc.controllers", "odoo.addons.web")
CALLS = (
    ("search_read", [[]]),
    ("fields_get", []),
    ("default_get", [["name"]]),
    ("take", [[1]]),
    ("_take", [[1]]),
    ("no_such_method", [[1]]),
)


class StrangersCase(FenceMixin, HttpCase):
    def strangers(self):
        """Come as the public, then as a customer; the name of each."""
        for user in (None, self.users[rights.CUSTOMER]):
            self.authenticate(user and user.login, user and user.login)
            self.url_open("/my/nothing_of_the_kind")  # the first answer sets cookies
            yield user and user.login


@tagged("post_install", "-at_install", "among_apps")
class TestFenceStrangers(StrangersCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].sudo().set_param("portal.allow_api_keys", "True")

    def assert_unknown(self, ours, nonsense):
        """Two answers that differ in nothing but the name that was asked for."""
        self.assertEqual(ours.status_code, nonsense.status_code)
        self.assertEqual(ours.text.replace(OURS, NONSENSE), nonsense.text)
        self.assertEqual(set(ours.headers), set(nonsense.headers))

    @mute_logger(*QUIET)
    def test_the_web_clients_calls(self):
        for who in self.strangers():
            for door in ("call_kw", "call_button"):
                for method, args in CALLS:
                    with self.subTest(f"{who} {door} {method}"):
                        self.assert_unknown(
                            *(
                                self.web_call(door, model, method, args)
                                for model in (OURS, NONSENSE)
                            )
                        )

    def web_call(self, door, model, method, args):
        params = {"model": model, "method": method, "args": args, "kwargs": {}}
        return self.url_open(f"/web/dataset/{door}", json={"params": params})

    @mute_logger(*QUIET)
    def test_the_staff_calls_as_ever(self):
        self.authenticate(self.clerk.login, self.clerk.login)
        answer = self.web_call("call_kw", OURS, "search_count", [[]])
        self.assertIn("result", answer.json())

    @mute_logger(*QUIET)
    def test_json_2(self):
        keys = self.env["res.users.apikeys"].with_user(self.users[rights.CUSTOMER]).sudo()
        key = keys._generate("rpc", "key", "2099-01-01")
        for headers in ({}, {"Authorization": f"bearer {key}"}):
            for method, _args in CALLS:
                answers = [
                    self.url_open(f"/json/2/{model}/{method}", json={}, headers=headers)
                    for model in (OURS, NONSENSE)
                ]
                with self.subTest(f"{bool(headers)} {method}"):
                    self.assert_unknown(*answers)

    @mute_logger(*QUIET)
    def test_no_error_shows_our_lines_of_code(self):
        user = self.users[rights.CUSTOMER]
        for _who in self.strangers():
            for model, method, args in (
                ("mail.thread", "message_process", ["res.partner", "x"]),
                ("ir.attachment", "search", [[["no_such_field", "=", 1]]]),
                ("res.partner", "message_subscribe", [[self.clerk.partner_id.id], [1]]),
            ):
                with self.subTest(f"{model}.{method}"):
                    answer = self.web_call("call_kw", model, method, args)
                    self.assertIn("error", answer.json())
                    self.assertNotIn(ADDON, answer.text)
        with self.assertRaises(xmlrpc.client.Fault) as caught:
            self.xmlrpc_object.execute(
                self.env.cr.dbname, user.id, user.login, "ir.attachment", "search", [["x", "=", 1]]
            )
        self.assertNotIn(ADDON, caught.exception.faultString)

    @mute_logger(*QUIET)
    def test_xml_rpc_and_json_rpc(self):
        customer = new_test_user(self.env, "rpc_customer", groups="base.group_portal")
        for method, args in CALLS:
            told = []
            for model in (OURS, NONSENSE):
                call = (self.env.cr.dbname, customer.id, "rpc_customer", model, method, *args)
                with self.assertRaises(xmlrpc.client.Fault) as caught:
                    self.xmlrpc_object.execute(*call)
                params = {"service": "object", "method": "execute", "args": call}
                error = self.url_open("/jsonrpc", json={"params": params}).json()["error"]
                words = (error["data"]["name"], error["data"]["message"], error["message"])
                fault = caught.exception
                told.append(
                    str((fault.faultCode, fault.faultString, words)).replace(OURS, NONSENSE)
                )
            with self.subTest(method):
                self.assertEqual(*told)

    @mute_logger(*QUIET)
    def test_our_actions(self):
        action = self.env.ref("ecosire_support.desk_queue_action")
        self.assertTrue(action.path)
        asked = (
            ("ecosire_support.desk_queue_action", "ecosire_nonsense.desk_queue_action"),
            (action.path, "no-such-path"),
            (action.id, 2**30),
            (str(action.id), str(2**30)),
        )
        for who in self.strangers():
            for ours, nonsense in asked:
                with self.subTest(f"{who} {ours!r}"):
                    answers = [self.load_action(one) for one in (ours, nonsense)]
                    self.assertEqual(answers[0].replace(str(ours), str(nonsense)), answers[1])

    @mute_logger(*QUIET)
    def test_the_staffs_actions_load_as_ever(self):
        self.authenticate(self.clerk.login, self.clerk.login)
        self.assertIn('"result"', self.load_action("ecosire_support.ticket_action"))

    def load_action(self, asked):
        load = self.url_open("/web/action/load", json={"params": {"action_id": asked}})
        crumbs = {"params": {"actions": [{"action": asked}]}}
        return load.text + self.url_open("/web/action/load_breadcrumbs", json=crumbs).text

    @mute_logger(*QUIET)
    def test_our_bundle(self):
        paths = (
            "/web/bundle/{}",
            "/web/bundle/{}?debug=assets",
            "/web/assets/any/{}.min.css",
            "/web/assets/any/{}.min.js",
            "/web/assets/debug/{}.css",
            "/web/assets/debug/{}.js",
        )
        for who in self.strangers():
            for path in paths:
                ours, nonsense = (
                    self.url_open(
                        path.format(f"ecosire_{name}.assets_portal"), allow_redirects=False
                    )
                    for name in ("support", "nonsense")
                )
                with self.subTest(f"{who} {path}"):
                    self.assertEqual(ours.status_code, nonsense.status_code)
                    if path.startswith("/web/bundle"):
                        self.assertEqual(
                            ours.text.replace("ecosire_support", "ecosire_nonsense"), nonsense.text
                        )
        self.authenticate(self.engineer.user_id.login, self.engineer.user_id.login)
        self.assertTrue(self.url_open("/web/bundle/ecosire_support.assets_portal").json())
