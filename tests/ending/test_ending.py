"""DESIGN, after “resolved”: the client confirms or reopens, or it closes by itself when it was told."""

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.ecosire_support.models.ending import ticket_ending

from ..common import SupportMixin, at, utc

RESOLVED, DUE = "2026-11-10 10:00", "2026-11-17 10:00"


@tagged("post_install", "-at_install")
class TestClosing(SupportMixin, HttpCase):
    def setUp(self):
        super().setUp()
        with at("2026-11-10 09:00"):
            self.ticket = self.make_critical()
        with at(RESOLVED):
            self.by(self.ticket, self.engineer).resolve("Done.")
            self.env.flush_all()

    def close_due(self, moment):
        with at(moment):
            self.env["ecosire.support.ticket"]._cron_close_resolved()

    def mails(self, person, words):
        mails = self.env["mail.mail"].search([("recipient_ids", "in", person.partner_id.ids)])
        return mails.filtered(lambda mail: words in (mail.body_html or ""))

    def link(self, action, person=None):
        """The address of such a link in the newest mail of the person."""
        mail = self.mails(person or self.clerk, f"/support/link/{action}-")[:1]
        _before, _sign, rest = mail.body_html.partition(f"/support/link/{action}-")
        return f"/support/link/{action}-" + rest.partition('"')[0]

    # -- when

    def test_it_closes_seven_days_after_it_was_resolved_and_no_second_earlier(self):
        self.assertEqual(self.ticket.closes_on, utc(DUE))
        self.close_due("2026-11-17 09:59:59")
        self.assertEqual(self.ticket.state, "resolved")
        self.close_due(DUE)
        self.assertEqual((self.ticket.state, self.ticket.closes_on), ("closed", False))

    def test_however_late_the_job_comes_it_closed_when_it_was_due(self):
        self.close_due("2026-11-20 03:00")
        self.assertEqual(self.ticket.closed_at, utc(DUE))
        note = self.ticket.message_ids.filtered(lambda m: "Closed by itself" in m.body)
        self.assertIn("Tue 17 Nov 11:00 (Amsterdam, UTC+1)", note.body)

    def test_the_job_is_safe_to_repeat(self):
        for _again in range(3):
            self.close_due("2026-11-20 03:00")
        notes = self.ticket.message_ids.filtered(lambda m: "Closed by itself" in m.body)
        self.assertEqual(len(notes), 1)

    def test_the_days_are_a_setting_and_what_was_told_stays(self):
        self.env["ir.config_parameter"].set_param("ecosire_support.close_after_days", "3")
        with at(RESOLVED):
            other = self.make_critical()
            self.by(other, self.engineer).resolve("Done.")
        self.assertEqual(other.closes_on, utc("2026-11-13 10:00"))
        self.assertEqual(self.ticket.closes_on, utc(DUE))

    def test_a_slip_in_the_setting_stops_no_ticket(self):
        for wrong in ("0", "-3", "soon", "100000"):
            self.env["ir.config_parameter"].set_param("ecosire_support.close_after_days", wrong)
            with at(RESOLVED), self.assertLogs("odoo.addons.ecosire_support", "WARNING"):
                ticket = self.make_critical()
                self.by(ticket, self.engineer).resolve("Done.")
                self.assertEqual(ticket.closes_on, utc(DUE))

    def test_the_settings_say_which_days_are_allowed(self):
        settings = self.env["res.config.settings"]
        for days in (0, -1, 366):
            with self.subTest(days), self.assertRaisesRegex(UserError, "1 to 365 days"):
                settings.create({"ecosire_support_close_after_days": days})
        settings.create({"ecosire_support_close_after_days": 365}).execute()
        self.assertEqual(settings.create({}).ecosire_support_close_after_days, 365)

    def test_many_are_closed_in_batches(self):
        with at(RESOLVED):
            for _one in range(3):
                self.by(self.make_critical(), self.engineer).resolve("Done.")
        self.patch(ticket_ending, "BATCH", 2)
        self.close_due(DUE)
        left = self.env["ecosire.support.ticket"].search_count([("state", "=", "resolved")])
        self.assertEqual(left, 0)

    # -- what the client does

    def test_a_message_of_the_client_reopens_it_before_and_after(self):
        with at("2026-11-11 10:00"):
            self.say(self.ticket, "No.")
        self.assertTrue(self.ticket.is_open)
        self.assertFalse(self.ticket.closes_on)
        self.close_due("2026-11-20 03:00")
        self.assertTrue(self.ticket.is_open)
        with at("2026-11-21 03:00"):
            self.by(self.ticket, self.engineer).resolve("Now.")
        self.assertEqual(self.ticket.closes_on, utc("2026-11-28 03:00"))
        self.close_due("2026-11-29 03:00")
        with at("2026-11-30 03:00"):
            self.say(self.ticket, "Still no.")
        self.assertTrue(self.ticket.is_open)

    def test_both_sides_read_when_it_closes(self):
        with at("2026-11-11 10:00"):
            client = self.by(self.ticket, self.clerk).closing_text
            ecosire = self.by(self.ticket, self.engineer)
            self.assertIn("Tue 17 Nov 11:00 your time", client)
            self.assertIn("unless you reopen it", client)
            self.assertIn("unless the client reopens it", ecosire.closing_text)
            self.assertEqual(ecosire.closes_on, utc(DUE))
            self.assertIn("unless the client reopens it", ecosire._portal_page()["closing"])

    # -- by mail

    def test_the_mail_with_the_cure_says_when_it_closes(self):
        mail = self.mails(self.clerk, "Does it work?")
        self.assertEqual(len(mail), 1)
        self.assertIn("closes by itself on Tue 17 Nov 11:00 your time", mail.body_html)
        self.assertNotIn("/support/link/", mail.mail_message_id.body)

    def test_one_click_confirms(self):
        page = self.url_open(self.link("works"), method="POST")
        self.assertEqual(page.status_code, 200)
        self.env.invalidate_all()
        self.assertEqual(self.ticket.sudo().state, "closed")

    def test_what_is_no_word_reopens_all_the_same(self):
        link = self.link("reopen")
        done = self.url_open(link, files={"text": ("a.txt", b"x")})
        self.assertEqual(done.status_code, 200)
        self.by(self.ticket, self.engineer).resolve("Now.")
        done = self.url_open(self.link("reopen"), data={"text": "still\0 broken"})
        self.assertIn(done.status_code, (200, 410))
        self.assertNotIn("\0", " ".join(self.ticket.sudo().message_ids.mapped("body")))

    def test_one_click_reopens_with_a_word_of_the_clients_own(self):
        link = self.link("reopen")
        offer = self.url_open(link)
        self.assertIn("What still does not work?", offer.text)
        self.env.invalidate_all()
        self.assertEqual(self.ticket.sudo().state, "resolved")
        done = self.url_open(link, data={"text": "<b>Line 3</b> still stops"}, method="POST")
        self.assertEqual(done.status_code, 200)
        self.env.invalidate_all()
        ticket = self.ticket.sudo()
        self.assertTrue(ticket.is_open)
        note = ticket.message_ids.filtered(lambda m: "Reopened" in m.body)
        self.assertIn("&lt;b&gt;Line 3&lt;/b&gt; still stops", note.body)
        self.assertEqual(note.author_id, self.clerk.partner_id)
        again = self.url_open(link, data={"text": "again"}, method="POST")
        self.assertEqual(again.status_code, 410)

    def test_a_link_reopens_what_closed_by_itself_meanwhile(self):
        link = self.link("reopen")
        self.ticket.sudo()._close_by_itself()
        self.url_open(link, method="POST")
        self.env.invalidate_all()
        self.assertTrue(self.ticket.sudo().is_open)

    def test_nobody_of_ecosire_reopens_by_the_clients_link(self):
        url = self.ticket.sudo()._client_link("reopen", self.engineer.user_id.partner_id)
        page = self.url_open("/support/link/" + url.rpartition("/")[2], method="POST")
        self.assertEqual(page.status_code, 410)
        self.env.invalidate_all()
        self.assertEqual(self.ticket.sudo().state, "resolved")

    def test_a_link_to_reopen_does_nothing_while_it_is_open(self):
        link = self.link("reopen")
        self.by(self.ticket, self.clerk).reopen("No.")
        self.assertEqual(self.url_open(link, method="POST").status_code, 410)

    def test_who_follows_is_told_that_it_closed(self):
        self.ticket.message_subscribe(self.manager.partner_id.ids)
        self.close_due(DUE)
        mail = self.mails(self.manager, "Closed by itself on")
        self.assertEqual(len(mail), 1)
        # whoever filed it reads so in the mail that asks how it went
        self.assertFalse(self.mails(self.clerk, "Closed by itself on"))
        self.assertTrue(self.mails(self.clerk, "How did ECOSIRE do?"))

    def test_whoever_wants_no_question_is_told_all_the_same(self):
        rows = self.env["ecosire.support.notice.preference"].with_user(self.clerk)
        rows._rows_of(self.clerk).filtered(lambda r: r.kind_id.code == "rating").choice = "never"
        self.close_due(DUE)
        self.assertTrue(self.mails(self.clerk, "Closed by itself on"))
        self.assertFalse(self.mails(self.clerk, "How did ECOSIRE do?"))

    def test_confirming_twice_is_told_in_words(self):
        self.by(self.ticket, self.clerk).confirm_resolution()
        with self.assertRaises(UserError):
            self.by(self.ticket, self.clerk).it_works_again()
