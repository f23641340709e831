"""The second job: tells the steps that have fired, each once, in short transactions.

A step is taken with its ticket, ``SKIP LOCKED``: what somebody answers at this very moment is
looked at a minute later, and is settled by then. Odoo's own queue and the outbox keep what is to
be sent in the same transaction as the stamp, so a server that dies leaves both or neither.
"""

import json
import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

from ..common.cron_batch import keep_batch, try_anew

_logger = logging.getLogger(__name__)

BATCH = 50
# what was due so long ago that its words would only confuse: after that it is kept, not told
TOO_OLD = timedelta(days=3)


class EcosireSupportEscalationEvent(models.Model):
    _inherit = "ecosire.support.escalation.event"

    @api.model
    def _cron_tell(self):
        """Tell what has fired and was not told; safe to repeat and on several servers at once."""
        while self._tell_next():
            pass

    @api.model
    def _tell_next(self):
        """Tell the next batch and keep it; whether there may be more."""

        def work():
            rows = self._take_untold()
            for event_id, superseded in rows:
                self.browse(event_id)._tell_safely(superseded)
            if rows:
                self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
            return bool(rows) and keep_batch(self.env, len(rows), self._count_untold())

        return try_anew(self.env, work)

    @api.model
    def _take_untold(self):
        """Lock the next rows that no other server tells: ``(id, whether a later step speaks)``."""
        self.flush_model()
        return self.env.execute_query(
            SQL(
                """SELECT event.id, EXISTS (
                            SELECT 1 FROM %(event)s later
                             WHERE later.ladder = event.ladder AND later.kind = 'step'
                               AND later.fired_at IS NOT NULL AND later.told_at IS NULL
                               AND later.planned_at > event.planned_at)
                     FROM %(event)s event JOIN %(ticket)s ticket ON ticket.id = event.ticket_id
                    WHERE event.kind = 'step' AND event.fired_at IS NOT NULL
                      AND event.told_at IS NULL
                    ORDER BY event.id LIMIT %(limit)s
                      FOR NO KEY UPDATE OF event, ticket SKIP LOCKED""",
                event=SQL.identifier(self._table),
                ticket=SQL.identifier(self.ticket_id._table),
                limit=BATCH,
            )
        )

    @api.model
    def _count_untold(self):
        return self.search_count(
            [("kind", "=", "step"), ("fired_at", "!=", False), ("told_at", "=", False)]
        )

    def _tell_safely(self, superseded):
        """Tell this step; what cannot be told is kept as such and holds up nothing else."""
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                outcome, told = self._tell(superseded)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception as error:  # whatever a mail template or a service stumbles over
            _logger.exception("Escalation step %s could not be told", self.id)
            outcome, told = "failed", [{"problem": "failed", "name": str(error)[:200]}]
        self._stamp(outcome, told)

    def _tell(self, superseded):
        """Say it to whom it concerns: what came of it, and who was told how."""
        if not self._still_matters():
            return "settled", []
        if superseded or fields.Datetime.now() - self.fired_at > TOO_OLD:
            return "superseded", []
        readers = self._readers()
        told = [*self._tell_people(readers), *self._tell_channels()]
        if any("problem" not in one for one in told if one["side"] != "client"):
            return "told", told
        if self._tells_ecosire() and not self._others_reach_ecosire():
            return "nobody", [*told, *self._tell_managers_that_nobody_heard()]
        return ("told" if told else "nobody"), told

    def _others_reach_ecosire(self):
        """Whether another step of the same instant reaches somebody at ECOSIRE."""
        return any(
            reader.side == "ecosire" and not reader.problem
            for event in self._together() - self
            for reader in event._readers()
        )

    def _stamp(self, outcome, told):
        """The one change a row ever sees: what came of telling it."""
        self.env.cr.execute(
            SQL(
                """UPDATE %s SET told_at = %s, outcome = %s, told = %s
                    WHERE id = %s AND told_at IS NULL""",
                SQL.identifier(self._table),
                fields.Datetime.now(),
                outcome,
                json.dumps(told),
                self.id,
            )
        )
        self.invalidate_recordset(["told_at", "outcome", "told"])

    def _tells_ecosire(self):
        """A step without a rule is a chase, which asks ECOSIRE."""
        return not self.rule_id or self.rule_id._tells_ecosire()
