import json
from datetime import UTC

from odoo import fields, models

from ...core import sla
from ..selections import EVENT_KINDS


class EcosireSupportSlaEvent(models.Model):
    """One thing that happened to a clock, chained to the one before it.

    People are kept by id and name, not by a foreign key: Odoo's contact merge rewrites those.
    """

    _name = "ecosire.support.sla.event"
    _description = "Clock events"
    _inherit = "ecosire.support.append.only"
    _order = "clock_id, at, sequence"

    clock_id = fields.Many2one(
        "ecosire.support.sla.clock", required=True, readonly=True, index=True, ondelete="restrict"
    )
    sequence = fields.Integer(required=True, readonly=True)
    kind = fields.Selection(EVENT_KINDS, required=True, readonly=True)
    at = fields.Datetime(
        string="When", required=True, readonly=True, help="When it truly happened."
    )
    recorded_at = fields.Datetime(required=True, readonly=True)
    snapshot_id = fields.Many2one(
        "ecosire.support.snapshot", readonly=True, index=True, ondelete="restrict"
    )
    change = fields.Selection(
        [("raised", "Raised"), ("lowered", "Lowered")], string="Severity", readonly=True
    )
    actor_name = fields.Char(string="By", readonly=True)
    reason = fields.Char(readonly=True)
    data = fields.Text(
        required=True, readonly=True, default="{}", help="The facts that the hash covers, as JSON."
    )
    previous_hash = fields.Char(readonly=True)
    hash = fields.Char(required=True, readonly=True)

    _sequence_unique = models.Constraint(
        "unique(clock_id, sequence)", "Two events of a clock cannot share one place."
    )
    _missed = models.Index("(at) WHERE kind = 'breached'")

    def _to_core(self):
        """These events as core's values, in the order they were recorded."""
        return [
            sla.Event(
                kind=event.kind,
                at=event.at.replace(tzinfo=UTC),
                sequence=event.sequence,
                policy=event.snapshot_id._to_core() if event.snapshot_id else None,
                change=event.change or "",
                data=json.loads(event.data),
            )
            for event in self.sorted("sequence")
        ]

    def _shows_its_data(self):
        """Whether the columns people read are the facts that the hash covers."""
        self.ensure_one()
        data = json.loads(self.data)
        shown = (self.actor_name or "", self.reason or "", self.clock_id.id, self.recorded_at)
        recorded = fields.Datetime.to_datetime(data.get("recorded"))
        return shown == (
            data.get("actor", ""),
            data.get("reason", ""),
            int(data.get("clock", 0)),
            recorded,
        )
