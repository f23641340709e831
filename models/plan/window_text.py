"""Service hours in words."""

from datetime import UTC, datetime

from odoo import models

from ...core import explain_hours, labels


class EcosireSupportWindow(models.Model):
    _inherit = "ecosire.support.window"

    def _hours_text(self):
        """``Mon–Sat 08:00–22:00 (Karachi, UTC+5)`` in the reader's language; "" for none."""
        if not self:
            return ""
        core = self._to_core()
        if core.weekly is None:
            return self.env._("Day and night, every day")
        words = explain_hours.Words(core.zone, self.env._, None)
        zone = labels.zone_label(core.zone, datetime.now(UTC))
        return f"{explain_hours.hours_text(core, words)} ({zone})"
