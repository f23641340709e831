"""Whose word a mail is. Odoo believes any From; we believe one that we wrote to ourselves.

A mail counts as somebody's only if it answers a message that was notified to that person, and
comes from that person's own address. All recipients of a message share its Message-ID, so this
keeps strangers out, not a colleague who got the same message: the security page says so.
"""

from odoo import api, models
from odoo.tools import email_normalize
from odoo.tools.mail import unfold_references

REFERENCES_READ = 32


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    @api.model
    def _referred(self, mail):
        """The messages that a mail says it answers, newest reference first."""
        references = unfold_references(mail.get("references") or "")
        references.append(mail.get("in_reply_to") or "")
        wanted = [ref.strip() for ref in references if ref.strip()][-REFERENCES_READ:]
        return self.env["mail.message"].search([("message_id", "in", wanted)], order="id desc")

    def _author_of(self, mail):
        """Who wrote a mail on this ticket: ``(role, user, partner)``.

        ``role`` is engineer, mailbox, client, or None for a sender that could not be verified.
        """
        self.ensure_one()
        sender = mail["sender"]
        told = self._told_by_mail(mail)
        nobody = (None, self.env["res.users"], self.env["res.partner"])
        if not sender:
            return nobody
        for partner in told.filtered(lambda p: email_normalize(p.email or "") == sender):
            role = self._role_of(partner)
            if role:
                return role, partner.user_ids[:1], partner
        return nobody

    def _told_by_mail(self, mail):
        """Those who were notified of the messages that a mail answers."""
        messages = self._referred(mail).filtered(
            # what was said about a duplicate is an answer here too
            lambda m: m.model == self._name and self.browse(m.res_id)._merged_into() == self
        )
        return messages.notification_ids.res_partner_id

    def _role_of(self, partner):
        """What somebody may do on this ticket by mail."""
        if partner == self.contract_id.mailbox_partner_id:
            return "mailbox"
        user = partner.user_ids[:1]
        if user in self.contract_id.grant_ids._in_force().user_id:
            return "engineer"
        if user and user._is_internal() and self.with_user(user).has_access("read"):
            return "client"
        return None
