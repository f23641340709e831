"""The ticket's clocks, and the columns by which people sort and filter."""

from datetime import UTC

from odoo import api, fields, models

from ..common.owing import OWING
from ..common.row_lock import lock_rows
from ..selections import METRICS

SLA_STATES = [
    ("none", "No clock"),
    ("running", "Running"),
    ("paused", "Paused"),
    ("overdue", "Missed, not answered yet"),
    ("met", "Answered in time"),
    ("late", "Answered late"),
    ("cancelled", "Cancelled"),
]


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    clock_ids = fields.One2many("ecosire.support.sla.clock", "ticket_id", readonly=True)
    clock_id = fields.Many2one(
        "ecosire.support.sla.clock",
        compute="_compute_sla",
        store=True,
        index="btree_not_null",
        string="Clock that counts now",
    )
    sla_state = fields.Selection(
        SLA_STATES, compute="_compute_sla", store=True, index=True, string="Answer time"
    )
    deadline = fields.Datetime(compute="_compute_sla", store=True)
    at_risk_at = fields.Datetime(compute="_compute_sla", store=True)
    answered_at = fields.Datetime(compute="_compute_sla", store=True, string="Answered")
    is_aim = fields.Boolean(compute="_compute_sla", store=True, string="An aim")

    @api.depends(
        "clock_ids.state",
        "clock_ids.deadline",
        "clock_ids.at_risk_at",
        "clock_ids.met_at",
        "clock_ids.late_seconds",
        "clock_ids.snapshot_id",
    )
    def _compute_sla(self):
        for ticket in self:
            clock = ticket._clock_that_counts()
            ticket.clock_id = clock
            ticket.sla_state = ticket._sla_state_of(clock)
            ticket.deadline = clock.deadline
            ticket.at_risk_at = clock.at_risk_at
            ticket.answered_at = clock.met_at
            ticket.is_aim = clock.aim

    def _clock_that_counts(self):
        """The open clock that is due first; when none is open, the last first answer."""
        still_open = self.clock_ids.filtered(lambda c: self._sla_state_of(c) in ("paused", *OWING))
        if still_open:
            return still_open.sorted(lambda c: (c.deadline or fields.Datetime.now(), c.id))[0]
        answers = self.clock_ids.filtered(lambda c: c.metric == "first_response")
        return answers.sorted("round")[-1:]

    @api.model
    def _sla_state_of(self, clock):
        if not clock:
            return "none"
        if clock.state == "met":
            return "late" if clock.late_seconds > 0 else "met"
        return "overdue" if clock.state == "breached" else clock.state

    def _start_clocks(self, at, round_number=1, metrics=None, **data):
        """Put what the term promises on clocks that start with a submission at ``at``."""
        self.ensure_one()
        if not self._has_promise():
            return
        for metric in metrics or self._opening_metrics():
            snapshot = self.term_id._snapshot_for(self.severity, metric)
            if snapshot:
                self.env["ecosire.support.sla.clock"]._start(
                    self, snapshot, at, round_number, **data
                )

    def _start_next_response(self):
        """The client wrote and nothing is owed yet: the next answer is, where it was agreed."""
        self.ensure_one()
        if self.is_open and not self._live_clocks("first_response", "next_response"):
            now = fields.Datetime.now()
            self._start_clocks(now, self._next_round("next_response"), ["next_response"])

    def _next_round(self, metric):
        rounds = self.clock_ids.filtered(lambda c: c.metric == metric).mapped("round")
        return max(rounds, default=0) + 1

    def _opening_metrics(self):
        """A next answer is owed only after a first one."""
        return [m for m in self.term_id._metrics() if m != "next_response"]

    def _live_clocks(self, *metrics):
        """The clocks to which something may still happen, of ``metrics`` or of all."""
        wanted = metrics or dict(METRICS)
        return self.clock_ids.filtered(
            lambda c: c.metric in wanted and c.state in ("running", "paused", "breached")
        )

    def _apply_to_clocks(self, clocks, kind, at=None, **data):
        at = at or fields.Datetime.now()
        for clock in clocks:
            clock._apply(clock._event(kind, at, **data))

    def _retarget(self, change, reason):
        """Measure the open clocks by the present severity and term from now on."""
        now = fields.Datetime.now()
        for ticket in self:
            clocks = ticket._live_clocks()
            lock_rows(clocks)
            # a deadline that has passed was missed under the old terms, swept or not
            clocks._settle(now.replace(tzinfo=UTC))
            for clock in clocks.filtered(lambda c: c.state != "breached"):
                snapshot = ticket.term_id._snapshot_for(ticket.severity, clock.metric)
                if snapshot and snapshot != clock.snapshot_id:
                    event = clock._event(
                        "retargeted",
                        now,
                        snapshot=snapshot,
                        change=change,
                        reason=reason,
                    )
                    clock._apply(event, snapshot)

    @api.model
    def _on_plan_upgrade(self, contract, term, reason=None):
        """Open, unanswered tickets are treated as raised, at the moment of the upgrade.

        What was outside the old plan is judged anew, and its clock starts now if it is in.
        """
        tickets = self.search(
            [("contract_id", "=", contract.id), ("is_open", "=", True), ("answered_at", "=", False)]
        )
        tickets.term_id = term
        reason = reason or self.env._("Support plan upgraded")
        tickets._retarget("raised", reason)
        for ticket in tickets.filtered(lambda t: t.scope == "other_plan"):
            ticket._judge_scope()
            if ticket._has_promise():
                ticket._take_unit(reason=reason)
            ticket._start_clocks(fields.Datetime.now(), reason=reason)
        for ticket in tickets.filtered(lambda t: t.extra_state == "waiting"):
            if not ticket._must_wait():
                ticket._let_through("in_plan", reason)
