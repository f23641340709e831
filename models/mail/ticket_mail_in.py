"""Mail that comes in: a new ticket, an answer, or something a manager decides on.

Nothing here loses a mail: what cannot be used, or cannot be read, is kept whole in the intake.
"""

import logging

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize, email_split

from ...core import mail_kind, mail_token

_logger = logging.getLogger(__name__)

FLOOD_MAILS = 20
FLOOD_MINUTES = 60


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    @api.model
    def _is_ours(self, mail):
        """Whether a mail is for support: by its recipients, or by what it answers."""
        recipients = {email_normalize(e) for e in email_split(mail.get("recipients") or "")}
        if recipients & self._support_addresses():
            return True
        return self._referred(mail)[:1].model == self._name

    @api.model
    def _support_addresses(self):
        return set(filter(None, self._support_aliases().mapped("alias_full_name")))

    @api.model
    def _support_aliases(self):
        return self.env["mail.alias"].search([("alias_model_id.model", "=", self._name)])

    @api.model
    def _company_of(self, mail):
        """The company whose support address a mail was sent to."""
        recipients = {email_normalize(e) for e in email_split(mail.get("recipients") or "")}
        alias = self._support_aliases().filtered(lambda a: a.alias_full_name in recipients)[:1]
        return alias.alias_domain_id.company_ids[:1] or self.env.company

    @api.model
    def _receive_mail(self, message, mail):
        """Judge one mail. Whatever goes wrong, the mail is kept."""
        try:
            with self.env.cr.savepoint():
                self._judge_mail(message, mail)
        except (UserError, ValueError) as error:
            _logger.warning("Mail %s was kept, not used: %s", mail["message_id"], error)
            self.env["ecosire.support.mail.intake"]._keep(message, mail, "fault", str(error))

    @api.model
    def _judge_mail(self, message, mail):
        intake = self.env["ecosire.support.mail.intake"]
        if intake.search_count([("message_id", "=", mail["message_id"])], limit=1):
            return
        ticket = self._thread_of(mail)
        kind = mail_kind.mail_kind(message.items(), message.get("Content-Type", ""))
        if not kind.is_person:
            reason = "bounce" if kind.kind == mail_kind.BOUNCE else "automatic"
            intake._keep(message, mail, reason, kind.sign, ticket, state="kept")
        elif ticket:
            ticket._take_reply(message, mail)
        else:
            self._take_new(message, mail)

    @api.model
    def _thread_of(self, mail):
        """The ticket that a mail belongs to: by its references, else by the token in its subject."""
        for referred in self._referred(mail).filtered(lambda m: m.model == self._name):
            ticket = self.browse(referred.res_id).exists()
            if ticket:
                return ticket._merged_into()
        number = mail_token.read_token(mail.get("subject"), self._mail_secret())
        if number:
            return self.search([("number", "=", number)], limit=1)._merged_into()
        return self.browse()

    def _merged_into(self):
        """Where what is said about a duplicate belongs; chains are followed, circles are not."""
        ticket, seen = self, set()
        while ticket.duplicate_of_id and ticket.id not in seen:
            seen.add(ticket.id)
            ticket = ticket.duplicate_of_id
        return ticket

    @api.model
    def _mail_secret(self):
        # sudo: ir.config_parameter - the database's own secret, used and never shown
        return self.env["ir.config_parameter"].sudo().get_param("database.secret")

    # -- an answer

    def _take_reply(self, message, mail):
        role, user, partner = self._author_of(mail)
        if role in ("engineer", "mailbox"):
            self._take_vendor_mail(mail, user, partner)
        elif role == "client":
            self._post_mail(mail, partner)
        else:
            self._post_unverified(mail)
            intake = self.env["ecosire.support.mail.intake"]
            intake._keep(message, mail, "unverified", ticket=self, state="kept")

    def _take_vendor_mail(self, mail, user, partner):
        """An answer of ECOSIRE: it stops the clock, where one still runs."""
        ticket = self.with_user(user) if user else self
        ticket = ticket.sudo()  # sudo: ticket - the sender was verified by _author_of
        if ticket.is_open:
            values = ticket._mail_values(mail)
            body = Markup(values.pop("body"))  # sanitized by the message's own field
            ticket._answer(body, mail.get("attachments") or [], author=partner, **values)
        else:
            ticket._post_mail(mail, partner)

    def _post_mail(self, mail, partner):
        """Put a verified mail on the thread as what it is."""
        values = self._mail_values(mail)
        values["attachments"] = mail.get("attachments") or []
        return self.message_post(author_id=partner.id, subtype_xmlid="mail.mt_comment", **values)

    def _mail_values(self, mail):
        """What a mail brings along for ``message_post``; its own Date is not believed."""
        return {
            "body": mail.get("body") or "",
            "body_is_html": True,
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
        self.message_post(
            body=self._with_banner(banner, mail.get("body")),
            author_id=False,
            email_from=mail.get("email_from"),
            message_type="comment",
            subtype_xmlid="mail.mt_note",
            attachments=mail.get("attachments") or [],
        )

    # -- a new ticket

    @api.model
    def _take_new(self, message, mail):
        intake = self.env["ecosire.support.mail.intake"]
        sender = email_normalize(mail.get("email_from") or "")
        user = self._staff_of(sender)
        if not user:
            intake._keep(message, mail, "stranger")
        elif self._is_flood(user):
            intake._keep(message, mail, "flood")
        elif not self.env["ecosire.support.contract"]._in_force(user.company_id):
            intake._keep(message, mail, "no_contract")
        else:
            self.with_user(user)._file_mail(mail)

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
    def _is_flood(self, user):
        """More new tickets by mail in an hour than a person writes."""
        recent = [("submitter_id", "=", user.id), ("by_mail", "=", True)]
        since = fields.Datetime.subtract(fields.Datetime.now(), minutes=FLOOD_MINUTES)
        return self.search_count([*recent, ("submitted_at", ">=", since)]) >= FLOOD_MAILS

    @api.model
    def _file_mail(self, mail):
        """File a mail as a ticket of the present user; nobody was asked how bad it is."""
        subject = mail_token.strip_token(mail.get("subject") or "")
        ticket = self.submit(
            {
                "name": subject[:300] or self.env._("Mail without a subject"),
                "description": mail.get("body") or "",
                "severity": "medium",
                "severity_reason": self.env._("Filed by mail: nobody was asked how bad it is"),
                "company_id": self.env.user.company_id.id,
            }
        )
        # sudo: ticket - how it came in, and its files, are kept by the door itself
        ticket.sudo()._keep_mail_facts(mail)
        return ticket
