"""How it went: asked once of whoever filed the ticket, given once, read by both sides."""

import re

from odoo import http
from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from ..common import SupportMixin, at


class RatingMixin(SupportMixin):
    def setUp(self):
        super().setUp()
        self.ticket = self.make_closed()

    def make_closed(self, user=None, **vals):
        ticket = self.make_ticket(user, **vals)
        self.by(ticket, self.engineer).resolve("Done.")
        self.by(ticket, user or self.clerk).confirm_resolution()
        return ticket

    def rating(self, ticket=None):
        ticket = (ticket or self.ticket).sudo()
        return self.env["rating.rating"].search(
            [("res_model", "=", ticket._name), ("res_id", "=", ticket.id)]
        )

    def mails(self, person=None):
        person = (person or self.clerk).partner_id
        mails = self.env["mail.mail"].search([("recipient_ids", "in", person.ids)])
        return mails.filtered(lambda mail: "How did ECOSIRE do?" in (mail.body_html or ""))

    def give(self, rate=5, comment="", token=None):
        """As whoever holds the link, on the page behind it."""
        token = token or self.rating().access_token
        if not self.session:
            self.authenticate(None, None)
        data = {"rate": rate, "feedback": comment, "csrf_token": http.Request.csrf_token(self)}
        answer = self.url_open(f"/rate/{token}/submit_feedback", data=data)
        self.env.invalidate_all()
        return answer


