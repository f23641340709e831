from markupsafe import Markup

from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.fence.ir_http import BROWSER_COOKIE
from .case import HOME, PortalCase, without_tokens

NOWHERE = "/my/nothing_of_the_kind"


@tagged("post_install", "-at_install")
class TestDoors(PortalCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.make_ticket()
        self.by(self.ticket, self.engineer).engineer_reply("See the file", [("log.txt", b"log")])
        self.foreign = self.make_ticket(self.stranger_clerk)
        self.stranger = self.make_engineer(
            "Zara", "zara@ecosire.example", contracts=self.stranger_contract
        )
        self.by(self.foreign, self.stranger).engineer_reply("Secret", [("secret.txt", b"secret")])

    def file_url(self, ticket):
        return ticket.sudo()._portal_files()[0]["url"]

    def paths(self, ticket):
        path = f"{HOME}/ticket/{ticket.number}"
        return [HOME, f"{HOME}/page/1", path, f"{path}/take", self.file_url(ticket)]

    def come_back_as(self, person):
        self.come_as(person)
        self.url_open(f"{HOME}/ticket/NO-1")  # the first answer sets the cookie of the language

    def assert_alike(self, one, other):
        self.assertEqual((one.status_code, other.status_code), (404, 404))
        self.assertEqual(without_tokens(one), without_tokens(other))
        self.assertEqual(set(one.headers), set(other.headers))

    def test_for_others_who_are_logged_in_the_pages_do_not_exist(self):
        for person in (self.customer, self.clerk, self.manager):
            self.come_back_as(person)
            nowhere = {
                method: self.url_open(NOWHERE, method=method) for method in ("GET", "POST", "PUT")
            }
            nowhere["JSON"] = self.url_open(NOWHERE, json={})
            for path in self.paths(self.ticket):
                for method, expected in nowhere.items():
                    with self.subTest(person=person.login, path=path, method=method):
                        asked = {"json": {}} if method == "JSON" else {"method": method}
                        self.assert_alike(self.url_open(path, **asked), expected)

    def test_a_customer_finds_no_trace(self):
        self.come_back_as(self.customer)
        for path in ("/my", "/my/home"):
            self.assertNotIn("ecosire", self.url_open(path).text.lower())
        counters = self.make_jsonrpc_request(
            "/my/counters", {"counters": ["ecosire_support_count", "ticket_count"]}
        )
        self.assertEqual(counters, {})

    def test_for_a_visitor_the_pages_do_not_exist(self):
        self.authenticate(None, None)
        self.url_open(NOWHERE)  # the first answer sets the cookie of the language
        for path in self.paths(self.ticket):
            for method in ("GET", "POST"):
                with self.subTest(path=path, method=method):
                    self.assert_alike(
                        self.url_open(path, method=method), self.url_open(NOWHERE, method=method)
                    )

    def test_a_browser_that_an_engineer_used_is_asked_to_log_in(self):
        self.come_as(self.engineer)
        self.page()
        mark = self.opener.cookies[BROWSER_COOKIE]
        for value, known in ((mark, True), ("guessed", False)):
            self.authenticate(None, None)
            self.opener.cookies.clear()
            self.opener.cookies[BROWSER_COOKIE] = value
            response = self.url_open(f"{HOME}/ticket/{self.ticket.number}", allow_redirects=False)
            with self.subTest(known=known):
                self.assertEqual("/web/login" in response.headers.get("Location", ""), known)
                self.assertEqual(response.status_code, 303 if known else 404)

    def test_a_link_in_a_mail_leads_through_the_login(self):
        path = f"{HOME}/ticket/{self.ticket.number}"
        self.come_as(self.engineer)
        response = self.url_open("/web/login", params={"redirect": path}, allow_redirects=False)
        self.assertTrue(response.headers["Location"].endswith(path))

    def test_absent_and_forbidden_answer_alike(self):
        self.come_back_as(self.engineer)
        number = self.foreign.number
        for tail in ("", "/take", "/file/abc/secret.txt"):
            absent = self.url_open(f"{HOME}/ticket/{number[:-4]}9999{tail}")
            self.assert_alike(self.url_open(f"{HOME}/ticket/{number}{tail}"), absent)
        absent = self.url_open(f"{HOME}/ticket/NO-1/answer", data={"text": "x"})
        forbidden = self.url_open(f"{HOME}/ticket/{number}/answer", data={"text": "x"})
        self.assert_alike(forbidden, absent)

    def test_outside_the_fence_looks_like_nothing_at_all(self):
        self.come_back_as(self.engineer)
        nowhere = self.url_open(NOWHERE)
        for path in ("/my/account", "/my/addresses"):
            with self.subTest(path):
                self.assert_alike(self.url_open(path), nowhere)

    def test_an_engineer_changes_the_password(self):
        user = self.engineer.user_id
        user.password = "the first of two passwords"
        self.come_back_as(self.engineer)
        self.assertEqual(self.url_open("/my/security").status_code, 200)

        def change(old):
            new = "the second of two passwords"
            token = self.token(self.ticket)
            data = {"csrf_token": token, "old": old, "new1": new, "new2": new}
            return self.url_open("/my/security", data=data).text

        self.assertIn("old password you provided is incorrect", change("wrong"))
        self.assertIn("Your password is changed", change("the first of two passwords"))
        self.assertEqual(self.url_open(HOME).status_code, 200)

    def test_a_file_comes_as_a_download(self):
        self.come_back_as(self.engineer)
        response = self.url_open(self.file_url(self.ticket))
        self.assertEqual(response.content, b"log")
        self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
        self.assertTrue(response.headers["Content-Disposition"].startswith("attachment"))
        self.assertIn("sandbox", response.headers["Content-Security-Policy"])

    def test_a_picture_with_a_script_is_never_shown_as_a_page(self):
        self.say(
            self.ticket,
            Markup("Look"),
            attachments=[("logo.svg", b"<svg onload='alert(1)'/>"), ("p.html", b"<script/>")],
        )
        self.come_back_as(self.engineer)
        for file in self.ticket.sudo()._portal_files():
            response = self.url_open(file["url"])
            self.assertEqual(response.status_code, 200, file)
            self.assertTrue(response.headers["Content-Disposition"].startswith("attachment"))

    def test_a_file_of_another_contract_does_not_exist(self):
        self.come_back_as(self.engineer)
        absent = self.url_open(f"{HOME}/ticket/{self.ticket.number}/file/abc/absent.txt")
        key, name = self.file_url(self.foreign).split("/")[-2:]
        for number in (self.foreign.number, self.ticket.number):
            found = self.url_open(f"{HOME}/ticket/{number}/file/{key}/{name}")
            self.assert_alike(found, absent)

    def test_a_file_of_an_internal_note_does_not_exist(self):
        self.say(
            self.ticket, Markup("Ours"), subtype="mt_note", attachments=[("ours.txt", b"ours")]
        )
        attachment = self.env["ir.attachment"].search([("name", "=", "ours.txt")])
        self.come_back_as(self.engineer)
        url = f"{HOME}/ticket/{self.ticket.number}/file/{attachment.checksum}/ours.txt"
        self.assertEqual(self.url_open(url).status_code, 404)

    def test_a_revoked_grant_closes_all_doors(self):
        self.come_back_as(self.engineer)
        url = self.file_url(self.ticket)
        self.assertEqual(self.url_open(url).status_code, 200)
        self.engineer.grant_ids._revoke("the administrator")
        self.assertEqual(self.url_open(url).status_code, 404)
        self.assertEqual(self.url_open(f"{HOME}/ticket/{self.ticket.number}").status_code, 404)

    def test_ended_access_leads_to_the_login(self):
        self.come_back_as(self.engineer)
        self.page()
        self.engineer.with_user(self.env.ref("base.user_admin")).action_end_access()
        with mute_logger("odoo.http"):
            response = self.url_open(HOME, allow_redirects=False)
        self.assertIn("/web/login", response.headers.get("Location", ""))

    def test_in_a_second_language(self):
        """Odoo puts the language into the address of whoever reads another than the default."""
        self.env["res.lang"]._activate_lang("nl_NL")
        self.engineer.user_id.lang = "nl_NL"
        self.come_back_as(self.engineer)
        response = self.url_open(f"{HOME}/ticket/{self.ticket.number}")
        self.assertEqual(response.status_code, 200)
        self.assertIn(self.ticket.number, response.text)
        self.come_back_as(self.customer)
        self.assertEqual(self.url_open(f"/nl{HOME}").status_code, 404)

    def test_an_engineer_lands_on_the_queue(self):
        self.engineer.user_id.password = "a long enough password"
        page = self.url_open("/web/login").text
        token = page.split('name="csrf_token" value="')[1].split('"')[0]
        response = self.url_open(
            "/web/login",
            data={
                "login": self.engineer.user_id.login,
                "password": "a long enough password",
                "csrf_token": token,
            },
            allow_redirects=False,
        )
        self.assertTrue(response.headers["Location"].endswith(HOME))
