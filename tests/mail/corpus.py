"""The corpus of real mail shapes, and a ticket in every state that they may answer.

A file may hold ``{{clerk}}``, ``{{mailbox}}``, ``{{engineer}}``, ``{{closed}}``, ``{{merged}}``:
the Message-ID of what that person was told, of a ticket in that state; ``{{number}}`` and
``{{token}}``: how the open ticket is named in a subject.
"""

import re
from contextlib import contextmanager
from pathlib import Path

from lxml import html

from ..common import at
from ..test_mail_both_ways import MailCase

FOLDER = Path(__file__).with_name("eml")
FILES = sorted(path.stem for path in FOLDER.glob("*.eml"))
TAGS = frozenset(
    "script iframe object embed form input svg math style link meta base frame applet".split()
)
KEPT_CLASS = re.compile("o_ecosire_held_picture|o_mail_")
MODELS = ("ecosire.support.ticket", "mail.message", "ecosire.support.mail.intake", "mail.mail")


class CorpusCase(MailCase):
    def setUp(self):
        super().setUp()
        with at("2026-11-24 08:00"):
            self.ticket = self.make_critical()
            self.by(self.ticket, self.engineer).take()
            question = "And?"
            self.say(self.ticket, question)
            self.closed = self.make_ticket(name="Closed one")
            self.by(self.closed, self.engineer).resolve("Done.")
            self.closed.with_user(self.clerk).confirm_resolution()
            self.merged = self.make_ticket(name="Duplicate")
            self.merged.sudo().duplicate_of_id = self.ticket
        self.env.flush_all()
        clerk, engineer = self.clerk.partner_id, self.engineer.user_id.partner_id
        self.words = {
            "clerk": self.told(self.ticket, clerk).message_id,
            "mailbox": self.told(self.ticket, self.contract.mailbox_partner_id).message_id,
            "engineer": self.told(self.ticket, engineer).message_id,
            "closed": self.told(self.closed, clerk).message_id,
            "merged": self.told(self.merged, clerk).message_id,
            "number": self.ticket.number,
            "token": self.ticket._with_token("").strip(),
        }
        self.marks = self.newest()

    def mail(self, name):
        """The bytes of a file of the corpus, with what only this run can know."""
        raw = (FOLDER / f"{name}.eml").read_bytes()
        for word, value in self.words.items():
            raw = raw.replace(b"{{%s}}" % word.encode(), value.encode())
        return raw

    def process(self, raw):
        """Let a mail in through Odoo's own gateway; what came of it is in :meth:`made`."""
        self.marks = self.newest()
        self.env["mail.thread"].message_process(False, raw)
        self.env.flush_all()
        self.env.invalidate_all()

    @contextmanager
    def apart(self, name):
        """Try one mail, and take back what came of it."""
        with self.subTest(name), self.env.cr.savepoint() as undo:
            yield
            undo.rollback()
            self.env.invalidate_all()

    def newest(self):
        return {
            name: self.env[name].search([], order="id desc", limit=1).id or 0 for name in MODELS
        }

    def made(self, name):
        """What has been made of a model since the mail came in, oldest first."""
        return self.env[name].search([("id", ">", self.marks[name])], order="id")

    def kept(self):
        return self.made("ecosire.support.mail.intake")

    def outcome(self):
        """In a word what became of a mail."""
        tickets, kept = self.made("ecosire.support.ticket"), self.kept()
        messages = self.made("mail.message").filtered(lambda m: m.message_type == "email")
        parts = []
        if tickets:
            parts.append("ticket")
        elif messages:
            parts.append(self.role_of(messages[0]))
        parts += [f"{mail.reason}/{mail.state}" for mail in kept]
        return " + ".join(parts) or "nothing"

    def role_of(self, message):
        where = {self.ticket.id: "", self.closed.id: " on closed"}.get(message.res_id, " elsewhere")
        if message.author_id == self.contract.mailbox_partner_id:
            return f"mailbox{where}"
        if message.author_id == self.engineer.user_id.partner_id:
            return f"engineer{where}"
        return f"client{where}" if message.author_id == self.clerk.partner_id else "somebody"

    def assert_nothing_lost(self, raw):
        """Whoever's mail it is: it is a ticket, it is a message, or its bytes are kept."""
        kept = self.kept()
        for mail in kept:
            self.assertEqual(mail.with_context(bin_size=False)._raw(), raw)
        used = self.made("mail.message").filtered(lambda m: m.message_type == "email")
        self.assertTrue(kept or used, "the mail is gone")

    def assert_stored_html_is_safe(self):
        texts = [*self.made("mail.message").mapped("body")]
        texts += self.made("ecosire.support.ticket").mapped("description")
        for text in filter(None, texts):
            for element in html.fragment_fromstring(str(text), create_parent="div").iter():
                self.assert_element_is_safe(element)

    def assert_element_is_safe(self, element):
        self.assertNotIn(element.tag, TAGS)
        for name, value in element.attrib.items():
            self.assertFalse(name.startswith("on"), name)
            self.assertFalse(name.startswith("data-oe-"), name)
            self.assertNotRegex(value.strip().lower(), r"^(?:javascript|vbscript|data:text)")
            if name == "class":
                self.assertRegex(value, KEPT_CLASS)
            if name in ("src", "background", "srcset"):
                self.assertRegex(value, r"^(?:/web/|data:image/)", "a picture calls elsewhere")

    def assert_files_are_harmless(self):
        files = self.env["ir.attachment"].search(
            [("res_model", "=", "ecosire.support.ticket"), ("res_field", "=", False)]
        )
        for file in files:
            self.assertNotRegex(file.name, r"[/\\<>\x00-\x1f\u202e]")
            self.assertLessEqual(len(file.name), 150)
            self.assertNotIn(file.mimetype, ("image/svg+xml", "text/html"))

    def assert_tells_only(self, allowed):
        """Nobody gets a mail through this one but the partners in ``allowed``."""
        told = self.made("mail.message").notification_ids.res_partner_id
        told |= self.made("mail.mail").recipient_ids
        self.assertFalse(told - allowed, f"told: {(told - allowed).mapped('email')}")
        self.assertFalse(self.made("mail.mail").filtered("email_to"))
