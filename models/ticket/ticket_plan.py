"""From a ticket outside the plan to the plan that would cover it."""

from odoo import models
from odoo.exceptions import UserError

from ..common.guard import GROUP_MANAGER


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def action_ask_for_plan(self):
        """Open the request for the lowest plan that covers this ticket, with its preview."""
        self._guard(GROUP_MANAGER)
        self.ensure_one()
        if not self.covering_plan_id:
            raise UserError(self.env._("No other support plan covers this ticket."))
        chosen = self.contract_id.with_context(default_plan_id=self.covering_plan_id.id)
        return chosen.action_request_change()
