"""Does a clock still tell what was recorded? The chain, its end, and what is shown of it."""

from odoo import models

from ...core import sla


class EcosireSupportSlaClock(models.Model):
    _inherit = "ecosire.support.sla.clock"

    def _verify(self):
        """Words about the first thing that no longer fits; None when everything does."""
        self.ensure_one()
        rows = self.event_ids.sorted("sequence")
        broken = sla.verify_chain(rows._to_core(), rows.mapped("hash"))
        if broken is not None:
            return self.env._(
                "Event %s does not fit the chain: it or one before it was changed.",
                rows[broken : broken + 1].sequence or broken + 1,
            )
        if (rows[-1:].hash, len(rows)) != (self.last_hash, self.last_sequence):
            return self.env._("The last events of the chain are missing.")
        for event in rows:
            if not event._shows_its_data():
                return self.env._("Event %s shows other facts than were recorded.", event.sequence)
        return self._verify_cache()

    def _verify_cache(self):
        """Whether the stored columns are what the events say."""
        for name, value in self._cache_values().items():
            field = self._fields[name]
            if name in ("next_tick_at", "fault"):
                continue
            if field.convert_to_record(field.convert_to_cache(value, self), self) != self[name]:
                return self.env._("“%s” is not what the events say.", field.string)
        return None
