"""Mails to the client end with one click for “it works again”: a link of the reader's own."""

from markupsafe import Markup

from odoo import models


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _notify_get_recipients_groups(self, message, model_description, msg_vals=False):
        """Whoever of the client reads it gets a mail of their own, with their own link.

        It goes where Odoo's layouts put a signature: the one place below the text that they all
        have.
        """
        groups = super()._notify_get_recipients_groups(message, model_description, msg_vals)
        if not self or not self._can_work_again():
            return groups
        # sudo: mail.message, contract - who is told of it, and what each is to this ticket
        this, message = self.sudo(), message.sudo()
        told = this.message_partner_ids | message.partner_ids
        readers = told.filtered(lambda partner: this._role_of(partner) == "client")
        own = [
            [
                f"works_again_{partner.id}",
                lambda pdata, person=partner.id: pdata["id"] == person,
                {
                    "active": True,
                    "signature": this._works_again_snippet(partner),
                    "email_add_signature": True,
                },
            ]
            for partner in readers
        ]
        return [*own, *groups]

    def _works_again_snippet(self, partner):
        reader = self._for_reader(partner)
        return Markup('<p style="margin: 16px 0 0">%s <a href="%s"><strong>%s</strong></a></p>') % (
            reader.env._("One click, when you need no answer any more:"),
            self._client_link("works", partner),
            reader.env._("It works again"),
        )
