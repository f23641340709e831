"""What becomes of a kept mail: a ticket, a message on one, or nothing."""

import email
import email.policy

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from ..common.guard import GROUP_MANAGER

TEXT_SHOWN = 2000


class EcosireSupportMailIntake(models.Model):
    _inherit = "ecosire.support.mail.intake"

    def accept(self, submitter_id=None):
        """Make a ticket of each mail; its submitter is the one who accepts, or the given user.

        :param submitter_id: id of a user of the client in whose name the ticket is filed
        """
        self._guard(GROUP_MANAGER)
        submitter = self.env["res.users"].browse(submitter_id or self.env.uid)
        # sudo: mail.intake, ticket - only managers come here, for mails of their own companies
        for mail in self.sudo():
            mail._check_waiting()
            mail.ticket_id = mail._file_ticket(submitter)
            mail.state = "accepted"
        return True

    def discard(self):
        """Nothing becomes of these mails; they stay for the record, and nobody is told."""
        self._guard(GROUP_MANAGER)
        for mail in self.sudo():  # sudo: mail.intake - only managers come here
            mail._check_waiting()
            mail.state = "discarded"
        return True

    def _check_waiting(self):
        self.ensure_one()
        if self.state != "waiting":
            raise UserError(self.env._("“%s” was decided already.", self.subject or self.sender))

    def _file_ticket(self, submitter):
        """The ticket of a mail that was kept whole."""
        message = email.message_from_bytes(self._raw(), policy=email.policy.SMTP)
        mail = self.env["mail.thread"].message_parse(message)
        return self.env["ecosire.support.ticket"].with_user(submitter)._file_mail(mail)

    def _raw(self):
        """The mail as it came, byte by byte."""
        raw = self.env["ir.attachment"].search(self._original_domain(), limit=1).raw
        if not raw:
            raise UserError(self.env._("The mail itself is gone: file the ticket by hand."))
        return raw

    def _original_domain(self):
        return [
            ("res_model", "=", self._name),
            ("res_id", "=", self.id),
            ("res_field", "=", "original"),
        ]

    @api.model
    def _keep(self, message, mail, reason, sign="", ticket=None, state="waiting"):
        """Keep a mail whole; a second copy of the same mail is kept once."""
        known = self.search([("message_id", "=", mail["message_id"])], limit=1)
        if known:
            return known
        tickets = self.env["ecosire.support.ticket"]
        entry = self.create(
            {
                "message_id": mail["message_id"],
                "sender": mail.get("email_from"),
                "subject": mail.get("subject"),
                "received_at": fields.Datetime.now(),
                "reason": reason,
                "sign": sign,
                "text": html2plaintext(mail.get("body") or "")[:TEXT_SHOWN],
                "ticket_id": ticket.id if ticket else False,
                "company_id": (ticket.company_id if ticket else tickets._company_of(mail)).id,
                "state": state,
            }
        )
        self.env["ir.attachment"].create(
            {
                "name": "mail.eml",
                "res_model": self._name,
                "res_id": entry.id,
                "res_field": "original",
                "raw": message.as_bytes(),
                "mimetype": "message/rfc822",
            }
        )
        return entry