@tagged("post_install", "-at_install")
class TestRating(RatingMixin, HttpCase):
    # -- asked once

    def test_whoever_filed_it_is_asked_when_it_is_closed(self):
        self.assertTrue(self.ticket.sudo().rating_asked_at)
        [mail] = self.mails()
        token = self.rating().access_token
        for rate in (5, 3, 1):
            self.assertIn(f"/rate/{token}/{rate}", mail.body_html)
        self.assertIn("/support/link/reopen-", mail.body_html)
        self.assertIn(self.ticket.number, mail.subject)

    def test_asked_once_however_often_it_is_reopened(self):
        for _round in range(2):
            self.by(self.ticket, self.clerk).reopen("No.")
            self.by(self.ticket, self.engineer).resolve("Now.")
            self.by(self.ticket, self.clerk).confirm_resolution()
        self.assertEqual(len(self.mails()), 1)
        self.assertEqual(len(self.rating()), 1)

    def test_not_of_what_has_nothing_to_be_rated(self):
        cancelled, unanswered, duplicate = (self.make_ticket(name=f"T {n}") for n in range(3))
        self.by(cancelled, self.clerk).cancel("Not needed.")
        self.by(unanswered, self.clerk).it_works_again()
        self.by(duplicate, self.engineer).engineer_reply("One moment.")
        original = self.make_ticket(name="The first")
        self.by(duplicate, self.engineer).mark_duplicate(original.number, "The same.")
        for ticket in (cancelled, unanswered, duplicate):
            self.assertFalse(ticket.is_open)
            self.assertFalse(ticket.rating_asked_at, ticket.name)
            self.assertFalse(self.rating(ticket))

    def test_of_a_ticket_without_a_clock_that_was_answered(self):
        topic = self.env.ref("ecosire_support.topic_third_party")
        ticket = self.make_ticket(topic_id=topic.id)
        self.assertFalse(ticket.clock_ids)
        self.by(ticket, self.engineer).engineer_reply("Look there.")
        self.by(ticket, self.clerk).it_works_again()
        self.assertTrue(ticket.rating_asked_at)

    def test_the_client_may_switch_it_off(self):
        settings = self.env["res.config.settings"].create({"ecosire_support_no_rating": True})
        settings.execute()
        ticket = self.make_closed()
        self.assertFalse(ticket.rating_asked_at)
        self.assertFalse(self.rating(ticket))
        self.env["res.config.settings"].create({"ecosire_support_no_rating": False}).execute()
        self.assertTrue(self.make_closed().rating_asked_at)

    def test_whoever_left_is_not_asked(self):
        ticket = self.make_ticket(self.colleague)
        self.by(ticket, self.engineer).resolve("Done.")
        self.colleague.active = False
        self.by(ticket, self.manager).confirm_resolution()
        self.assertFalse(ticket.sudo().rating_asked_at)

    # -- given once

    def test_following_a_link_gives_nothing(self):
        page = self.url_open(f"/rate/{self.rating().access_token}/1")
        self.assertEqual(page.status_code, 200)
        self.assertIn(self.ticket.number, page.text)
        self.assertNotIn("our services", page.text)
        self.env.invalidate_all()
        self.assertFalse(self.rating().consumed)

    def test_both_sides_read_what_was_said(self):
        with at("2026-11-24 10:00"):
            self.assertEqual(self.give(5, "Quick & kind").status_code, 200)
        ticket = self.ticket.sudo()
        self.assertEqual((ticket.rated, ticket.rating_score), ("happy", 5))
        told = "Satisfied (5 of 5): “Quick & kind”"
        for person in (self.clerk, self.manager, self.engineer, self.lead):
            self.assertEqual(self.by(self.ticket, person).rating_told, told)
        self.assertEqual(self.by(self.ticket, self.engineer)._portal_page()["rating"], told)
        note = ticket.message_ids.filtered(lambda m: "Satisfied" in m.body)
        self.assertEqual(note.author_id, self.clerk.partner_id)

    def test_it_moves_and_answers_nothing_and_mails_nobody(self):
        before = self.env["mail.mail"].search([])
        self.give(3)
        self.assertEqual(self.ticket.sudo().state, "closed")
        self.assertFalse(self.env["mail.mail"].search([]) - before)

    def test_what_is_said_stays(self):
        self.give(5)
        token = self.rating().access_token
        self.assertIn("said it already", self.url_open(f"/rate/{token}/1").text)
        ticket = self.ticket.sudo()
        with self.assertRaisesRegex(UserError, "stays as it is"):
            ticket._give_rating(self.rating(), 1)
        ticket._give_rating(self.rating(), 5)  # the same form, sent twice
        self.assertEqual(self.rating().rating, 5)
        self.assertEqual(len(ticket.message_ids.filtered(lambda m: "Satisfied" in m.body)), 1)

    def test_a_low_one_is_told_to_the_account_lead(self):
        before = self.env["mail.mail"].search([])
        self.give(1, "Nobody called <script>")
        new = self.env["mail.mail"].search([]) - before
        self.assertEqual(new.recipient_ids, self.lead.user_id.partner_id)
        self.assertIn("Nobody called &lt;script&gt;", new.body_html)
        self.assertIn(f"/my/support/ticket/{self.ticket.number}", new.body_html)

    def test_odd_input_is_a_clear_page(self):
        token = self.rating().access_token
        self.assertEqual(self.url_open(f"/rate/{token}/4").status_code, 404)
        page = self.url_open(f"/rate/{token}/5")
        csrf = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
        for rate in ("x", "", "4", "-1", "5.0", "9" * 30):
            data = {"rate": rate, "csrf_token": csrf}
            answer = self.url_open(f"/rate/{token}/submit_feedback", data=data)
            self.assertEqual(answer.status_code, 200)
        self.env.invalidate_all()
        self.assertFalse(self.rating().consumed)
        path = f"/rate/{self.rating(self.make_closed()).access_token}/submit_feedback"
        data = {"rate": 5, "csrf_token": csrf}
        sent = self.url_open(path, data=data, files={"feedback": ("a.txt", b"x")})
        self.assertEqual(sent.status_code, 200)
        self.give(3, "a\r\n" * 3_000)
        self.assertLessEqual(len(self.ticket.sudo().rating_comment), 2_000)

    # -- averages

    def test_whoever_said_nothing_does_not_count_as_zero(self):
        self.give(5)
        other = self.make_closed()
        self.give(3, token=self.rating(other).access_token)
        self.make_closed()
        [(average, given, asked)] = (
            self.env["ecosire.support.ticket"]
            .with_user(self.manager)
            ._read_group(
                [("rating_asked_at", "!=", False)],
                [],
                ["rating_score:avg", "rated_at:count", "__count"],
            )
        )
        self.assertEqual((average, given, asked), (4.0, 2, 3))
        text = self.contract.with_user(self.manager).rating_text
        self.assertIn("4.0 of 5, said by 2 of 3 asked", text)

    def test_the_contract_says_so_where_nobody_was_asked(self):
        _company, contract = self.make_company("Omega", self.plan_xmlid)
        self.assertIn("Nobody has been asked", contract.rating_text)
