"""A clock climbs its ladder: steps are facts that the sweep writes, each once for a clock."""

from datetime import UTC
from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL

from ...core import ladder, sla
from ...core.ladder_values import Clock, Facts

SELF_EVIDENT = "new"  # the state of a ticket that nobody has taken


class Climb(NamedTuple):
    """What core decides a ladder by."""

    clock: Clock
    steps: tuple
    history: tuple
    facts: Facts


class EcosireSupportSlaClock(models.Model):
    _inherit = "ecosire.support.sla.clock"

    escalation_ids = fields.One2many("ecosire.support.escalation.event", "clock_id", readonly=True)

    def _work(self, now):
        self._record_due(now)
        self._climb(now)
        return super()._work(now)

    def _next_instant(self, state, snapshot):
        """The deadline or the ladder's next step, whichever comes first."""
        due = super()._next_instant(state, snapshot)
        climb = self._climb_of(state, snapshot)
        step = ladder.next_instant(*climb)
        return min(filter(None, (due, step)), default=None)

    def _climb(self, now):
        """Write what the ladder says at ``now`` (UTC); telling it is another job's work."""
        values = []
        for clock in self.filtered("event_ids"):
            state = sla.replay(clock.event_ids._to_core())
            climb = clock._climb_of(state, clock.snapshot_id)
            for entry in ladder.decide(*climb[:3], now, climb.facts):
                values.append(clock._step_values(entry, state))
        self.env["ecosire.support.escalation.event"]._write_steps(values)

    def _climb_of(self, state, snapshot):
        """This clock's ladder as it stands, after ``state`` and measured by ``snapshot``."""
        self.ensure_one()
        if not state.is_open:
            return Climb(state, (), (), Facts())
        ticket = self.ticket_id
        steps = self.env["ecosire.support.escalation.rule"]._steps_for(
            ticket.plan_id, ticket.severity, self.metric
        )
        if not steps:
            return Climb(state, (), (), Facts())
        known = self.escalation_ids
        acknowledged = known._acknowledged_at()
        facts = Facts(
            duty=state.policy.window,
            contractual=not snapshot.aim,
            taken=bool(acknowledged) or (self.round == 1 and ticket.state != SELF_EVIDENT),
            acknowledged_at=acknowledged,
            acknowledged_steps=known._acknowledged_by_client(),
        )
        return Climb(state, steps, known._to_core(), facts)

    def _ladder_key(self):
        return f"clock-{self.id}"

    def _step_values(self, entry, state):
        """A row of the history for what core has decided."""
        return {
            **self.env["ecosire.support.escalation.event"]._entry_values(entry),
            "ticket_id": self.ticket_id.id,
            "clock_id": self.id,
            "ladder": self._ladder_key(),
            "metric": self.metric,
            "severity": self.ticket_id.severity,
            "deadline": state.deadline.astimezone(UTC).replace(tzinfo=None),
        }

    @api.model
    def _wake_all(self, now):
        """Let the sweep look at every clock on which a step can still come."""
        self.flush_model(["state", "met_at", "next_tick_at"])
        self.env.cr.execute(
            SQL(
                """UPDATE %s SET next_tick_at = LEAST(next_tick_at, %s)
                    WHERE state IN ('running', 'breached') AND met_at IS NULL AND fault IS NULL""",
                SQL.identifier(self._table),
                now,
            )
        )
        self.invalidate_model(["next_tick_at"], flush=False)
