"""The forms of a ticket's page: nothing typed is lost, nothing sent twice, nothing done unasked."""

from datetime import timedelta

from odoo.tests import tagged

from .case import HOME, PortalCase


@tagged("post_install", "-at_install")
class TestFormsKept(PortalCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.make_critical()
        self.come_as(self.engineer)

    def test_an_empty_answer_is_told_and_the_rest_kept(self):
        response = self.send(self.ticket, "answer", text=" ", then="resolve", root_cause="Cable")
        page = self.assert_problem(response, "The answer is empty")
        self.assertEqual(page.xpath("//input[@name='root_cause']/@value"), ["Cable"])
        self.assertEqual(page.xpath("//input[@name='then'][@checked]/@value"), ["resolve"])
        self.assertTrue(page.xpath("//*[@role='alert'][@autofocus]"))

    def test_a_file_that_is_too_large_is_named_and_the_text_kept(self):
        self.env["ir.config_parameter"].set_param("web.max_file_upload_size", "50000")
        files = [("files", ("big.log", b"x" * 45_000)), ("files", ("small.txt", b"x"))]
        self.send(self.ticket, "answer", files=files, text="It fits")
        self.assertEqual(len(self.answers(self.ticket)), 1)
        files[0] = ("files", ("big.log", b"x" * 60_000))
        page = self.assert_problem(
            self.send(self.ticket, "answer", files=files, text="My long text"),
            "“big.log” has 59 KB",
        )
        self.assertIn("big.log, small.txt", page.xpath("string(//*[@role='alert'])"))
        self.assertEqual(page.xpath("string(//textarea[@id='o_es_text'])"), "My long text")
        self.assertEqual(len(self.answers(self.ticket)), 1)

    def test_closed_meanwhile(self):
        token = self.token(self.ticket)
        self.by(self.ticket, self.clerk).cancel("Solved it ourselves")
        response = self.url_open(
            f"{HOME}/ticket/{self.ticket.number}/answer",
            data={"csrf_token": token, "text": "An hour's work"},
        )
        page = self.assert_problem(response, "was closed meanwhile")
        self.assertEqual(page.xpath("string(//textarea[@readonly])"), "An hour's work")

    def test_sent_twice_posted_once(self):
        self.send(self.ticket, "answer", text="Restart it")
        self.assert_said(self.send(self.ticket, "answer", text="Restart it"), "not done twice")
        self.assertEqual(len(self.answers(self.ticket)), 1)
        self.send(self.ticket, "answer", text="Restart it now")
        self.assertEqual(len(self.answers(self.ticket)), 2)

    def test_the_same_words_a_minute_later_are_meant(self):
        self.send(self.ticket, "answer", text="Any news?")
        self.ticket.sudo().last_form_at -= timedelta(minutes=2)
        self.send(self.ticket, "answer", text="Any news?")
        self.assertEqual(len(self.answers(self.ticket)), 2)

    def test_what_failed_can_be_sent_again(self):
        self.assert_problem(
            self.send(self.ticket, "reclassify", severity="critical", reason="x"), ""
        )
        self.assert_problem(
            self.send(self.ticket, "reclassify", severity="critical", reason="x"), ""
        )

    def test_without_a_token_nothing_is_sent_and_nothing_lost(self):
        response = self.url_open(
            f"{HOME}/ticket/{self.ticket.number}/answer",
            data={"csrf_token": "stale", "text": "Keep me"},
        )
        page = self.assert_problem(response, "Nothing was done", status=400)
        self.assertEqual(page.xpath("string(//textarea[@id='o_es_text'])"), "Keep me")
        self.assertFalse(self.answers(self.ticket))

    def test_an_address_alone_does_nothing(self):
        for action in ("take", "answer?text=hello", "resume", "no_such_action"):
            response = self.url_open(
                f"{HOME}/ticket/{self.ticket.number}/{action}", allow_redirects=False
            )
            self.assertEqual(response.status_code, 303)
        self.assertFalse(self.ticket.engineer_id)
        self.assertFalse(self.answers(self.ticket))

    def test_fields_that_no_form_has_are_ignored(self):
        before = self.ticket.deadline
        self.send(
            self.ticket,
            "answer",
            text="Hello",
            state="closed",
            deadline="2030-01-01",
            company_id="1",
            author_id="2",
            subtype_xmlid="mail.mt_note",
        )
        self.assertEqual(self.ticket.state, "in_progress")
        self.assertEqual(self.ticket.deadline, before)
        self.assertEqual(self.answers(self.ticket).subtype_id, self.env.ref("mail.mt_comment"))
