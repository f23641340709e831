"""The sender: one message after the other, each connection's in order, each kept at once.

A server takes a connection by locking the row of its state, skips those that another server has,
sends its oldest message, notes what became of it, and commits. A server that dies in between
leaves the message as it was: another one sends it, under the same delivery id. Nothing that a
person does waits for these locks.
"""

import json
import logging
import random
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ...core.backoff import Backoff
from ...core.no_answer import NO_KEY, TOO_OLD
from ..common.cron_batch import keep_batch, try_anew

_logger = logging.getLogger(__name__)

BACKOFF = Backoff(
    base=timedelta(seconds=30), cap=timedelta(hours=1), tries=40, lifetime=timedelta(days=3)
)
# a call that comes a day late wakes somebody for nothing
ON_CALL_BACKOFF = Backoff(
    base=timedelta(seconds=10), cap=timedelta(minutes=3), tries=200, lifetime=timedelta(hours=6)
)
EXPIRED_AT_ONCE = 1000


class EcosireSupportOutbox(models.Model):
    _inherit = "ecosire.support.outbox"

    @api.model
    def _cron_send(self):
        """Send what is due, and say so of what cannot be sent any more."""
        self._give_up_old()
        while self._send_next():
            pass

    @api.model
    def _send_next(self):
        """Send one message and keep what became of it; whether there may be more to do."""

        def work():
            row, circuit = self._take_due(fields.Datetime.now())
            if not row:
                return False
            row._send(circuit)
            return keep_batch(self.env, 1, self._count_due())

        return try_anew(self.env, work)

    @api.model
    def _take_due(self, now):
        """The next message to send and the state of its connection, locked; empty when none is."""
        self.flush_model()
        circuits = self.env["ecosire.support.circuit"]
        circuits.flush_model()
        self.env["ecosire.support.target"].flush_model()
        found = self.env.execute_query(
            SQL(
                """%s ORDER BY target.kind = 'on_call' DESC, head.next_try_at, head.id LIMIT 1
                   FOR NO KEY UPDATE OF circuit SKIP LOCKED""",
                self._heads_due(now, SQL("head.id, circuit.id")),
            )
        )
        row_id, circuit_id = found[0] if found else (None, None)
        return self.browse(row_id or ()), circuits.browse(circuit_id or ())

    @api.model
    def _count_due(self):
        found = self.env.execute_query(self._heads_due(fields.Datetime.now(), SQL("count(*)")))
        return found[0][0]

    @api.model
    def _heads_due(self, now, columns):
        """The oldest waiting message of each connection that may be used, where it is due."""
        return SQL(
            """SELECT %(columns)s
                 FROM ecosire_support_circuit circuit
                 JOIN ecosire_support_target target ON target.id = circuit.target_id
           CROSS JOIN LATERAL (SELECT id, next_try_at FROM ecosire_support_outbox
                                WHERE target_id = target.id AND state = 'waiting'
                             ORDER BY id LIMIT 1) head
                WHERE target.active AND target.paused IS NOT TRUE
                  AND head.next_try_at <= %(now)s
                  AND (circuit.paused_until IS NULL OR circuit.paused_until <= %(now)s)""",
            columns=columns,
            now=now,
        )

    def _send(self, circuit):
        """Send this message once and note what became of it."""
        self.ensure_one()
        outcome = self.target_id._deliver(self)
        now = fields.Datetime.now()
        self._settle(outcome, now)
        circuit._note(outcome, now)
        if not outcome.arrived:
            # neither the address nor the answer's body: both may hold what is secret
            _logger.info("Outbox: %s of %s: %s", self.delivery, self.target_id.kind, outcome.fault)
        if self.state == "failed":
            self.target_id._warn("unsent")
        elif circuit.paused_until and outcome != NO_KEY:  # whoever sets it up sees what is missing
            self.target_id._warn("paused")

    def _settle(self, outcome, now):
        """Bring the row in line with what became of an attempt at ``now`` (naive UTC)."""
        self.ensure_one()
        values = {
            "attempts": self.attempts + 1,
            "words": outcome.words,
            "values": dict(outcome.values),
        }
        if outcome.arrived:
            values |= {"state": "sent", "sent_at": now}
        elif outcome.fault == "message":
            values["state"] = "failed"
        else:
            wait = self._wait(outcome, now)
            values |= {"state": "failed"} if wait is None else {"next_try_at": now + wait}
        self.write(values)

    def _wait(self, outcome, now):
        """How long until the next attempt; None when there shall be none."""
        rule = self._backoff()
        failures = self.attempts + 1
        if outcome.fault == "target":
            # no attempt would have done: what a person has to change uses up no attempts
            failures = min(failures, rule.tries - 1)
        return rule.wait(failures, now - self.queued_at, random.random, outcome.asked)

    def _backoff(self):
        return ON_CALL_BACKOFF if self.target_id.kind == "on_call" else BACKOFF

    @api.model
    def _give_up_old(self):
        """What waited longer than it may, for whatever reason, is not sent any more."""
        now = fields.Datetime.now()
        for kinds, rule in (("!=", BACKOFF), ("=", ON_CALL_BACKOFF)):
            old = self.search(
                [
                    ("state", "=", "waiting"),
                    ("queued_at", "<", now - rule.lifetime),
                    ("target_id.kind", kinds, "on_call"),
                ],
                limit=EXPIRED_AT_ONCE,
            )
            # a connection that somebody sends to just now is left alone until the next time
            free = old.target_id.circuit_ids.try_lock_for_update(allow_referencing=True)
            old.filtered(lambda row, free=free: row.target_id in free.target_id)._give_up()
        keep_batch(self.env, 0)

    def _give_up(self):
        if self:
            self.write({"state": "failed", "words": TOO_OLD.words, "values": False})
            for target in self.target_id:
                target._warn("unsent")

    def _message(self):
        """What is sent, as values."""
        return json.loads(self.payload)
