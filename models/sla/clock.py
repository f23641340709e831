"""A promise on a clock: what happened is an event, the columns are the replay of the events."""

import json
from dataclasses import replace
from datetime import UTC, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core import sla
from ..common.row_lock import lock_rows
from ..selections import CLOCK_STATES, METRICS

AT_RISK = 0.8
NEVER_BACKDATED = (sla.PAUSED, sla.RESUMED, sla.RETARGETED, sla.ACCEPTED, sla.CANCELLED)


class EcosireSupportSlaClock(models.Model):
    """One promise of one ticket: a metric in a round.

    Every change is an event that goes through :meth:`_apply`; the stored columns are only a
    cache of what ``core.sla.replay`` makes of the events.
    """

    _name = "ecosire.support.sla.clock"
    _description = "SLA clock"
    _inherit = "ecosire.support.guard"
    _order = "ticket_id, metric, round desc"

    ticket_id = fields.Many2one(
        "ecosire.support.ticket", required=True, readonly=True, index=True, ondelete="restrict"
    )
    metric = fields.Selection(METRICS, required=True, readonly=True)
    round = fields.Integer(required=True, readonly=True, default=1)
    event_ids = fields.One2many("ecosire.support.sla.event", "clock_id", readonly=True)
    snapshot_id = fields.Many2one(
        "ecosire.support.snapshot",
        string="Measured by",
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    aim = fields.Boolean(related="snapshot_id.aim", string="An aim")
    # the replay's cache
    state = fields.Selection(CLOCK_STATES, required=True, readonly=True, default="running")
    submitted_at = fields.Datetime(readonly=True)
    clock_start = fields.Datetime(readonly=True)
    deadline = fields.Datetime(readonly=True)
    original_deadline = fields.Datetime(readonly=True)
    at_risk_at = fields.Datetime(readonly=True)
    paused_at = fields.Datetime(readonly=True)
    breached_at = fields.Datetime(string="Missed at", readonly=True)
    breach_by_reclassification = fields.Boolean(
        readonly=True, help="Missed only because the severity or the plan was changed."
    )
    met_at = fields.Datetime(string="Answered at", readonly=True)
    late_seconds = fields.Integer(readonly=True)
    accepted = fields.Boolean(string="Delay accepted", readonly=True)
    # the sweep's columns
    next_tick_at = fields.Datetime(readonly=True)
    last_sequence = fields.Integer(readonly=True)
    last_hash = fields.Char(readonly=True)
    fault = fields.Char(readonly=True, help="Why the sweep could not work this clock.")

    _round_unique = models.Constraint(
        "unique(ticket_id, metric, round)", "This promise already has a clock in this round."
    )
    _due = models.Index("(next_tick_at) WHERE next_tick_at IS NOT NULL")

    @api.depends("metric", "round")
    def _compute_display_name(self):
        labels = dict(self._fields["metric"]._description_selection(self.env))
        for clock in self:
            label = labels.get(clock.metric, "")
            if clock.round > 1:
                label = self.env._("%(metric)s, round %(round)s", metric=label, round=clock.round)
            clock.display_name = label

    @api.model
    def _start(self, ticket, snapshot, at, round_number=1, **data):
        """Put the promise of ``snapshot`` on a clock that starts with a submission at ``at``."""
        clock = self.create(
            {"ticket_id": ticket.id, "metric": snapshot.metric, "round": round_number}
        )
        clock._apply(self._event("started", at, snapshot=snapshot, **data), snapshot)
        return clock

    @api.model
    def _event(self, kind, at, snapshot=None, change="", **data):
        """An event by the present user; its place in the clock is given by :meth:`_apply`."""
        facts = {"actor_id": str(self.env.uid), "actor": self.env.user.name, **data}
        return sla.Event(
            kind=kind,
            at=at.replace(tzinfo=UTC),
            sequence=0,
            policy=snapshot._to_core() if snapshot else None,
            change=change,
            data={key: value for key, value in facts.items() if value},
        )

    def _apply(self, event, snapshot=None):
        """The one door of every change: lock, settle what is due, append, refresh the cache.

        :raises UserError: when the clock has ended, in words
        """
        self.ensure_one()
        lock_rows(self)
        now = max(event.at, fields.Datetime.now().replace(tzinfo=UTC))
        self._record_due(now)
        events = self.event_ids._to_core()
        if events and event.kind in NEVER_BACKDATED:
            # a server whose clock is behind must not put a step before the one it follows
            event = replace(event, at=max(event.at, *(known.at for known in events)))
        if events and event.kind not in sla.replay(events).allowed_kinds(event.at):
            raise UserError(
                self.env._(
                    "This clock has ended, or does not allow this step now. "
                    "Reload the page to see what happened meanwhile."
                )
            )
        self._append([(self, event, snapshot)])
        # what was just said may itself put the deadline into the past
        self._settle(now)
        if event.kind == sla.MET and self.late_seconds > 0:
            self.ticket_id._happened("clock.met_late", **self._facts(), late=self.late_seconds)

    def _settle(self, now):
        """Record what is due at ``now`` (UTC), and bring the stored columns in line with it."""
        self._record_due(now)
        self.filtered("event_ids")._refresh()

    def _record_due(self, now):
        """Record each breach that is due at ``now`` (UTC), at the time it truly happened."""
        due = []
        for clock in self.filtered("event_ids"):
            breach = sla.settle(clock.event_ids._to_core(), now)
            if breach:
                due.append((clock, breach, None))
        self._append(due)
        self.env["ecosire.support.ticket"]._tell_targets(
            "clock.breached", [clock._as_breach(breach) for clock, breach, _none in due]
        )

    @api.model
    def _append(self, entries):
        """Write each ``(clock, event, snapshot)`` behind the clock's last event, chained to it."""
        values = []
        for clock, recorded, snapshot in entries:
            # the clock's own id is in the hash, so that no event fits another clock's chain
            facts = {
                **dict(recorded.data),
                "clock": str(clock.id),
                "recorded": fields.Datetime.to_string(fields.Datetime.now()),
            }
            event = replace(recorded, sequence=clock.last_sequence + 1, data=facts)
            digest = sla.event_hash(event, clock.last_hash or "")
            values.append(clock._event_values(event, digest, snapshot))
            clock.write({"last_sequence": event.sequence, "last_hash": digest})
        self.env["ecosire.support.sla.event"].create(values)

    def _event_values(self, event, digest, snapshot):
        data = dict(event.data)
        return {
            "clock_id": self.id,
            "sequence": event.sequence,
            "kind": event.kind,
            "at": event.at.replace(tzinfo=None),
            "recorded_at": data["recorded"],
            "snapshot_id": snapshot.id if snapshot else False,
            "change": event.change or False,
            "actor_name": data.get("actor"),
            "reason": data.get("reason"),
            "data": json.dumps(data, sort_keys=True, ensure_ascii=False),
            "previous_hash": self.last_hash,
            "hash": digest,
        }

    def _as_breach(self, breach):
        """What connections are told of a breach: it happened at the deadline, however late seen."""
        facts = {"at": breach.at, "deadline": breach.at, **self._facts()}
        return self.ticket_id, facts

    def _facts(self):
        return {"metric": self.metric, "round": self.round, "aim": self.aim}

    def _refresh(self):
        """Bring the stored columns in line with the events."""
        for clock in self:
            clock.write(clock._cache_values())

    def _cache_values(self):
        self.ensure_one()
        state = sla.replay(self.event_ids._to_core())
        measured = self.event_ids.filtered("snapshot_id").sorted(lambda e: (e.at, e.sequence))
        snapshot = measured[-1:].snapshot_id
        return {
            "state": state.status,
            "snapshot_id": snapshot.id,
            "submitted_at": _naive(state.submitted_at),
            "clock_start": _naive(state.clock_start),
            "deadline": _naive(state.deadline),
            "original_deadline": _naive(state.original_deadline),
            "at_risk_at": _naive(state.at_fraction(AT_RISK)),
            "paused_at": _naive(state.paused_at),
            "breached_at": _naive(state.breached_at),
            "breach_by_reclassification": state.breach_by_reclassification,
            "met_at": _naive(state.met_at),
            "late_seconds": (state.late_by or timedelta()).total_seconds(),
            "accepted": state.accepted,
            "next_tick_at": _naive(self._next_instant(state, snapshot)),
            "fault": False,
        }

    def _next_instant(self, state, _snapshot):
        """When something can happen to this clock next, by itself; None: nothing can."""
        return state.due_at


def _naive(instant):
    return instant.replace(tzinfo=None) if instant else False
