"""Updates that did not come: each miss is recorded once, at the time that was promised."""

from odoo import api, fields, models

from ..common.cron_batch import is_cron, keep_batch, try_anew

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

        def work():
            domain = self._missed_update_domain(fields.Datetime.now())
            # whoever is locked is being answered just now: the next run looks again
            due = self.search(domain, limit=BATCH, order="next_update_by").try_lock_for_update(
                allow_referencing=True
            )
            for ticket in due:
                ticket._miss_next_update()
            more = self.search_count(domain) if is_cron(self.env) else None
            return bool(due) and keep_batch(self.env, len(due), more)

        return try_anew(self.env, work)

    @api.model
    def _missed_update_domain(self, now):
        """The very second of the promise is still in time."""
        return [
            ("next_update_by", "!=", False),
            ("next_update_by", "<", now),
            ("next_update_missed_at", "=", False),
        ]

    def _miss_next_update(self):
        self.ensure_one()
        due = self.next_update_by
        self.next_update_missed_at = due
        self._log_update("missed", due, at=due)
        self._happened("ticket.next_update_missed", due=due)
