"""Links of mails: what one does, it does once, for whom it was sent to, by a button."""

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..common import SupportMixin, at, utc

QUIET = ("odoo.http", "odoo.addons.base.models.ir_http", "werkzeug")
UNTIL = "2099-01-01 00:00"


@tagged("post_install", "-at_install")
class TestLinks(SupportMixin, HttpCase):
    def setUp(self):
        super().setUp()
        self.links = self.env["ecosire.support.link"]
        self.ticket = self.make_ticket()
        self.url = self.link()

    def link(self, person=None, until=UNTIL, action="works", row=None):
        person = (person or self.clerk).partner_id
        return self.links._url(action, row or self.ticket.id, person, utc(until))

    def ask(self, url, method="GET"):
        path = "/support/link/" + url.rpartition("/")[2]
        return self.url_open(path, method=method, allow_redirects=False)

    def state(self):
        self.env.invalidate_all()
        return self.ticket.sudo().state

    def test_following_a_link_does_nothing_and_says_what_its_button_does(self):
        """Programs that look into mails follow every link."""
        for _twice in range(2):
            page = self.ask(self.url)
            self.assertEqual(page.status_code, 200)
            self.assertIn("Yes, it works again", page.text)
            self.assertIn(self.ticket.number, page.text)
            self.assertIn(self.clerk.name, page.text)
        self.assertEqual(self.ask(self.url, "HEAD").status_code, 200)
        self.assertEqual(self.state(), "new")

    def test_the_button_does_it_once_for_somebody_who_is_not_logged_in(self):
        done = self.ask(self.url, "POST")
        self.assertEqual(done.status_code, 200)
        self.assertIn("is closed", done.text)
        self.assertEqual(self.state(), "closed")
        used = self.links.search([("row", "=", self.ticket.id)])
        self.assertEqual((used.action, used.person), ("works", self.clerk.name))
        self.ticket.sudo()._reopen("no")
        again = self.ask(self.url, "POST")
        self.assertEqual(again.status_code, 410)
        self.assertEqual(self.state(), "new")

    def test_done_in_the_name_of_whoever_got_the_mail_whoever_is_logged_in(self):
        self.authenticate(self.manager.login, self.manager.login)
        self.ask(self.url, "POST")
        said = self.ticket.sudo().message_ids.filtered(lambda m: m.message_type == "comment")[:1]
        self.assertEqual(said.author_id, self.clerk.partner_id)

    @mute_logger(*QUIET)
    def test_all_that_is_dead_looks_alike(self):
        """Used, over, of somebody who left, of somebody who may not see it: one plain page."""
        over = self.link(until="2026-01-02 00:00")
        foreign = self.link(person=self.colleague)
        nowhere = self.link(row=999_999_999)
        unknown = self.link(action="ack", row=999_999_999)
        gone = self.link(person=self.manager)
        self.manager.active = False
        used = self.link(until="2098-01-01 00:00")
        self.ask(used, "POST")
        self.ticket.sudo()._reopen("no")
        for url in (over, foreign, nowhere, unknown, gone, used):
            for method in ("GET", "POST"):
                page = self.ask(url, method)
                self.assertEqual(page.status_code, 410)
                self.assertEqual(page.text, self.ask(over).text)
                self.assertNotIn(self.ticket.number, page.text)
        self.assertEqual(self.state(), "new")

    @mute_logger(*QUIET)
    def test_for_a_token_that_is_not_ours_there_is_no_such_page(self):
        token = self.url.rpartition("/")[2]
        forged = token[:-1] + ("0" if token[-1] != "0" else "1")
        other = token.replace(f"-{self.ticket.id}-", f"-{self.ticket.id + 1}-")
        for login in (None, self.clerk.login, self.engineer.user_id.login):
            if login:
                self.engineer.user_id.password = login
                self.authenticate(login, login)
            for wrong in ("x", forged, other, "works-1-1-1-" + 32 * "0"):
                for method in ("GET", "POST", "PUT", "OPTIONS"):
                    found = self.url_open(f"/support/link/{wrong}", method=method)
                    unknown = self.url_open(f"/support/nonsense/{wrong}", method=method)
                    self.assertEqual(found.status_code, unknown.status_code)
                    self.assertNotIn("does nothing any more", found.text)

    def test_an_engineer_who_is_logged_in_gets_to_the_page(self):
        self.engineer.user_id.password = "amina-amina-1"
        self.authenticate(self.engineer.user_id.login, "amina-amina-1")
        self.assertEqual(self.ask(self.url).status_code, 200)

    def test_an_engineer_cannot_end_a_ticket_by_the_clients_link(self):
        url = self.links._url("works", self.ticket.id, self.engineer.user_id.partner_id, utc(UNTIL))
        self.assertEqual(self.ask(url, "POST").status_code, 410)

    def test_a_link_lasts_a_month_and_no_second_longer(self):
        with at("2026-11-02 10:00"):
            token = (
                self.ticket.sudo()._client_link("works", self.clerk.partner_id).rpartition("/")[2]
            )
        with at("2026-12-02 10:00"):
            self.assertTrue(self.links._offer(token))
        with at("2026-12-02 10:00:01"):
            self.assertIsNone(self.links._offer(token))
            self.assertTrue(self.links._is_ours(token))

    def test_what_was_used_is_kept_as_it_was(self):
        self.ask(self.url, "POST")
        used = self.links.search([], limit=1)
        with self.assertRaises(UserError):
            used.used_at = utc("2026-01-01 00:00")
        with self.assertRaises(UserError):
            used.unlink()
