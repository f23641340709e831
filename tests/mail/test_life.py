"""The ten-minute life of a ticket by mail alone, over a real SMTP connection, both ways."""

import email
import email.policy
import smtplib
from email.message import EmailMessage
from email.utils import make_msgid
from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.base.models.ir_mail_server import IrMail_Server

from ..common import at, utc
from ..test_mail_both_ways import DESK, MAILBOX, MailCase
from .smtp_sink import smtp_sink

CLERK = "delta_clerk@delta.example"


@tagged("post_install", "-at_install")
class TestLife(MailCase):
    def setUp(self):
        super().setUp()
        self.sink = self.enterContext(smtp_sink())
        # Odoo sends nothing in tests; its own tests of the mail server lift that the same way
        self.startPatch(IrMail_Server, "_disable_send", lambda _self: False)
        # and its mail tests replace the connection, which here is the matter itself
        self.env["mail.mail"].search([]).unlink()
        self.env["ir.mail_server"].search([]).active = False
        self.env["ir.mail_server"].create(
            {"name": "sink", "smtp_host": "127.0.0.1", "smtp_port": self.sink.port}
        )

    def startPatch(self, target, name, value):
        patcher = patch.object(target, name, value)
        patcher.start()
        self.addCleanup(patcher.stop)

    # -- people and their mail programs

    def post(self, message):
        """Send over SMTP to the desk; the desk's server hands what it got to Odoo's gateway."""
        with smtplib.SMTP("127.0.0.1", self.sink.port, timeout=10) as client:
            client.send_message(message)
        (arrived,) = self.sink.take()
        self.assertIn(DESK, arrived.recipients)
        self.env["mail.thread"].message_process(False, arrived.raw)
        self.env.flush_all()
        self.env.invalidate_all()

    def send(self, sender, subject, text):
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, DESK, subject
        message["Message-ID"] = make_msgid(domain="mail.example")
        message.set_content(text)
        self.post(message)

    def answer(self, sender, received, text):
        """What a mail program makes of “Reply”: it knows nothing but the bytes it got."""
        got = self.head(received)
        message = EmailMessage()
        message["From"], message["To"] = sender, got["Reply-To"]
        message["Subject"] = f"Re: {got['Subject']}"
        message["Message-ID"] = make_msgid(domain="mail.example")
        message["In-Reply-To"] = got["Message-ID"]
        message["References"] = f"{got['References'] or ''} {got['Message-ID']}".strip()
        quoted = self.text(received)
        message.set_content(text + "\n\n> " + "\n> ".join(quoted.splitlines()))
        self.post(message)

    def delivered(self):
        """What Odoo's mail queue sends now, by the address it goes to."""
        self.env["mail.mail"].process_email_queue()
        mails = {}
        for received in self.sink.take():
            for recipient in received.recipients:
                mails.setdefault(recipient, []).append(received)
        return mails

    def one(self, mails, recipient):
        self.assertEqual(len(mails.get(recipient, [])), 1, f"{recipient}: {sorted(mails)}")
        return mails[recipient][0]

    def head(self, received):
        return email.message_from_bytes(received.raw, policy=email.policy.SMTP)

    def text(self, received):
        return self.head(received).get_body(("plain", "html")).get_content()

    def newest_ticket(self):
        return self.env["ecosire.support.ticket"].search([], order="id desc", limit=1)

    # -- the ten minutes

    def test_the_life_of_a_ticket_by_mail_alone(self):
        with at("2026-11-24 10:00"):
            self.send(f"Jan de Wit <{CLERK}>", "The scanner fails", "Since this morning.")
            ticket = self.newest_ticket()
            self.assertEqual(ticket.submitter_id, self.clerk)
            mails = self.delivered()
            to_clerk, to_box = self.one(mails, CLERK), self.one(mails, MAILBOX)
            self.assertEqual(sorted(mails), sorted([CLERK, MAILBOX]))
            self.check_marks(to_clerk, ticket)
            self.check_marks(to_box, ticket)
        with at("2026-11-24 10:03"):
            self.answer(f"ECOSIRE Desk <{MAILBOX}>", to_box, "Please clean the glass.")
            self.assertEqual(ticket.sla_state, "met")
            self.assertEqual(ticket.answered_at, utc("2026-11-24 10:03"))
            to_clerk = self.one(self.delivered(), CLERK)
            self.assertNotIn("Auto-Submitted", self.head(to_clerk))
            self.assertIn("clean the glass", self.text(to_clerk))
        with at("2026-11-24 10:05"):
            self.answer(f"Jan de Wit <{CLERK}>", to_clerk, "Thank you, that was it!")
            to_box = self.one(self.delivered(), MAILBOX)
            self.assertIn("that was it", self.text(to_box))
        with at("2026-11-24 10:06"):
            self.by(ticket, self.engineer).resolve("The glass is clean.")
            to_clerk = self.newest(self.delivered(), CLERK)
        with at("2026-11-24 10:08"):
            self.answer(f"Jan de Wit <{CLERK}>", to_clerk, "Now it fails again.")
            self.assertTrue(ticket.is_open)
            self.assertEqual(ticket.clock_id.round, 2)
            to_box = self.newest(self.delivered(), MAILBOX, "fails again")
        with at("2026-11-24 10:09"):
            self.answer(f"ECOSIRE Desk <{MAILBOX}>", to_box, "A new cable comes tomorrow.")
            self.assertEqual(ticket.sla_state, "met")
            self.delivered()
        with at("2026-11-24 10:10"):
            self.by(ticket, self.engineer).resolve("Cable sent.")
            ticket.with_user(self.clerk).confirm_resolution()
        self.assertEqual(ticket.state, "closed")
        self.assertEqual(
            self.env["ecosire.support.ticket"].search_count([("id", ">", ticket.id)]), 0
        )
        self.assertFalse(self.intake().filtered(lambda m: m.ticket_id == ticket))

    def newest(self, mails, recipient, words=""):
        found = [mail for mail in mails[recipient] if words in self.text(mail)]
        self.assertTrue(found, f"nothing with {words} to {recipient}")
        return found[-1]

    def check_marks(self, received, ticket):
        """A machine's mail says so, carries its proof, and is answered at the desk alone."""
        head = self.head(received)
        self.assertEqual(head["Auto-Submitted"], "auto-generated")
        self.assertIn(ticket._with_token("").strip(), head["Subject"])
        self.assertIn(DESK, head["Reply-To"])
        self.assertNotIn("X-Msg-To-Add", head)
        self.assertEqual(len(received.recipients), 1)
        self.assertFalse(head["Cc"])

    def test_a_false_reopening_by_thanks_is_ended_by_the_engineer(self):
        with at("2026-11-24 10:00"):
            self.send(CLERK, "The scanner fails", "Since this morning.")
            ticket = self.newest_ticket()
            self.by(ticket, self.engineer).resolve("Done.")
            to_clerk = self.newest(self.delivered(), CLERK)
        with at("2026-11-24 10:05"):
            self.answer(CLERK, to_clerk, "Thanks!")
            self.assertTrue(ticket.is_open)
            self.by(ticket, self.engineer).end_false_reopening("Thanks only.")
        self.assertEqual(ticket.state, "closed")
