"""“I have seen it”, from the mail of an escalation step: no answer to the client, but it is known."""

from odoo import api, models


class EcosireSupportLink(models.Model):
    _inherit = "ecosire.support.link"

    @api.model
    def _offer_ack(self, row, partner):
        event = self._event_to_acknowledge(row, partner)
        return event and {
            "title": self.env._("I have seen it"),
            "text": self.env._(
                "Says that %(person)s has seen that %(ticket)s needs somebody, so nobody else is "
                "called for it. It is no answer to the client: the clock runs on.",
                person=partner.name,
                ticket=event.ticket_id.display_name,
            ),
            "button": self.env._("I have seen it"),
        }

    @api.model
    def _do_ack(self, row, partner):
        event = self._event_to_acknowledge(row, partner)
        event._acknowledge(partner)
        return self.env._(
            "Noted: you have seen %s. Please answer the client on the ticket.",
            event.ticket_id.number,
        )

    @api.model
    def _event_to_acknowledge(self, row, partner):
        """The step that was said, if its ticket is open and the person still serves it."""
        event = self.env["ecosire.support.escalation.event"].browse(row).exists()
        ticket = event.ticket_id
        return event if ticket.is_open and ticket._role_of(partner) else None
