"""The minutely sweep: its work is what is due, and nothing else.

``next_tick_at`` holds the next instant at which something can happen to a clock. The sweep
takes the rows past theirs with ``SKIP LOCKED``, so any number of servers may run it at once,
commits each batch, and records each breach at the deadline itself however late it comes.
"""

import logging
from datetime import UTC

from odoo import api, fields, models
from odoo.tools import SQL

from ..common.cron_batch import keep_batch, try_anew

_logger = logging.getLogger(__name__)

BATCH = 200


class EcosireSupportSlaClock(models.Model):
    _inherit = "ecosire.support.sla.clock"

    @api.model
    def _cron_tick(self, now=None):
        """Fire all that is due at ``now`` (naive UTC; default: the present)."""
        now = now or fields.Datetime.now()
        if self.env["ecosire.support.sla.gap"]._note(self._last_run(), now):
            self._commit_batch(0, self._count_due(now))
        while self._tick_next(now):
            pass

    @api.model
    def _tick_next(self, now):
        """Work the next batch and keep it; whether there may be more to do."""

        def work():
            clocks = self._take_due(now)
            clocks._tick(now)
            return bool(clocks) and self._commit_batch(len(clocks), self._count_due(now))

        return try_anew(self.env, work)

    @api.model
    def _last_run(self):
        """When the sweep last ran, by its cron's own record."""
        if "lastcall" in self.env.context:
            return self.env.context["lastcall"]
        cron = self.env.ref("ecosire_support.cron_tick", raise_if_not_found=False)
        # sudo: ir.cron - only this job's own heartbeat is read
        return cron.sudo().lastcall if cron else None

    @api.model
    def _take_due(self, now):
        """Lock and return the next clocks that no other server works on."""
        self.flush_model(["next_tick_at"])
        # the ticket is locked with its clock: its columns follow, and whoever works on it just
        # now would otherwise be waited for
        rows = self.env.execute_query(
            SQL(
                """SELECT clock.id FROM %s clock JOIN %s ticket ON ticket.id = clock.ticket_id
                    WHERE clock.next_tick_at IS NOT NULL AND clock.next_tick_at < %s
                    ORDER BY clock.next_tick_at LIMIT %s
                      FOR NO KEY UPDATE OF clock, ticket SKIP LOCKED""",
                SQL.identifier(self._table),
                SQL.identifier(self.ticket_id._table),
                now,
                BATCH,
            )
        )
        return self.browse(row[0] for row in rows)

    @api.model
    def _count_due(self, now):
        return self.search_count([("next_tick_at", "<", now)])

    def _tick(self, now):
        """Settle these clocks; one that cannot be worked is marked and does not hold the rest."""
        try:
            with self.env.cr.savepoint():
                self._work(now.replace(tzinfo=UTC))
        except ValueError:
            _logger.warning("A clock could not be settled; trying the batch one by one")
            for clock in self:
                clock._tick_alone(now)

    def _work(self, now):
        """All that can be due on these clocks at ``now`` (UTC)."""
        self._settle(now)

    def _tick_alone(self, now):
        try:
            with self.env.cr.savepoint():
                self._work(now.replace(tzinfo=UTC))
        except ValueError as error:
            _logger.error("SLA clock %s cannot be settled: %s", self.id, error)
            self.write({"fault": str(error), "next_tick_at": False})

    @api.model
    def _commit_batch(self, done, remaining):
        """Keep what is done; whether there is time for more. Outside a cron the caller commits."""
        return keep_batch(self.env, done, remaining)
