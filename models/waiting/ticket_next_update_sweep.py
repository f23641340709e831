"""Updates that did not come: each miss is recorded once, at the time that was promised."""

from odoo import api, fields, models

from ..common.cron_batch import work_batch

BATCH = 50


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    @api.model
    def _cron_next_updates(self):
        """Record what was missed by now; safe to repeat and on several servers at once."""
        while self._miss_next_batch():
            pass

    @api.model
    def _miss_next_batch(self):
        """Record some misses and keep them; whether there may be more to do."""

        def miss(due):
            for ticket in due:
                ticket._miss_next_update()

        return work_batch(
            self, self._missed_update_domain, miss, BATCH, "next_update_by", allow_referencing=True
        )

    @api.model
    def _missed_update_domain(self):
        """The very second of the promise is still in time."""
        return [
            ("next_update_by", "!=", False),
            ("next_update_by", "<", fields.Datetime.now()),
            ("next_update_missed_at", "=", False),
        ]

    def _miss_next_update(self):
        self.ensure_one()
        due = self.next_update_by
        self.next_update_missed_at = due
        self._log_update("missed", due, at=due)
        self._happened("ticket.next_update_missed", due=due)
