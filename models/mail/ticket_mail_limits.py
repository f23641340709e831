"""Where mail ends that no person writes: floods, and machines that say the same again.

None of it is lost: what is over a limit waits, or is kept, in the intake.
"""

from datetime import UTC

from odoo import api, fields, models

from ...core import mail_hasty

FLOOD_MAILS = 20  # in an hour, of one sender: new tickets, or mails on one ticket
FLOOD_REPLIES = 60  # in an hour, of one sender, on all tickets
FLOOD_NOTES = 5  # in an hour, of unverified senders on one ticket
FLOOD_MINUTES = 60
REPEAT_MINUTES = 24 * 60


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    @api.model
    def _is_flood(self, user):
        """More new tickets by mail in an hour than a person writes."""
        recent = [("submitter_id", "=", user.id), ("by_mail", "=", True)]
        since = fields.Datetime.subtract(fields.Datetime.now(), minutes=FLOOD_MINUTES)
        return self.search_count([*recent, ("submitted_at", ">=", since)]) >= FLOOD_MAILS

    def _is_reply_flood(self, mail, role):
        """More mails on this ticket, or on all of them, than one sender writes in an hour.

        The mailbox stands for many people, so only its mails on one ticket are counted.
        """
        seen = self.env["ecosire.support.mail.seen"]
        sender = ("sender", "=", mail["sender"])
        if seen._count(FLOOD_MINUTES, sender, ("ticket_id", "=", self.id)) > FLOOD_MAILS:
            return True
        return role == "client" and (
            seen._count(FLOOD_MINUTES, sender, ("ticket_id", "!=", False)) > FLOOD_REPLIES
        )

    def _is_note_flood(self):
        """More unverified mails on this ticket than anybody wants to read there."""
        intake = self.env["ecosire.support.mail.intake"]
        since = fields.Datetime.subtract(fields.Datetime.now(), minutes=FLOOD_MINUTES)
        domain = [("ticket_id", "=", self.id), ("reason", "=", "unverified")]
        return intake.search_count([*domain, ("received_at", ">", since)]) >= FLOOD_NOTES

    def _hasty_sign(self, mail):
        """By what an answer is taken for a machine's that bears no mark; empty for a person's."""
        answered = self._referred(mail).filtered(
            lambda m: m.model == self._name and self.browse(m.res_id)._merged_into() == self
        )[:1]
        if not answered:
            return ""
        dates = (value for name, value in mail["head"].headers if name.lower() == "date")
        moments = [fields.Datetime.now().replace(tzinfo=UTC), *map(mail_hasty.written_at, dates)]
        words = mail_hasty.hasty_words(
            mail["subject"] or "",
            (answered.subject or "", self.name, self.number),
            answered.date.replace(tzinfo=UTC),
            filter(None, moments),
        )
        return words and self.env._("“%s” in the subject, within two minutes of our mail", words)

    @api.model
    def _may_be_a_matter(self, mail, ticket):
        """A colleague's new mail that only its subject gives away as a machine's.

        "Automatic reply to customers fails" begins as an absence notice does, and is a ticket.
        """
        return (
            mail["kind"].sign == "Subject" and not ticket and bool(self._staff_of(mail["sender"]))
        )

    @api.model
    def _is_repetition(self, mail, ticket):
        """Whether the sender said just these words within a day: on the ticket, or to file one.

        Two machines without any mark would answer each other for ever through us; the second
        time one says the same it tells nobody, and that ends it.
        """
        if not mail["words"] or not mail["sender"]:
            return False
        said = [("sender", "=", mail["sender"]), ("words", "=", mail["words"])]
        said.append(("fingerprint", "!=", mail["fingerprint"]))
        said.append(("ticket_id", "=", ticket.id))
        return bool(self.env["ecosire.support.mail.seen"]._count(REPEAT_MINUTES, *said))
