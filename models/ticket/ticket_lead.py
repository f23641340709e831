"""What an account lead does besides an engineer's work."""

from odoo import models
from odoo.exceptions import UserError

from ..common.guard import GROUP_LEAD


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def assign(self, engineer_id):
        """Give the tickets to an engineer who has access to their contract.

        :param engineer_id: id of an ``ecosire.support.engineer``
        """
        self._guard(GROUP_LEAD)
        # sudo: engineer - only whether the engineer may have these tickets
        engineer = self.env["ecosire.support.engineer"].sudo().browse(engineer_id).exists()
        for ticket in self.sudo():  # sudo: ticket - a lead may see it, checked above
            if engineer not in ticket.contract_id.grant_ids._in_force().engineer_id:
                raise UserError(
                    self.env._(
                        "This engineer has no access to the tickets of %s. Choose one who has.",
                        ticket.contract_id.code,
                    )
                )
            ticket.engineer_id = engineer
            ticket._happened("ticket.assigned", engineer=engineer.name)
        return True
