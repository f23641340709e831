"""Whether a connection works: failures in a row, and until when nothing is sent because of them.

Its row is also the turnstile: whoever sends to the connection holds it, so two servers never send
to one at the same time, and what is sent keeps its order. No person's action waits for it.
"""

from datetime import UTC, timedelta

from odoo import fields, models

from ...core.circuit import Circuit, CircuitRule

RULE = CircuitRule(threshold=5, pause=timedelta(minutes=1), longest=timedelta(minutes=30))
# whoever has to be woken is tried more often
ON_CALL_RULE = CircuitRule(threshold=5, pause=timedelta(minutes=1), longest=timedelta(minutes=3))


class EcosireSupportCircuit(models.Model):
    _name = "ecosire.support.circuit"
    _description = "State of a connection"
    _rec_name = "target_id"

    target_id = fields.Many2one(
        "ecosire.support.target", required=True, readonly=True, ondelete="cascade"
    )
    failures = fields.Integer(readonly=True)
    paused_until = fields.Datetime(readonly=True)
    fault = fields.Char(readonly=True)
    words = fields.Char(readonly=True, help="A template of the last failure's words.")
    values = fields.Json(readonly=True)
    failed_at = fields.Datetime(readonly=True)
    sent_at = fields.Datetime(string="Last arrived", readonly=True)

    _target_unique = models.Constraint("unique(target_id)", "A connection has one state.")

    def _to_core(self):
        until = self.paused_until
        return Circuit(self.failures, until.replace(tzinfo=UTC) if until else None)

    def _rule(self):
        return ON_CALL_RULE if self.target_id.kind == "on_call" else RULE

    def _note(self, outcome, now):
        """Bring the state in line with what became of an attempt at ``now`` (naive UTC).

        :param outcome: core's; a fault of the one message says nothing against the connection
        """
        self.ensure_one()
        if outcome.fault in ("", "message"):
            self.write({**_values_of(Circuit()), "fault": False, "words": False, "values": False})
            if outcome.arrived:
                self.sent_at = now
            return
        circuit = self._to_core().after_failure(
            now.replace(tzinfo=UTC), self._rule(), for_good=outcome.fault == "target"
        )
        self.write(
            {
                **_values_of(circuit),
                "fault": outcome.fault,
                "words": outcome.words,
                "values": dict(outcome.values),
                "failed_at": now,
            }
        )


def _values_of(circuit):
    until = circuit.paused_until
    return {
        "failures": circuit.failures,
        "paused_until": until.replace(tzinfo=None) if until else False,
    }
