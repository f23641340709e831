"""The pages of the canned replies, and of what is imported, as a browser sends their forms."""

import json
from unittest.mock import patch

from lxml import html

from odoo.tests import tagged

from odoo.addons.ecosire_support.models.outbox import wire

from ..portal.case import HOME, PortalCase
from .test_calendar_file import calendar

BOOK = [
    {"code": "hello", "name": "Hello", "topic": "", "body": "Dear {{contact}},\nhello."},
    {"code": "slow2", "name": "Slow?", "topic": "performance", "body": "How slow is it?"},
]


def book(rows=None):
    return json.dumps({"replies": BOOK if rows is None else rows}).encode()


@tagged("post_install", "-at_install")
class TestReplyPages(PortalCase):
    def setUp(self):
        super().setUp()
        self.replies = self.env["ecosire.support.canned.reply"]
        self.come_as(self.lead)

    def post(self, path, files=None, **typed):
        return super().post(path, "/absences", files, **typed)

    def hidden(self, response):
        """The hidden fields of the form that does what was shown."""
        page = html.fromstring(response.text)
        form = page.xpath("//form[.//input[@name='text']]")[0]
        return {field.name: field.value for field in form.xpath(".//input[@type='hidden']")}

    def look(self, content=None, name="book.json", path="/replies/import", **typed):
        return self.post(path, files={"file": (name, content or book())}, **typed)

    # -- keeping them

    def test_a_lead_writes_changes_and_sets_aside(self):
        self.assert_said(
            self.post("/replies", name="Bonjour, ça va?", body="Dear {{contact}}", topic=""),
            "“Bonjour, ça va?” is saved.",
        )
        reply = self.replies.search([("code", "=", "bonjour-ca-va")])
        self.assertTrue(reply)
        seen = self.page(f"/replies/{reply.id}").xpath("//input[@name='seen']/@value")[0]
        self.post(f"/replies/{reply.id}", name="Bonjour", body="Dear", topic="incident", seen=seen)
        self.env.invalidate_all()
        self.assertEqual((reply.name, reply.topic_id.code), ("Bonjour", "incident"))
        self.post(f"/replies/{reply.id}/remove")
        self.assertFalse(reply.active)

    def test_what_was_typed_comes_back_with_what_is_wrong(self):
        response = self.post("/replies", name="Wrong", body="{{contact.login}} <b>x</b>", topic="")
        page = self.assert_problem(response, "stands for nothing")
        self.assertEqual(
            page.xpath("string(//textarea[@name='body'])").strip(), "{{contact.login}} <b>x</b>"
        )
        self.assertFalse(self.replies.search([("name", "=", "Wrong")]))

    def test_a_code_that_is_taken_is_not_overwritten(self):
        response = self.post("/replies", name="Mine", code="looking", body="x", topic="")
        self.assert_problem(response, "is that of “I am looking into it”")

    def test_the_later_writer_is_shown_the_present_text_first(self):
        reply = self.replies.search([("code", "=", "looking")])
        seen = self.page(f"/replies/{reply.id}").xpath("//input[@name='seen']/@value")[0]
        self.replies.with_user(self.lead.user_id).save_reply("looking", "Theirs", "", "Their text")
        response = self.post(
            f"/replies/{reply.id}", name="Mine", body="My text", topic="", seen=seen
        )
        page = self.assert_problem(response, "Somebody changed this reply while you wrote.", 409)
        self.assertIn("Their text", page.xpath("string(//main)"))
        self.assertEqual(page.xpath("string(//textarea[@name='body'])"), "My text")
        fresh = page.xpath("//input[@name='seen']/@value")[0]
        self.assert_said(
            self.post(f"/replies/{reply.id}", name="Mine", body="My text", topic="", seen=fresh),
            "“Mine” is saved.",
        )
        self.env.invalidate_all()
        self.assertEqual(reply.body, "My text")

    def test_engineers_read_and_export_and_nothing_more(self):
        self.come_as(self.engineer)
        page = self.page("/replies")
        self.assertIn("I am looking into it", self.text_of(page))
        self.assertFalse(page.xpath("//form[contains(@action, '/replies')]"))
        self.assertIn("looking", self.url_open(f"{HOME}/replies/export").text)
        reply = self.replies.search([], limit=1)
        for path in (f"/replies/{reply.id}", "/replies/import"):
            self.page(path, status=404)
        for path in ("/replies", f"/replies/{reply.id}", f"/replies/{reply.id}/remove"):
            self.assertEqual(self.post(path, name="x", body="x").status_code, 404)
        self.assertEqual(self.look().status_code, 404)

    def test_nobody_else_finds_the_pages(self):
        for person in (self.clerk, self.manager, self.customer):
            self.come_as(person)
            for path in ("/replies", "/replies/export", "/replies/import", "/absences/import"):
                self.page(path, status=404)

    def test_absent_ids_are_not_found(self):
        for reply_id in (0, 10**9, 10**12):
            self.page(f"/replies/{reply_id}", status=404)

    # -- importing them

    def test_first_shown_then_imported_and_twice_is_once(self):
        self.replies.with_user(self.lead.user_id).save_reply("hello", "Old", "", "Old text")
        looked = self.look()
        self.assertIn(
            "1 new, 1 changed", " ".join(html.fromstring(looked.text).text_content().split())
        )
        self.assertEqual(self.replies.search([("code", "=", "hello")]).body, "Old text")
        self.assert_said(self.post("/replies/import", **self.hidden(looked)), "1 new, 1 changed")
        self.assertEqual(self.replies.search([("code", "=", "hello")]).name, "Hello")
        self.assertIn("stand here like this already", self.look().text)

    def test_what_one_database_exports_another_imports(self):
        export = self.url_open(f"{HOME}/replies/export")
        self.assertIn("attachment", export.headers["Content-Disposition"])
        self.replies.search([]).set_aside()
        looked = self.look(export.content)
        self.post("/replies/import", **self.hidden(looked))
        self.assertGreaterEqual(self.replies.search_count([]), 8)

    def test_a_bad_file_is_told_line_by_line_and_nothing_is_imported(self):
        before = self.replies.search_count([])
        content = b"code,name,body\ngood,Good,Fine\nbad one,,{{x}}"
        page = self.assert_problem(self.look(content, "r.csv"), "Line 3: ")
        said = page.xpath("string(//*[@role='alert'])")
        for words in ("nothing was changed", "small letters", "name is missing", "{{x}}"):
            self.assertIn(words, said)
        self.assertEqual(self.replies.search_count([]), before)

    def test_what_changed_since_it_was_shown_is_shown_anew(self):
        looked = self.hidden(self.look())
        self.replies.with_user(self.lead.user_id).save_reply("hello", "Theirs", "", "Their text")
        response = self.post("/replies/import", **looked)
        self.assert_problem(response, "Somebody changed replies while you looked.", 409)
        self.assertEqual(self.replies.search([("code", "=", "hello")]).name, "Theirs")
        self.post("/replies/import", **self.hidden(response))
        self.assertEqual(self.replies.search([("code", "=", "hello")]).name, "Hello")

    def test_from_an_address(self):
        answer = wire.Answer(200, {}, book())
        with patch.object(wire, "get", return_value=answer) as get:
            looked = self.post("/replies/import", address="https://example.com/r.json")
        self.assertEqual(get.call_args[0][0].host, "example.com")
        self.post("/replies/import", **self.hidden(looked))
        self.assertTrue(self.replies.search([("code", "=", "slow2")]))

    def test_neither_file_nor_address(self):
        self.assert_problem(self.post("/replies/import"), "Choose a file, or enter its address.")
        self.assert_problem(
            self.post("/replies/import", address="https://10.0.0.1/x"), "only servers in the public"
        )

    def test_without_a_good_token_nothing_is_read_or_fetched(self):
        with patch.object(wire, "get") as get:
            response = self.url_open(
                f"{HOME}/replies/import", data={"address": "https://example.com/r.json"}
            )
        self.assertEqual(response.status_code, 400)
        get.assert_not_called()

    # -- absences

    def test_absences_from_a_calendar(self):
        self.come_as(self.engineer)
        content = calendar("UID:a\nSUMMARY:Leave\nDTSTART;VALUE=DATE:20990101")
        looked = self.look(content, "me.ics", "/absences/import", engineer=str(self.engineer.id))
        self.assertIn("more than a year ahead", looked.text)
        soon = self.env.cr.now().strftime("%Y%m%d")
        content = calendar(f"UID:a\nSUMMARY:Leave\nDTSTART;VALUE=DATE:{soon}\nDURATION:P5D")
        looked = self.look(content, "me.ics", "/absences/import", engineer=str(self.engineer.id))
        self.assertIn("Leave", looked.text)
        self.assert_said(
            self.post("/absences/import", **self.hidden(looked), with_titles="1"), "1 entered"
        )
        self.assertEqual(self.engineer.absence_ids.reason, "Leave")

    def test_for_a_stranger_nothing_is_shown(self):
        self.come_as(self.engineer)
        for person in (self.lead.id, 10**9, "x"):
            response = self.look(
                calendar("UID:a"), "me.ics", "/absences/import", engineer=str(person)
            )
            self.assert_problem(response, "only when you yourself are off", 403)

    # -- in an answer

    def test_a_reply_is_put_into_the_answer_without_a_script(self):
        ticket = self.make_ticket(name="Slow <script>")
        self.come_as(self.engineer)
        page = self.page(self.ticket_path(ticket))
        [chosen] = page.xpath("//select[@name='reply']/option[.='I am looking into it']/@value")
        page = self.page(self.ticket_path(ticket), reply=chosen)
        text = page.xpath("string(//textarea[@id='o_es_text'])")
        self.assertIn(f"I have your ticket {ticket.number}", text)
        self.assertNotIn("{{", text)

    def test_the_script_gets_the_same_text(self):
        ticket = self.make_ticket()
        reply = self.replies.search([("code", "=", "looking")])
        self.come_as(self.engineer)
        path = f"{self.ticket_path(ticket)}/reply/{reply.id}"
        self.assertIn(ticket.number, self.url_open(HOME + path).json()["text"])
        self.page(f"{self.ticket_path(ticket)}/reply/{10**9}", status=404)
        foreign = self.make_ticket(self.stranger_clerk, company_id=self.stranger_company.id)
        self.page(f"{self.ticket_path(foreign)}/reply/{reply.id}", status=404)

    # -- who else is there

    def test_the_page_says_who_else_has_the_ticket_open(self):
        ticket = self.make_ticket()
        self.by(ticket, self.engineer).stay(True)
        self.by(ticket, self.engineer).leave()
        self.by(ticket, self.engineer).stay(True)
        told = self.post(f"{self.ticket_path(ticket)}/here").json()
        self.assertEqual(told["words"], "Writing just now: Amina Khan.")
        self.assertEqual(told["mark"], self.by(ticket, self.lead)._seen_mark())
        self.assertEqual(self.post(f"{self.ticket_path(ticket)}/here", left="1").json(), {})
        self.page(f"{self.ticket_path(ticket)}/here", status=404)
        foreign = self.make_ticket(self.stranger_clerk, company_id=self.stranger_company.id)
        self.assertEqual(self.post(f"{self.ticket_path(foreign)}/here").status_code, 404)
