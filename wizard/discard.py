"""Why a message is not to be sent."""

from odoo import fields, models

from ..models.common.guard import GROUP_ADMIN, GROUP_MANAGER


class EcosireSupportDiscard(models.TransientModel):
    """Asks why, then discards: the messages themselves check who may."""

    _name = "ecosire.support.discard"
    _description = "Reason to discard messages"
    _inherit = "ecosire.support.guard"

    outbox_ids = fields.Many2many(
        "ecosire.support.outbox",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    reason = fields.Char(required=True)

    def action_discard(self):
        """Discard the messages with the reason."""
        self._guard(GROUP_MANAGER, GROUP_ADMIN)
        self.outbox_ids.discard(self.reason)
        return {"type": "ir.actions.act_window_close"}
