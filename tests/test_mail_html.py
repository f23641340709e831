"""HTML from outside: what it may still do in a stored text, in a mail and on an engineer's page."""

import re

from lxml import html
from markupsafe import Markup

from odoo.tests import tagged

from .portal.case import PortalCase
from .test_mail_both_ways import MailCase

TRACKER = "tracker.example"
NASTY = f"""<p class="alert o_form_view">Before</p>
<img src="https://{TRACKER}/one.png" alt="Our logo">
<img src="https://{TRACKER}/pixel.gif" width="1" height="1">
<img src="https://{TRACKER}/hidden.gif" style="display:none">
<img src=" h\tttps://{TRACKER}/tab.png">
<img src="//{TRACKER}/relative.png"><img src="/\\{TRACKER}/backslash.png">
<img src="https:{TRACKER}/no-slashes.png"><img src="ftp://{TRACKER}/ftp.png">
<img src="/web/session/logout"><img src="/web/image/../session/logout">
<img src="/web/image/%2e%2e/session/logout"><img src="x" onerror="alert(1)">
<img src="data:image/svg+xml;base64,PHN2Zz4=">
<img srcset="https://{TRACKER}/set.png 2x" src="data:image/png;base64,iVBORw0KGgo=">
<a href="https://shop.example"><img src="https://{TRACKER}/in-a-link.png" alt="Shop"></a>
<div style="background-image: url(https://{TRACKER}/style.png)">styled</div>
<div style="background-image: u\\72l(https://{TRACKER}/escaped.png)">escaped</div>
<table background="https://{TRACKER}/table.png"><tr><td background="//{TRACKER}/td.png">cell</td></tr></table>
<svg><image href="https://{TRACKER}/svg.png"/></svg>
<video poster="https://{TRACKER}/poster.png" src="https://{TRACKER}/v.mp4"></video>
<audio src="https://{TRACKER}/a.mp3"></audio><picture><source srcset="https://{TRACKER}/s.png"></picture>
<input type="image" src="https://{TRACKER}/input.png"><script>alert(2)</script>
<a href="javascript:alert(3)" ping="https://{TRACKER}/ping">click</a>
<iframe src="https://{TRACKER}/frame"></iframe><link rel="stylesheet" href="https://{TRACKER}/s.css">
<style>@import "https://{TRACKER}/import.css";</style><p>After</p>"""
QUOTING = """<div>My own words.</div><div class="gmail_quote"><div>On Monday you wrote:</div>
<blockquote>Old words.</blockquote></div>"""
# whatever makes a browser fetch something by itself
FETCHES = re.compile(
    r"<(?!a\b)[^>]*\b(?:src|srcset|href|poster|background|data|ping)\s*=[^>]*tracker|url\(|ping=",
    re.IGNORECASE,
)


class NastyMixin:
    def assert_quiet(self, text):
        self.assertFalse(FETCHES.findall(str(text)), text)
        for bad in ("onerror", "<script", "<iframe", "javascript:", "<svg", "logout", "pixel.gif"):
            self.assertNotIn(bad, text)
        for words in ("Before", "After", "styled", "cell", "Shop"):
            self.assertIn(words, text)


