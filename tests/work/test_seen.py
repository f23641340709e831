"""The later writer never overwrites silently: told once what happened, then it goes through."""

from lxml import html

from odoo import fields
from odoo.tests import tagged

from odoo.addons.ecosire_support.core.seen import read_mark

from ..portal.case import PortalCase


@tagged("post_install", "-at_install")
class TestSeen(PortalCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.make_ticket()
        self.come_as(self.engineer)
        self.mark = self.shown_mark(self.page(self.ticket_path(self.ticket)))

    def shown_mark(self, page):
        [mark] = set(page.xpath("//input[@name='seen']/@value"))
        return mark

    def answered(self, text):
        return self.ticket.sudo().message_ids.filtered(lambda m: text in (m.body or ""))

    def test_a_colleague_answered_meanwhile(self):
        self.by(self.ticket, self.lead).engineer_reply("Restart it")
        response = self.send(self.ticket, "answer", seen=self.mark, text="Try this", then="wait")
        page = self.assert_problem(response, "Bilal Raza answered just now.", status=409)
        self.assertFalse(self.answered("Try this"))
        self.assertEqual(
            page.xpath("string(//textarea[@name='text'][@id='o_es_text'])"), "Try this"
        )
        self.assertTrue(page.xpath("//input[@name='then'][@value='wait'][@checked]"))
        [new] = page.xpath("//article[.//*[contains(@class, 'o_es_new')]]")
        self.assertIn("Restart it", new.text_content())
        again = self.send(
            self.ticket, "answer", seen=self.shown_mark(page), text="Try this", then="wait"
        )
        self.assertEqual(again.status_code, 200)
        self.assertTrue(self.answered("Try this"))

    def test_the_client_wrote_meanwhile(self):
        self.say(self.ticket, "It prints again")
        response = self.send(self.ticket, "answer", seen=self.mark, text="x", then="resolve")
        self.assert_problem(response, f"{self.clerk.name} wrote just now.", status=409)
        self.assertNotEqual(self.ticket.state, "resolved")

    def test_what_else_changed_is_told_in_words(self):
        self.by(self.ticket, self.lead).set_severity("high", "Nobody can ship")
        self.by(self.ticket, self.lead).take()
        self.by(self.ticket, self.lead).wait_for_vendor("The bank")
        response = self.send(self.ticket, "reclassify", seen=self.mark, severity="low", reason="x")
        page = self.assert_problem(response, "Bilal Raza has the ticket now.", status=409)
        said = page.xpath("string(//*[@role='alert'])")
        self.assertIn("The severity is “High” now.", said)
        self.assertIn("is “Waiting for a third party” now.", said)
        self.assertEqual(self.ticket.severity, "high")
        self.assertIn("x", page.xpath("//textarea[@id='o_es_reason_reclassify']/text()"))

    def test_minutes_are_said(self):
        self.by(self.ticket, self.lead).engineer_reply("Restart it")
        message = self.answered("Restart it")
        message.date = fields.Datetime.subtract(message.date, minutes=7)
        happened = self.by(self.ticket, self.engineer)._happened_since(read_mark(self.mark))
        self.assertEqual(happened[0], "Bilal Raza answered 7 min ago.")

    def test_what_he_did_himself_in_another_window_is_no_news(self):
        as_engineer = self.by(self.ticket, self.engineer)
        as_engineer.take()
        as_engineer.engineer_reply("First")
        response = self.send(self.ticket, "answer", seen=self.mark, text="Second")
        self.assertEqual(response.status_code, 200)
        self.assertTrue(self.answered("Second"))

    def test_what_only_adds_a_fact_is_never_held_up(self):
        self.by(self.ticket, self.lead).engineer_reply("Restart it")
        self.assert_said(
            self.send(self.ticket, "note", seen=self.mark, text="Fuser"), "The note is kept"
        )
        self.assertEqual(self.send(self.ticket, "take", seen=self.mark).status_code, 200)

    def test_a_form_sent_twice_is_done_once_and_not_called_a_change(self):
        self.send(self.ticket, "answer", seen=self.mark, text="Once")
        again = self.send(self.ticket, "answer", seen=self.mark, text="Once")
        self.assert_said(again, "not done twice")
        self.assertEqual(len(self.answered("Once")), 1)

    def test_no_mark_or_a_forged_one_holds_up_nothing(self):
        self.by(self.ticket, self.lead).engineer_reply("Restart it")
        for number, seen in enumerate(("", "x", "1.2.3", "9" * 40)):
            response = self.send(self.ticket, "answer", seen=seen, text=f"No {number}")
            self.assertEqual(response.status_code, 200, seen)

    def test_the_desk_gets_words_and_a_code_and_goes_on_with_the_mark_of_its_page(self):
        self.by(self.ticket, self.lead).engineer_reply("Restart it")
        typed = {"csrf_token": self.token(self.ticket), "text": "x"}
        path = f"/my/support/desk/act/{self.ticket.number}/answer"
        answer = self.url_open(path, data={**typed, "seen": self.mark})
        self.assertEqual(answer.status_code, 409)
        self.assertIn("Bilal Raza answered just now.", answer.json()["problem"])
        mark = self.by(self.ticket, self.engineer).desk_page()["ticket"]["mark"]
        answer = self.url_open(path, data={**typed, "seen": mark})
        self.assertEqual(answer.status_code, 200, answer.text)

    def test_notes_are_on_the_page_and_say_who_does_not_see_them(self):
        self.by(self.ticket, self.lead).note_for_ecosire("<script>alert(1)</script>")
        page = self.page(self.ticket_path(self.ticket))
        [section] = page.xpath("//section[contains(@class, 'o_es_notes')]")
        self.assertIn("Hidden from the client's users", section.text_content())
        self.assertIn("<script>alert(1)</script>", section.text_content())
        self.assertFalse(section.xpath(".//script"))

    def test_merging_by_its_form(self):
        other = self.make_ticket(name="The same again")
        response = self.send(
            self.ticket, "merge", other=other.number, reason="One matter", seen=self.mark
        )
        self.assert_said(response, f"merged into {other.number}")
        page = html.fromstring(response.text)
        self.assertTrue(page.xpath(f"//a[contains(@href, '{other.number}')]"))
        there = self.page(self.ticket_path(other))
        self.assertTrue(
            there.xpath(
                f"//dt[.='Merged into this one']/following-sibling::dd[1]/a[contains(., '{self.ticket.number}')]"
            )
        )
