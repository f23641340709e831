from datetime import UTC

from odoo import api, fields, models

from ...core.ladder_values import Entry
from ..selections import SEVERITIES
from .rule import LADDER_METRICS

RULE = "ecosire.support.escalation.rule"

OUTCOMES = [
    ("told", "Told"),
    ("nobody", "Nobody could be told"),
    ("settled", "Answered or ended before it was told"),
    ("superseded", "A later step spoke in its place"),
    ("failed", "Could not be told"),
]


class EcosireSupportEscalationEvent(models.Model):
    """One thing the ladder did about one promise of a ticket: a step, or that somebody has it.

    The sweep writes steps as facts; ``_cron_tell`` tells those that have fired and stamps them,
    once. An acknowledgement is a row of its own. Nothing else ever changes a row.
    """

    _name = "ecosire.support.escalation.event"
    _description = "Escalation history"
    _inherit = ["ecosire.support.append.only", "ecosire.support.guard"]
    _order = "id desc"
    _rec_name = "name"

    ticket_id = fields.Many2one(
        "ecosire.support.ticket", required=True, readonly=True, index=True, ondelete="restrict"
    )
    contract_id = fields.Many2one(related="ticket_id.contract_id")
    clock_id = fields.Many2one(
        "ecosire.support.sla.clock", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    kind = fields.Selection(
        [("step", "Step"), ("acknowledged", "Acknowledged")],
        required=True,
        readonly=True,
        default="step",
    )
    ladder = fields.Char(
        required=True, readonly=True, help="Which promise: a clock, or one promised update."
    )
    key = fields.Char(required=True, readonly=True, help="Which step of the ladder.")
    repeat = fields.Integer(readonly=True, help="0: said first; then how often again.")
    rule_id = fields.Many2one(
        "ecosire.support.escalation.rule",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    name = fields.Char(string="Step", readonly=True)
    metric = fields.Selection(LADDER_METRICS, readonly=True)
    severity = fields.Selection(SEVERITIES, readonly=True)
    planned_at = fields.Datetime(string="Reached", readonly=True)
    deadline = fields.Datetime(readonly=True, help="What was promised, when the step was reached.")
    fired_at = fields.Datetime(
        string="When", readonly=True, help="Empty: the step was left out, for the reason given."
    )
    reason = fields.Selection(
        [
            ("superseded", "A later step was due by then"),
            ("taken", "Somebody had the ticket by then"),
            ("chased", "Brought forward"),
        ],
        readonly=True,
    )
    cause = fields.Char(readonly=True, help="Who brought it forward, and why.")
    held = fields.Boolean(string="Held until somebody was on duty", readonly=True)
    # stamped once, by what tells it
    told_at = fields.Datetime(string="Told", readonly=True)
    outcome = fields.Selection(OUTCOMES, readonly=True)
    told = fields.Json(readonly=True)
    # of an acknowledgement
    of_event_id = fields.Many2one(
        "ecosire.support.escalation.event",
        string="Acknowledges",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    actor_name = fields.Char(string="By", readonly=True)
    actor_ref = fields.Integer(
        readonly=True, help="The contact's number; no link, as contacts merge."
    )

    _once = models.Constraint(
        "unique(ladder, key, repeat)", "This step has spoken for this promise already."
    )
    _untold = models.Index("(id) WHERE kind = 'step' AND fired_at IS NOT NULL AND told_at IS NULL")

    def _to_core(self):
        """The steps among these rows as core's entries."""
        return tuple(
            Entry(
                key=event.key,
                planned=event.planned_at.replace(tzinfo=UTC),
                fired=event.fired_at.replace(tzinfo=UTC) if event.fired_at else None,
                repeat=event.repeat,
                reason=event.reason or "",
                held=event.held,
            )
            for event in self
            if event.kind == "step"
        )

    @api.model
    def _entry_values(self, entry):
        """The columns that say what core has decided about a step."""
        return {
            "key": entry.key,
            "repeat": entry.repeat,
            "planned_at": entry.planned.replace(tzinfo=None),
            "fired_at": entry.fired.replace(tzinfo=None) if entry.fired else False,
            "reason": entry.reason or False,
            "held": entry.held,
        }

    @api.model
    def _write_steps(self, values):
        """Write steps as rows, and let them be told soon."""
        if not values:
            return self
        rules = self.env[RULE]._by_key()
        for row in values:
            rule = rules.get(row["key"], rules["none"])
            row["rule_id"] = rule.id
            row["name"] = rule.name
        events = self.create(values)
        if any(event.fired_at for event in events):
            self.env.ref("ecosire_support.cron_tell")._trigger()
        return events

    def _acknowledged_at(self):
        """When somebody of ECOSIRE last acknowledged (aware UTC); None: nobody has."""
        moments = [event.fired_at for event in self if event._is_ecosires_word()]
        return max(moments).replace(tzinfo=UTC) if moments else None

    def _is_ecosires_word(self):
        """Whether this row says that somebody of ECOSIRE knows."""
        return self.kind == "acknowledged" and self.key.startswith("ecosire-")

    def _acknowledged_by_client(self):
        """When the client last acknowledged, by the keys of the steps that tell only them."""
        moments = [
            event.fired_at
            for event in self
            if event.kind == "acknowledged" and event.key.startswith("client-")
        ]
        if not moments:
            return {}
        last = max(moments).replace(tzinfo=UTC)
        keys = {event.key for event in self if event.kind == "step"}
        return dict.fromkeys(keys - self.env[RULE]._keys_telling_ecosire(), last)

    def _acknowledge(self, by):
        """``by`` (a contact) knows of what this step said; whether that was new."""
        self.ensure_one()
        return self.ticket_id._acknowledge_by(by)

    def _still_matters(self):
        """Whether what this step speaks of is still owed."""
        self.ensure_one()
        ticket, clock = self.ticket_id, self.clock_id
        if not ticket.is_open or ticket.duplicate_of_id:
            return False
        return not clock or (clock.state in ("running", "breached") and not clock.met_at)
