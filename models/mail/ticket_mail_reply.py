"""An answer by mail: put on its ticket as what it is, by whose word it is."""

from markupsafe import Markup

from odoo import models

from ...core import mail_token


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _take_reply(self, mail, role, user, partner):
        """Put an answer on its ticket as what it is, unless it is one of a flood."""
        intake = self.env["ecosire.support.mail.intake"]
        if not role:
            # what is too much for the thread is in the intake all the same
            if not self._is_note_flood():
                self._post_unverified(self._with_content(mail))
            intake._keep(mail, "unverified", ticket=self, state="kept")
        elif self._is_reply_flood(mail, role):
            intake._keep(mail, "flood", ticket=self)
        elif self._is_repetition(mail, self):
            self._take_repetition(mail, partner)
        else:
            self._take_verified(self._with_content(mail), role, user, partner)

    def _take_verified(self, mail, role, user, partner):
        if role in ("engineer", "mailbox"):
            self._take_vendor_mail(mail, user, partner)
        else:
            self._post_mail(mail, partner)
        self._keep_unread(mail)

    def _take_vouched(self, mail):
        """A kept mail that a manager puts on its ticket: proof still decides who ECOSIRE is."""
        role, user, partner = self._author_of(mail)
        if not role:
            staff = self._staff_of(mail["sender"])
            role = "client" if staff and staff.company_id == self.company_id else None
            partner = staff.partner_id
        if role:
            self._take_verified(mail, role, user, partner)
        else:
            self._post_unverified(mail)

    def _take_repetition(self, mail, partner):
        """The same words again: shown, but nobody is told and nothing moves.

        Where the ticket is finished, a person may have meant them: then a manager decides.
        """
        quiet = self.with_context(ecosire_support_answer=True, ecosire_support_quiet=True)
        quiet._post_mail(self._with_content(mail), partner)
        sign = self.env._("the same words within a day")
        state = "kept" if self.is_open else "waiting"
        self.env["ecosire.support.mail.intake"]._keep(mail, "automatic", sign, self, state)

    def _keep_unread(self, mail):
        """Keep the original of a mail that was used, but could not be read as it was meant."""
        if mail["unread"]:
            intake = self.env["ecosire.support.mail.intake"]
            intake._keep(mail, "fault", mail["unread"], ticket=self, state="kept")

    def _take_vendor_mail(self, mail, user, partner):
        """An answer of ECOSIRE: it stops the clock, where one still runs."""
        ticket = self.with_user(user) if user else self
        ticket = ticket.sudo()  # sudo: ticket - the sender was verified by _author_of
        if ticket.is_open:
            values = ticket._mail_values(mail)
            body = values.pop("body")
            ticket.with_context(attachments_mime_plainxml=True)._answer(
                body, mail["attachments"], author=partner, **values
            )
        else:
            ticket._post_mail(mail, partner)

    def _post_mail(self, mail, partner):
        """Put a verified mail on the thread as what it is."""
        values = self._mail_values(mail)
        # a picture or page that holds a script is stored as text
        return self.with_context(attachments_mime_plainxml=True).message_post(
            author_id=partner.id,
            subtype_xmlid="mail.mt_comment",
            attachments=mail["attachments"],
            **values,
        )

    def _mail_values(self, mail):
        """What a mail brings along for ``message_post``; its own Date is not believed."""
        return {
            # Markup: HTML from outside, settled and sanitized before it is stored
            "body": Markup(mail["body"]),
            "subject": mail_token.strip_token(mail.get("subject") or ""),
            "email_from": mail.get("email_from"),
            "message_type": "email",
            "message_id": mail["message_id"],
        }

    def _post_unverified(self, mail):
        """Show the client's people what came in, marked; it does nothing else."""
        banner = self.env._(
            "Unverified sender: %s. This mail answers no message that was sent to that address, "
            "so it changes nothing.",
            mail.get("email_from") or "?",
        )
        self.with_context(attachments_mime_plainxml=True).message_post(
            body=self._with_banner(banner, mail.get("body")),
            author_id=False,
            email_from=mail.get("email_from"),
            message_type="comment",
            subtype_xmlid="mail.mt_note",
            attachments=mail["attachments"],
        )
