"""“It works again”, from the mail: the client's word, by whoever may still see the ticket."""

from odoo import api, models


class EcosireSupportLink(models.Model):
    _inherit = "ecosire.support.link"

    @api.model
    def _offer_works(self, row, partner):
        ticket = self._ticket_of_client(row, partner)
        if not ticket or not ticket._can_work_again():
            return None
        return {
            "title": self.env._("It works again"),
            "text": self.env._(
                "This closes %s, and tells ECOSIRE so in your name. If it does not work after all, "
                "open the ticket and choose “Reopen”.",
                ticket.display_name,
            ),
            "button": self.env._("Yes, it works again"),
        }

    @api.model
    def _do_works(self, row, partner):
        ticket = self._ticket_of_client(row, partner)
        ticket.with_user(partner.user_ids[:1]).it_works_again()
        return self.env._("Thank you. %s is closed, and ECOSIRE has been told.", ticket.number)

    @api.model
    def _ticket_of_client(self, row, partner):
        """The ticket, if ``partner`` may still speak for the client on it; else empty."""
        ticket = self.env["ecosire.support.ticket"].browse(row).exists()
        return ticket.filtered(lambda found: found._role_of(partner) == "client")
