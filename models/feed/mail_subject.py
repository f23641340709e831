"""Mails to ECOSIRE say whose they are: an engineer gets those of all his clients into one mailbox.

A mail and the message behind it share one subject, and the client's people get the same message.
So the client's name comes in only when the mail is built for a person of ECOSIRE.
"""

from odoo import models

from ...core.face_subject import with_face, without_face
from ..common.guard import GROUP_ENGINEER

TELLING = "ecosire.support.tells"


class MailMail(models.Model):
    _inherit = "mail.mail"

    def _prepare_outgoing_list(self, *args, **kwargs):
        outgoing = super()._prepare_outgoing_list(*args, **kwargs)
        face = self._ecosire_support_face()
        if face:
            vendor = self._ecosire_support_vendor()
            for mail in outgoing:
                if mail["partner_id"] and mail["partner_id"] in vendor:
                    mail["subject"] = with_face(mail["subject"], *face)
        return outgoing

    def _ecosire_support_face(self):
        """The client's name and the ticket's number; None for a mail that is none of ours."""
        models_here = self.env.registry
        known = self.model in models_here and self.res_id
        if not (known and issubclass(models_here[self.model], models_here[TELLING])):
            return None
        # sudo: ticket, contract, licence - whose it is, to say so to ECOSIRE
        return self.env[self.model].sudo().browse(self.res_id).exists()._face_of_mail()

    def _ecosire_support_vendor(self):
        """Engineers, also those who left, and the mailboxes of ECOSIRE."""
        # sudo: contract - only the contacts of ECOSIRE's mailboxes
        mailed = [("mailbox_partner_id", "!=", False)]
        contracts = self.env["ecosire.support.contract"].sudo().search(mailed)
        engineers = self.env["ecosire.support.ticket"]._portal_engineer_partners()
        return engineers | contracts.mailbox_partner_id


class EcosireSupportTells(models.AbstractModel):
    _inherit = TELLING

    def _face_of_mail(self):
        """The client's name, and the number that a mail to ECOSIRE names beside it (or "")."""
        return None


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _face_of_mail(self):
        return self and (self.company_id._support_face()["name"], self.number or "")

    # an engineer's answer brings the client's name along, which was for him alone

    def _with_token(self, subject):
        return super()._with_token(without_face(subject, *self.sudo()._face_of_mail()))

    def _mail_values(self, mail):
        values = super()._mail_values(mail)
        subject = without_face(values["subject"], *self.sudo()._face_of_mail())
        return {**values, "subject": subject}


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def _face_of_mail(self):
        return self and (self.company_ids[:1]._support_face()["name"], "")


class EcosireSupportLicense(models.Model):
    _inherit = "ecosire.support.license"

    def _face_of_mail(self):
        return self and (self.company_id._support_face()["name"], "")


class EcosireSupportDigest(models.Model):
    _inherit = "ecosire.support.digest"

    def _subject(self):
        """Of an engineer's daily mails, one for each client, each says whose it is."""
        subject = super()._subject()
        if not self.env.user.has_group(GROUP_ENGINEER):
            return subject
        face = self.env["res.company"]._support_face_of_workspace()
        return with_face(subject, face["name"])
