"""What the page of the desk starts from, before it has asked for anything."""

from odoo import api, fields, models

from ..common.guard import GROUP_LEAD
from ..fence.rights import HOME
from ..ticket.ticket_portal import _milliseconds

LOOK_EVERY_MS = 60_000  # how often the desk looks for changes itself while the bus is away


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    @api.model
    def _desk_start(self):
        """Whose desk it is, for which client, and what time it is by this server (UTC)."""
        engineer = self.env["ecosire.support.engineer"]._of_user()
        face = self.env["res.company"]._support_face_of_workspace()
        return {
            "home": HOME,
            "engineer": {"id": engineer.id, "name": engineer.name},
            "is_lead": self.env.user.has_group(GROUP_LEAD),
            "has_access": engineer.access_now,
            "face": {key: face[key] for key in ("name", "colour", "ink", "initials")},
            "now": _milliseconds(fields.Datetime.now()),
            "look_every_ms": LOOK_EVERY_MS,
        }
