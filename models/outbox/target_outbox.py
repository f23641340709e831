"""A connection and its messages."""

from odoo import models

from ..common.guard import GROUP_ADMIN, GROUP_MANAGER


class EcosireSupportTarget(models.Model):
    _inherit = "ecosire.support.target"

    def _discard_waiting(self, reason):
        waiting = [("target_id", "in", self.ids), ("state", "=", "waiting")]
        self.env["ecosire.support.outbox"].search(waiting)._discard(reason)

    def action_open_outbox(self):
        """The messages of this connection."""
        self._guard(GROUP_MANAGER, GROUP_ADMIN)
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ecosire_support.outbox_action")
        return {**action, "domain": [("target_id", "=", self.id)], "context": {}}
