"""The desk's door to the actions of a ticket: one table with the light page, an answer in JSON."""

from unittest.mock import patch

from lxml import html

from odoo.tests import tagged

from odoo.addons.ecosire_support.controllers.ticket_actions import ACTIONS

from ..portal.case import HOME
from .case import DeskTicketCase, png

SCRIPTS = (
    '<script>window.stolen = 1</script><img src="x" onerror="window.stolen = 1"/>',
    '<a href="javascript:window.stolen=1">x</a><svg onload="window.stolen=1"></svg>',
    '<iframe src="https://evil.example"></iframe><form action="https://evil.example"></form>',
)


@tagged("post_install", "-at_install")
class TestDeskActions(DeskTicketCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.make_ticket()
        self.come_as(self.engineer)

    def test_the_same_table_as_the_light_page(self):
        self.assert_done(self.desk_act(self.ticket, "take"), "with you now")
        self.assertEqual(self.ticket.engineer_id, self.engineer)
        self.assert_done(
            self.desk_act(self.ticket, "reclassify", severity="high", reason="Three warehouses"),
            "severity is changed",
        )
        self.assert_refused(self.desk_act(self.ticket, "reclassify", severity="low"), "say why")

    def test_a_rich_answer_keeps_its_form_and_loses_what_is_not_ours_to_say(self):
        body = (
            '<p>Do <strong>this</strong>:</p><ol><li>stop</li></ol><p class="o_es_said" '
            'style="position:fixed">x</p><p><a href="https://odoo.com">there</a></p>'
        )
        self.assert_done(self.desk_act(self.ticket, "answer", body=body), "answer was sent")
        [answer] = self.answers(self.ticket)
        self.assertIn("<strong>this</strong>", answer.body)
        self.assertIn("<li>stop</li>", answer.body)
        self.assertIn('href="https://odoo.com"', answer.body)
        self.assertNotIn("o_es_said", answer.body)
        self.assertNotIn("style", answer.body)

    def test_a_pasted_picture_is_a_file_of_the_answer_and_stands_in_its_text(self):
        files = [("files", ("log.txt", b"1")), ("files", ("screen.png", png()))]
        body = '<p>See <img src="cid:picture-1" alt="screen"/> here</p>'
        self.desk_act(self.ticket, "answer", files=files, body=body)
        [answer] = self.answers(self.ticket)
        self.assertEqual(set(answer.attachment_ids.mapped("name")), {"log.txt", "screen.png"})
        picture = answer.attachment_ids.filtered(lambda file: file.name == "screen.png")
        self.assertIn(f"/web/image/{picture.id}", answer.body)
        message = self.desk_page(self.ticket, self.engineer)["ticket"]["messages"][-1]
        self.assertIn(f"{HOME}/ticket/{self.ticket.number}/file/", message["body"])
        self.assertNotIn("access_token", message["body"])
        # shown in the text, so not below it once more
        self.assertEqual([file["name"] for file in message["files"]], ["log.txt"])
        [address] = html.fromstring(message["body"]).xpath("//img/@src")
        self.assertEqual(self.url_open(address).content, picture.raw)

    def test_a_picture_in_the_cure_stays_in_it(self):
        files = [("files", ("cure.png", png("green")))]
        self.desk_act(
            self.ticket,
            "answer",
            files=files,
            body='<p>Rebuilt <img src="cid:picture-0"/></p>',
            then="resolve",
            root_cause="Index",
        )
        self.assertEqual((self.ticket.state, self.ticket.root_cause), ("resolved", "Index"))
        self.assertIn("/web/image/", self.ticket.resolution)

    def test_a_picture_that_was_not_sent_and_one_of_elsewhere_are_not_shown(self):
        body = '<p>a <img src="cid:picture-9"/> <img src="https://evil.example/p.png"/></p>'
        self.desk_act(self.ticket, "answer", body=body)
        [answer] = self.answers(self.ticket)
        self.assertNotIn("<img", answer.body)
        self.assertIn("picture from evil.example", answer.body)

    def test_scripts_in_texts_and_names_are_words_or_gone(self):
        name = '"><img src=x onerror=window.stolen=1>.png'
        for script in SCRIPTS:
            with self.subTest(script):
                self.desk_act(
                    self.ticket,
                    "answer",
                    files=[("files", (name, png()))],
                    body=f"<p>x{script}</p>",
                )
                answer = self.answers(self.ticket).sorted("id")[-1]
                for evil in ("stolen", "javascript:", "<iframe", "<form", "<svg"):
                    self.assertNotIn(evil, answer.body)
        self.desk_act(self.ticket, "reclassify", severity="high", reason=SCRIPTS[0])
        for message in self.desk_page(self.ticket, self.engineer)["ticket"]["messages"]:
            self.assertNotIn("<script", message["body"])
            self.assertNotIn("<img", message["body"])

    def test_sent_twice_done_once(self):
        files = [("files", ("a.txt", b"1"))]
        self.desk_act(self.ticket, "answer", files=files, body="<p>Once</p>")
        again = self.desk_act(self.ticket, "answer", files=files, body="<p>Once</p>")
        self.assert_done(again, "not done twice")
        self.assertEqual(len(self.answers(self.ticket)), 1)

    def test_closed_meanwhile(self):
        token = self.token(self.ticket)
        self.by(self.ticket, self.clerk).cancel("Solved it ourselves")
        response = self.desk_act(self.ticket, "answer", token=token, body="<p>An hour</p>")
        self.assert_refused(response, "was closed meanwhile")
        self.assertFalse(self.answers(self.ticket))

    def test_a_token_of_an_earlier_login_is_replaced_by_the_present_one(self):
        response = self.desk_act(self.ticket, "answer", token="old", body="<p>Mine</p>")
        self.assert_refused(response, "before your last login", status=400)
        self.assertFalse(self.answers(self.ticket))
        token = response.json()["csrf_token"]
        self.assert_done(
            self.desk_act(self.ticket, "answer", token=token, body="<p>Mine</p>"), "sent"
        )

    def test_an_ended_session_does_nothing_and_shows_the_login(self):
        token = self.token(self.ticket)
        self.logout(keep_db=True)
        response = self.desk_act(self.ticket, "answer", token=token, body="<p>Mine</p>")
        self.assertEqual(response.status_code, 303)
        self.assertIn("/web/login", response.headers["Location"])
        self.assertFalse(self.answers(self.ticket))

    def test_too_much_is_told_by_name(self):
        self.env["ir.config_parameter"].set_param("web.max_file_upload_size", "50000")
        files = [("files", ("big <b>.log", b"x" * 60_000))]
        self.assert_refused(
            self.desk_act(self.ticket, "answer", files=files, body="<p>x</p>"),
            "“big <b>.log” has 59 KB",
        )
        self.assert_refused(
            self.desk_act(self.ticket, "answer", body=f"<p>{'x' * 1_000_001}</p>"), "longer than"
        )
        self.assertFalse(self.answers(self.ticket))

    def test_twenty_megabytes_of_text_are_refused_in_words(self):
        response = self.desk_act(self.ticket, "answer", body=f"<p>{'x' * 20_000_000}</p>")
        self.assert_refused(response, "longer than")
        self.assertFalse(self.answers(self.ticket))

    def test_absent_forbidden_and_unknown_are_alike(self):
        other = self.make_ticket(self.stranger_clerk, company_id=self.stranger_company.id)
        token = self.token(self.ticket)
        answers = [
            self.desk_act(None, "take", token=token, number=number)
            for number in (other.number, "NONE-1", "%00")
        ]
        answers.append(self.desk_act(self.ticket, "unlink", token=token))
        answers.append(self.url_open(f"{HOME}/desk/act/{self.ticket.number}/take"))
        self.assertEqual({one.status_code for one in answers}, {404})
        self.assertEqual(len({one.text for one in answers}), 1)
        self.assertFalse(other.engineer_id)

    def test_nobody_else_finds_the_door(self):
        token = self.token(self.ticket)
        for person in (self.clerk, self.manager, self.customer):
            with self.subTest(person.login):
                self.come_as(person)
                response = self.desk_act(self.ticket, "take", token=token)
                unknown = self.url_open("/my/nothing", data={"csrf_token": token})
                self.assertEqual(response.status_code, unknown.status_code)
                self.assertFalse("ecosire" in response.text.lower())
        self.assertFalse(self.ticket.engineer_id)

    def test_only_fields_of_the_forms_are_read(self):
        seen = []

        def spy(_ticket, typed, _uploads):
            seen.append(typed)
            return "x"

        with patch.dict(ACTIONS, {"take": spy}):
            self.desk_act(self.ticket, "take", text="a\0b", state="closed", company_id="1")
        [typed] = seen
        self.assertEqual(typed["text"], "ab")
        self.assertFalse({"state", "company_id", "csrf_token"} & set(typed))