@tagged("post_install", "-at_install")
class TestStoredHtml(NastyMixin, MailCase):
    def test_pictures_from_elsewhere_are_links_on_every_way_in(self):
        ticket = self.make_ticket(description=NASTY)
        self.assert_quiet(ticket.description)
        self.by(ticket, self.clerk).write({"description": f"{NASTY}<p>again</p>"})
        self.assert_quiet(ticket.description)
        self.assertIn(f'href="https://{TRACKER}/one.png"', ticket.description)
        self.assertIn(f"[picture from {TRACKER}]", ticket.description)
        for kind in ("email", "comment"):
            message = ticket.sudo().message_post(
                body=Markup(NASTY), message_type=kind, subtype_xmlid="mail.mt_comment"
            )
            self.assert_quiet(message.body)
        ticket.sudo()._message_update_content(message, body=Markup(f"{NASTY}<p>edited</p>"))
        self.assert_quiet(message.body)

    def test_a_mail_brings_no_classes_and_its_quotes_are_known(self):
        ticket = self.make_ticket()
        message = ticket.sudo().message_post(
            body=Markup(NASTY + QUOTING), message_type="email", subtype_xmlid="mail.mt_comment"
        )
        self.assertNotIn("o_form_view", message.body)
        self.assertNotIn("gmail_quote", message.body)
        self.assertIn("data-o-mail-quote", message.body)

    def test_settling_twice_changes_nothing(self):
        once = self.env["ecosire.support.ticket"]._settled(Markup(NASTY), strip_classes=True)
        self.assertEqual(once, self.env["ecosire.support.ticket"]._settled(once, True))

    def test_a_file_of_the_ticket_stays_a_picture(self):
        body = '<p>See <img src="/web/image/12?access_token=ab-c"> here</p>'
        settled = self.env["ecosire.support.ticket"]._settled(Markup(body))
        self.assertIn('<img src="/web/image/12?access_token=ab-c">', settled)

    def test_text_without_a_tag_stays_as_it_is(self):
        tickets = self.env["ecosire.support.ticket"]
        for body in ("", False, "<p><br></p>"):
            self.assertEqual(tickets._settled(body), body)
        ticket = self.make_ticket()
        message = ticket.sudo().message_post(body="1 < 2 & 3 > 2", message_type="comment")
        self.assertIn("1 &lt; 2 &amp; 3 &gt; 2", message.body)

    def test_no_mail_that_goes_out_loads_a_picture_of_others(self):
        with self.mock_mail_gateway():
            ticket = self.make_ticket(description=NASTY)
            self.say(ticket, Markup(NASTY))
        self.assertTrue(self._new_mails)
        for mail in self._new_mails:
            self.assertFalse(re.search(rf"<img[^>]*{TRACKER}", mail.body_html))
            self.assertNotIn("url(", mail.body_html.replace("url('data:", ""))

    def test_a_nasty_mail_files_a_quiet_ticket(self):
        mail = f"From: {self.clerk.email}\nTo: support@delta.example\nSubject: Look\n"
        mail += "Message-ID: <nasty@delta.example>\nMIME-Version: 1.0\n"
        mail += f"Content-Type: text/html; charset=utf-8\n\n{NASTY}"
        self.env["mail.thread"].message_process(False, mail.encode())
        ticket = self.env["ecosire.support.ticket"].search([], order="id desc", limit=1)
        self.assertEqual(ticket.name, "Look")
        self.assert_quiet(ticket.description)
        self.assertNotIn("o_form_view", ticket.description)


@tagged("post_install", "-at_install")
class TestPortalHtml(NastyMixin, PortalCase):
    def texts(self, page):
        return [
            html.tostring(text, encoding="unicode")
            for text in page.xpath("//*[contains(@class, 'o_es_text')]")
        ]

    def test_pictures_wait_until_asked_for(self):
        ticket = self.make_ticket(description=NASTY)
        self.come_as(self.engineer)
        page = self.page(self.ticket_path(ticket))
        for text in self.texts(page):
            self.assert_quiet(text)
            self.assertIn("not loaded", text)
        form = page.xpath("//form[contains(@class, 'o_es_pictures')]")[0]
        self.assertEqual(form.get("method"), "get")
        shown = self.page(self.ticket_path(ticket), pictures="1")
        sources = shown.xpath("//*[contains(@class, 'o_es_text')]//img/@src")
        self.assertIn(f"https://{TRACKER}/one.png", sources)
        self.assertFalse([source for source in sources if "pixel" in source or "web/" in source])
        policies = shown.xpath("//*[contains(@class, 'o_es_text')]//img[@referrerpolicy]")
        self.assertTrue(policies)
        self.assertFalse(shown.xpath("//form[contains(@class, 'o_es_pictures')]"))

    def test_texts_stored_before_are_held_back_too(self):
        ticket = self.make_ticket()
        self.env.cr.execute(
            "UPDATE ecosire_support_ticket SET description = %s WHERE id = %s", [NASTY, ticket.id]
        )
        ticket.invalidate_recordset()
        self.come_as(self.engineer)
        for text in self.texts(self.page(self.ticket_path(ticket))):
            self.assert_quiet(text)

    def test_what_a_mail_quotes_is_folded(self):
        ticket = self.make_ticket()
        for body in (QUOTING, '<div class="gmail_quote">All of it is quoted.</div>'):
            ticket.sudo().message_post(
                body=Markup(body), message_type="email", subtype_xmlid="mail.mt_comment"
            )
        self.come_as(self.engineer)
        page = self.page(self.ticket_path(ticket))
        folds = page.xpath("//*[contains(@class, 'o_es_text')]//details")
        self.assertEqual(len(folds), 1)
        self.assertIn("Old words.", folds[0].text_content())
        self.assertNotIn("My own words.", folds[0].text_content())
        self.assertIn("All of it is quoted.", self.text_of(page))
