"""“It does not work”, from the mail: whoever may still see the ticket reopens it."""

from odoo import api, models

FINISHED = ("resolved", "closed")


class EcosireSupportLink(models.Model):
    _inherit = "ecosire.support.link"

    @api.model
    def _offer_reopen(self, row, partner):
        ticket = self._ticket_of_client(row, partner)
        if ticket.state not in FINISHED:
            return None
        return {
            "title": self.env._("Reopen %s", ticket.number),
            "text": self.env._(
                "%s is reopened, and ECOSIRE has to answer anew: a new clock starts.",
                ticket.display_name,
            ),
            "ask": self.env._("What still does not work? (You may leave it empty.)"),
            "button": self.env._("Reopen the ticket"),
        }

    @api.model
    def _do_reopen(self, row, partner, text=""):
        ticket = self._ticket_of_client(row, partner)
        reason = text.strip() or self.env._("It does not work yet.")
        ticket.with_user(partner.user_ids[:1]).reopen(reason)
        return self.env._("%s is open again, and ECOSIRE has been told.", ticket.number)
