"""What the page of the desk starts from, before it has asked for anything."""

from odoo import api, fields, models

from ..common.guard import GROUP_LEAD
from ..fence.rights import HOME
from ..ticket.ticket_portal import _milliseconds

LOOK_EVERY_MS = 60_000  # how often the desk looks for changes itself while the bus is away


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    @api.model
    def _desk_start(self, engineer, face):
        """What the desk of ``engineer`` shows first, and what time it is by this server (UTC).

        :param face: how the client looks, as ``_support_face`` tells it
        """
        return {
            "home": HOME,
            "engineer": {"name": engineer.name},
            "is_lead": self.env.user.has_group(GROUP_LEAD),
            "face": {key: face[key] for key in ("name", "colour", "ink", "initials")},
            "now": _milliseconds(fields.Datetime.now()),
            "look_every_ms": LOOK_EVERY_MS,
        }
