"""A mail that begins something: a ticket of known staff, or a matter for the intake."""

from odoo import api, models

from ...core import mail_token
from ..ticket.ticket_intake import TITLE_LIMIT


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    @api.model
    def _take_new(self, mail):
        intake = self.env["ecosire.support.mail.intake"]
        user = self._staff_of(mail["sender"])
        reason, ticket = self._why_not_new(mail, user)
        if reason:
            intake._keep(mail, reason, ticket=ticket)
        else:
            mail = self._with_content(mail)
            ticket = self.with_user(user)._file_mail(mail)
            # sudo: mail.intake - the door itself keeps what came in
            ticket.sudo()._keep_unread(mail)

    @api.model
    def _why_not_new(self, mail, user):
        """Why a mail is no new ticket, and the ticket that it may be about instead."""
        nowhere = self.browse()
        if not user:
            return "stranger", nowhere
        if self._is_flood(user):
            return "flood", nowhere
        if self._is_repetition(mail, nowhere):
            return "automatic", nowhere
        if not self.env["ecosire.support.contract"]._in_force(user.company_id):
            return "no_contract", nowhere
        meant = self._meant_by(mail, user)
        return ("no_thread", meant) if meant else (None, nowhere)

    @api.model
    def _meant_by(self, mail, user):
        """The ticket whose bare number stands in the subject: a guess, for a manager to confirm."""
        number = mail_token.bare_number(mail["subject"])
        ticket = self.search([("number", "=", number)], limit=1) if number else self.browse()
        return ticket if ticket and ticket.with_user(user).has_access("read") else self.browse()

    @api.model
    def _staff_of(self, sender):
        """The one internal user with that address who may file tickets; none when in doubt."""
        if not sender:
            return self.env["res.users"]
        users = self.env["res.users"].search(
            ["|", ("email_normalized", "=", sender), ("login", "=", sender)], limit=2
        )
        staff = users.filtered(lambda u: u.has_group("ecosire_support.group_user"))
        return staff if len(staff) == 1 else self.env["res.users"]

    @api.model
    def _file_mail(self, mail):
        """File a mail as a ticket of the present user; nobody was asked how bad it is."""
        subject = mail_token.strip_token(mail.get("subject") or "")
        ticket = self.with_context(ecosire_support_by_mail=True).submit(
            {
                "name": subject[:TITLE_LIMIT] or self.env._("Mail without a subject"),
                "description": mail["body"],
                "severity": "medium",
                "severity_reason": self.env._("Filed by mail: nobody was asked how bad it is"),
                "company_id": self.env.user.company_id.id,
            }
        )
        # sudo: ticket - how it came in, and its files, are kept by the door itself
        ticket.with_context(ecosire_support_by_mail=False).sudo()._keep_mail_facts(mail)
        return ticket

    def _keep_mail_facts(self, mail):
        """How a ticket by mail came in: its files, its pictures, its Message-ID for later replies.

        Only then is it announced: ECOSIRE gets one mail, with everything in it.
        """
        self.by_mail = True
        quiet = self.with_context(ecosire_support_answer=True, ecosire_support_quiet=True)
        message = quiet._post_mail(mail, self.submitter_id.partner_id)
        # inline pictures have become files of the ticket by now
        self.description = message.body
        self._announce()
