"""What becomes of a kept mail: a ticket, a message on one, or nothing."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..common.guard import GROUP_MANAGER, GROUP_USER

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
            mail._check_submitter(submitter)
            mail.ticket_id = mail._take(submitter)
            mail.state = "accepted"
        return True

    def discard(self):
        """Nothing becomes of these mails; they stay for the record, and nobody is told."""
        self._guard(GROUP_MANAGER)
        for mail in self.sudo():  # sudo: mail.intake - only managers come here
            mail._check_waiting()
            mail.state = "discarded"
        return True

    def _check_submitter(self, submitter):
        """Only who files tickets in the mail's company has one filed in his name."""
        user = submitter.sudo()  # sudo: res.users - only groups and companies, nothing shown
        mine = self.company_id
        if not user.has_group(GROUP_USER) or (mine and mine not in user.company_ids):
            raise UserError(
                self.env._(
                    "%s does not file tickets for this company. Choose another colleague.",
                    user.name,
                )
            )

    def _check_waiting(self):
        self.ensure_one()
        if self.state != "waiting":
            raise UserError(self.env._("“%s” was decided already.", self.subject or self.sender))

    def _take(self, submitter):
        """The ticket that a mail, kept whole, now is or is now on."""
        tickets = self.env["ecosire.support.ticket"]
        mail = tickets._with_prints(tickets._read_mail(self._raw()))
        mail = tickets._with_content({**mail, "message_id": self.message_id})
        if not self.ticket_id:
            return tickets.with_user(submitter)._file_mail(mail)
        self.ticket_id._take_vouched(mail)
        return self.ticket_id

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
    def _keep(self, mail, reason, sign="", ticket=None, state="waiting"):
        """Keep a mail whole; a second copy of the same mail is kept once."""
        known = self.search([("fingerprint", "=", mail["fingerprint"])], limit=1)
        if known:
            return known
        tickets = self.env["ecosire.support.ticket"]
        entry = self.create(
            {
                "message_id": mail["message_id"],
                "fingerprint": mail["fingerprint"],
                "sender": mail["email_from"],
                "subject": mail["subject"],
                "received_at": fields.Datetime.now(),
                "reason": reason,
                "sign": sign,
                "text": mail["text"][:TEXT_SHOWN],
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
                "raw": mail["raw"],
                "mimetype": "message/rfc822",
            }
        )
        return entry
