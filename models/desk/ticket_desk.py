"""What the desk starts from, and what it shows above the queue."""

from datetime import UTC

from odoo import api, fields, models

from ..common.guard import GROUP_LEAD
from ..fence.rights import HOME


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    @api.model
    def _desk_start(self):
        """What the page of the desk is made with: whose desk, whose client, and what time it is."""
        engineer = self.env["ecosire.support.engineer"]._of_user()
        return {
            "home": HOME,
            "engineer": {"id": engineer.id, "name": engineer.name},
            "is_lead": self.env.user.has_group(GROUP_LEAD),
            "now": int(fields.Datetime.now().replace(tzinfo=UTC).timestamp() * 1000),
        }
