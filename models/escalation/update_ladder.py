"""The next update that an engineer promised climbs a ladder of its own, like a deadline."""

from datetime import UTC

from odoo import api, fields, models

from ...core import ladder
from ...core.ladder_values import Facts, Span
from ..common.cron_batch import keep_batch, try_anew
from ..common.row_meeting import meet_at_rows
from .clock_ladder import Climb

METRIC = "next_update"


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    _next_update_owed = models.Index("(id) WHERE next_update_by IS NOT NULL")

    @api.model
    def _climb_updates(self, now):
        """Write what the ladders of promised updates say at ``now`` (naive UTC).

        Few tickets have one: critical ones that are being worked on. So they are looked at each
        minute, and only those of which something is to be said are locked.
        """

        def work():
            due = {}
            # sudo: ticket - what the sweep does is the same whoever lets it run
            for ticket in self.sudo().search(self._owed_update_domain()):
                climb = ticket._update_climb()
                entries = ladder.decide(*climb[:3], now.replace(tzinfo=UTC), climb.facts)
                if entries:
                    due[ticket] = entries
            tickets = self.browse(ticket.id for ticket in due)
            # whoever is locked is being worked on just now: the next minute looks again
            locked = tickets.try_lock_for_update(allow_referencing=True)
            meet_at_rows(locked)
            events = self.env["ecosire.support.escalation.event"].sudo()
            events._write_steps(
                [
                    ticket._update_values(entry)
                    for ticket, entries in due.items()
                    if ticket.id in locked._ids
                    for entry in entries
                ]
            )
            return bool(locked) and keep_batch(self.env, len(locked), 0)

        return try_anew(self.env, work)

    @api.model
    def _owed_update_domain(self):
        return [("next_update_by", "!=", False), ("is_open", "=", True)]

    def _update_climb(self):
        """The ladder of this ticket's promised update as it stands."""
        self.ensure_one()
        if not self.next_update_by or self.next_update_by <= self.next_update_set_at:
            return Climb(None, (), (), Facts())
        span = Span(
            self.next_update_set_at.replace(tzinfo=UTC), self.next_update_by.replace(tzinfo=UTC)
        )
        steps = self.env["ecosire.support.escalation.rule"]._steps_for(
            self.plan_id, self.severity, METRIC
        )
        known = self.escalation_ids.filtered(lambda event: event.ladder == self._update_key())
        snapshot = self.clock_id.snapshot_id
        acknowledged = known._acknowledged_at()
        facts = Facts(
            duty=snapshot._to_core().window if snapshot else None,
            contractual=False,
            taken=bool(acknowledged) or bool(self.engineer_id),
            acknowledged_at=acknowledged,
            acknowledged_steps=known._acknowledged_by_client(),
        )
        return Climb(span, steps, known._to_core(), facts)

    def _update_key(self):
        """Names the promise: each that is made has its own ladder."""
        return f"update-{self.id}-{int(self.next_update_set_at.replace(tzinfo=UTC).timestamp())}"

    def _update_values(self, entry):
        return {
            **self.env["ecosire.support.escalation.event"]._entry_values(entry),
            "ticket_id": self.id,
            "ladder": self._update_key(),
            "metric": METRIC,
            "severity": self.severity,
            "deadline": self.next_update_by,
        }

    def _steps_now(self):
        """Without a clock, the ladder of the promised update is brought forward."""
        steps = super()._steps_now()
        if steps or not self.next_update_by:
            return steps
        climb = self._update_climb()
        now = fields.Datetime.now().replace(tzinfo=UTC)
        able = self._steps_telling_ecosire(climb.steps)
        entries = ladder.climb_now(climb.clock, able, climb.history, now, climb.facts)
        return [self._update_values(entry) for entry in entries]


class EcosireSupportEscalationEvent(models.Model):
    _inherit = "ecosire.support.escalation.event"

    def _still_matters(self):
        """A promise that was kept, or made anew, is owed no more."""
        if self.metric != METRIC or self.clock_id:
            return super()._still_matters()
        ticket = self.ticket_id
        promised = ticket.next_update_by and ticket._update_key() == self.ladder
        return bool(promised) and super()._still_matters()

    def _due_line(self):
        if self.metric == METRIC and self.ticket_id.next_update_by:
            return self.ticket_id._next_update_in_words()
        return super()._due_line()


class EcosireSupportSlaClock(models.Model):
    _inherit = "ecosire.support.sla.clock"

    @api.model
    def _cron_tick(self, now=None):
        result = super()._cron_tick(now)
        self.env["ecosire.support.ticket"]._climb_updates(now or fields.Datetime.now())
        return result
