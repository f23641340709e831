"""What ECOSIRE's people do without coming in: by mail, from Slack, by a link of a mail.

On the pages and the desk the form's door notes each action; these doors are noted here.
"""

from odoo import api, models

LOG = "ecosire.support.access.log"


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _take_vendor_mail(self, mail, user, partner):
        taken = super()._take_vendor_mail(mail, user, partner)
        if user:
            self.env[LOG]._note("answer", self, user=user, door="mail")
        return taken


class EcosireSupportTarget(models.Model):
    _inherit = "ecosire.support.target"

    def _put_engineers(self, ticket, user, said):
        told = super()._put_engineers(ticket, user, said)
        self.env[LOG]._note("answer", ticket, user=user, door="slack")
        return told


class EcosireSupportLink(models.Model):
    _inherit = "ecosire.support.link"

    @api.model
    def _do_ack(self, row, partner):
        ticket = self._event_to_acknowledge(row, partner).ticket_id
        said = super()._do_ack(row, partner)
        engineer = self.env["ecosire.support.engineer"]
        for user in partner.user_ids:
            if engineer._of_user(user):
                self.env[LOG]._note("acknowledge", ticket, user=user, door="link")
        return said
