"""What the tickets that were missed lately would have been under the plan that is asked for."""

from dataclasses import replace
from datetime import UTC

from odoo import fields, models
from odoo.tools import format_datetime

from ...core import sla
from ..ticket.ticket_promise import _duration

DAYS = 60
SHOWN = 3


class EcosireSupportPlanChange(models.Model):
    _inherit = "ecosire.support.plan.change"

    def _preview_missed(self, now):
        """The last first answers that came late, measured again by the plan that is asked for.

        :return: dicts of texts: ``number``, ``title``, ``now`` (what was promised and missed),
            ``then`` (what would have been promised), ``kept`` (whether it would have been kept)
        """
        tickets = self.env["ecosire.support.ticket"].sudo(False)
        # sudo: sla.clock - of tickets that the reader may see; their promise is on his screens
        clocks = (
            self.env["ecosire.support.sla.clock"]
            .sudo()
            .search(
                [
                    (
                        "ticket_id",
                        "in",
                        tickets._search([("contract_id", "=", self.contract_id.id)]),
                    ),
                    ("metric", "=", "first_response"),
                    ("met_at", "!=", False),
                    ("breached_at", ">=", fields.Datetime.subtract(now, days=DAYS)),
                    ("breached_at", "<=", now),
                ],
                order="breached_at desc, id desc",
                limit=SHOWN,
            )
        )
        rows = [self._preview_missed_row(clock) for clock in clocks]
        return [row for row in rows if row]

    def _preview_missed_row(self, clock):
        """One missed answer; None where the new plan promises nothing for it."""
        state = self._replayed_under(clock)
        if not state:
            return None
        answered = clock.met_at.replace(tzinfo=UTC)
        kept = answered <= state.deadline
        return {
            "number": clock.ticket_id.number,
            "title": clock.ticket_id.name,
            "now": self._missed_now(clock, answered),
            "then": self._missed_then(state.deadline, answered, kept),
            "kept": kept,
        }

    def _replayed_under(self, clock):
        """The clock's own life once more, each target replaced by the new plan's."""
        events = []
        for event, record in zip(
            clock.event_ids._to_core(), clock.event_ids.sorted("sequence"), strict=True
        ):
            if event.kind in (sla.BREACHED, sla.ACCEPTED):
                continue
            if event.policy:
                policy = self._policy_of(record.snapshot_id.severity)
                if not policy:
                    return None
                event = replace(event, policy=policy._to_core())
            events.append(event)
        return sla.replay(events)

    def _missed_now(self, clock, answered):
        return self.env._(
            "%(plan)s: due %(due)s, %(late)s late",
            plan=clock.snapshot_id.plan_name,
            due=self._missed_when(clock.deadline),
            late=_duration(self.env, answered - clock.deadline.replace(tzinfo=UTC)),
        )

    def _missed_then(self, deadline, answered, kept):
        due = self._missed_when(deadline.replace(tzinfo=None))
        if kept:
            return self.env._("Under %(plan)s: due %(due)s, kept", plan=self.plan_id.name, due=due)
        return self.env._(
            "Under %(plan)s: due %(due)s; the same answer would have been %(late)s late",
            plan=self.plan_id.name,
            due=due,
            late=_duration(self.env, answered - deadline),
        )

    def _missed_when(self, instant):
        zone = self.env.user.tz or self.contract_id.tz
        return format_datetime(self.env, instant, tz=zone, dt_format="EEE d MMM HH:mm")
