"""What the client's screens show beside the stored facts; nothing here decides anything."""

from datetime import UTC

from odoo import api, fields, models

from ...core import sla
from ..common.guard import GROUP_USER
from ..common.notification import CLOSE, notification

ASKED_WHEN = {
    "can_log_in": ("impaired", "stopped"),
    "data_loss": ("flaw", "impaired", "stopped"),
    "workaround": ("flaw", "impaired", "stopped"),
}
ICONS = {
    "filed": "fa-pencil",
    "started": "fa-play",
    "paused": "fa-pause",
    "resumed": "fa-play",
    "retargeted": "fa-random",
    "met": "fa-check",
    "breached": "fa-exclamation-triangle",
    "accepted": "fa-thumbs-up",
    "cancelled": "fa-stop",
    "due": "fa-clock-o",
    "chased": "fa-bell",
    "update_set": "fa-comment-o",
    "update_kept": "fa-check",
    "update_late": "fa-check",
    "update_missed": "fa-exclamation-triangle",
    "update_ended": "fa-stop",
    "step": "fa-bell-o",
    "acknowledged": "fa-eye",
}
SETS_DEADLINE = ("started", "resumed", "retargeted")


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    clock_submitted_at = fields.Datetime(
        related="clock_id.submitted_at", string="Clock counts from", related_sudo=True
    )
    topic_help = fields.Text(related="topic_id.help_text")
    clock_note = fields.Char(
        compute="_compute_clock_note",
        help="When the clock starts, outside the service hours; a weekday's own answer time.",
    )
    has_missed = fields.Boolean(compute="_compute_has_missed")
    answers_missing = fields.Boolean(
        compute="_compute_answers_missing", help="A question that matters is not answered yet."
    )
    can_object = fields.Boolean(
        compute="_compute_can_object", help="ECOSIRE lowered the severity; nobody has objected."
    )
    timeline = fields.Json(compute="_compute_timeline")

    @api.depends("topic_id", "severity", "severity_proposed", "company_id", "clock_id.clock_start")
    @api.depends_context("uid", "lang", "tz")
    def _compute_clock_note(self):
        now = fields.Datetime.now()
        for ticket in self:
            ticket.clock_note = " ".join(ticket._clock_notes(now))

    def _clock_notes(self, now):
        """What the bare deadline does not tell: a start yet to come, a weekday's own time."""
        if self._origin.number:
            if self.sla_state != "running":
                return []
            # sudo: sla.event, snapshot - what is behind the clock of a ticket the reader has open
            ruling = sla.replay(self.clock_id.sudo().event_ids._to_core()).ruling
            policy, filed = ruling.policy, ruling.reckoned_from
            start, zone = self.clock_id.clock_start, None
        else:
            policy = self._policy_now(now)[0]
            if not policy:
                return []
            policy = policy._to_core()
            filed, zone = now.replace(tzinfo=UTC), policy.window.zone
            start = policy.clock_start(filed).replace(tzinfo=None)
        notes = [sla.weekday_line(policy, filed, self.env._)]
        if start > now:
            notes.append(
                self.env._(
                    "ECOSIRE's service hours are closed now. The clock starts %s.",
                    self._both_zones(start, zone),
                )
            )
        return [note for note in notes if note]

    @api.depends("impact", *ASKED_WHEN)
    def _compute_answers_missing(self):
        for ticket in self:
            ticket.answers_missing = any(
                ticket.impact in impacts and not ticket[name]
                for name, impacts in ASKED_WHEN.items()
            )

    @api.depends("clock_ids.event_ids.change", "severity_objection")
    def _compute_can_object(self):
        for ticket in self:
            lowered = "lowered" in ticket.clock_ids.event_ids.mapped("change")
            ticket.can_object = lowered and not ticket.severity_objection

    @api.depends("clock_ids.breached_at", "clock_ids.accepted")
    def _compute_has_missed(self):
        for ticket in self:
            missed = ticket.clock_ids.filtered(lambda clock: clock.breached_at)
            ticket.has_missed = any(not clock.accepted for clock in missed)

    @api.onchange("impact")
    def _onchange_impact(self):
        """Forget the answers to questions that are no longer asked."""
        for name, impacts in ASKED_WHEN.items():
            if self.impact not in impacts:
                self[name] = False

    def action_filed(self):
        """Say what was promised, once the form has saved the ticket."""
        self._guard(GROUP_USER)
        self.ensure_one()
        said = " ".join(filter(None, (self.promise, self.clock_note)))
        return notification(said, CLOSE, title=self.env._("%s is filed", self.number))

    # -- the timeline

    @api.depends("clock_ids.last_sequence", "clock_ids.deadline")
    @api.depends_context("uid", "lang", "tz")
    def _compute_timeline(self):
        for ticket in self:
            entries = ticket._timeline_entries() if ticket.clock_ids else []
            ticket.timeline = {"entries": entries, "proof": ticket._timeline_proof()}

    def _timeline_entries(self):
        """What happened to the ticket's clocks in the order it truly happened, in words."""
        return [
            entry for _at, _place, entry in sorted(self._timeline_rows(), key=lambda row: row[:2])
        ]

    def _timeline_rows(self):
        """``(when, place among those of one moment, entry)`` of all that happened, and is due."""
        rows = [(self.submitted_at, 0, self._timeline_filed())]
        for clock in self.clock_ids:
            for event in clock.event_ids:
                rows.append((event.at, event.sequence, self._timeline_event(clock, event)))
            if clock.state == "running":
                rows.append((clock.deadline, clock.last_sequence + 1, self._timeline_due(clock)))
        return rows

    def _timeline_filed(self):
        return self._timeline_entry(
            "filed", self.env._("Ticket filed"), self.submitted_at, by=self.submitter_name
        )

    def _timeline_due(self, clock):
        title = self.env._("aimed at") if clock.aim else self.env._("due")
        return self._timeline_entry(
            "due", f"{clock.display_name}: {title}", clock.deadline, pending=True
        )

    def _timeline_event(self, clock, event):
        details = [event.reason] if event.reason else []
        if event.kind in SETS_DEADLINE:
            details += self._timeline_deadline(clock, event)
        if (event.recorded_at - event.at).total_seconds() > 120:
            details.append(self.env._("Recorded %s", self._both_zones(event.recorded_at)))
        return self._timeline_entry(
            event.kind,
            f"{clock.display_name}: {self._timeline_title(clock, event)}",
            event.at,
            # a miss is found by whoever looks first, and is nobody's act
            by=event.actor_name if event.kind != "breached" else "",
            details=details,
            proof=event.hash[:12],
        )

    def _timeline_title(self, clock, event):
        titles = {
            "started": self.env._("clock started"),
            "paused": self.env._("clock paused"),
            "resumed": self.env._("clock runs again"),
            "retargeted": self.env._("severity lowered"),
            "met": self.env._("answered"),
            "breached": self.env._("later than aimed") if clock.aim else self.env._("missed"),
            "accepted": self.env._("delay accepted by the client"),
            "cancelled": self.env._("clock ended"),
        }
        if event.change == "raised":
            return self.env._("severity or plan raised")
        return titles[event.kind]

    def _timeline_deadline(self, clock, event):
        """What the clock said right after ``event``: its deadline, and a start yet to come."""
        until = clock.event_ids.filtered(lambda other: other.sequence <= event.sequence)
        state = sla.replay(until._to_core())
        start = state.clock_start.replace(tzinfo=None)
        lines = []
        if event.kind == "started" and start > event.at:
            lines.append(
                self.env._("Outside the service hours: counted from %s", self._both_zones(start))
            )
        if state.deadline:
            deadline = state.deadline.replace(tzinfo=None)
            lines.append(self.env._("Deadline: %s", self._both_zones(deadline)))
        return lines

    def _timeline_entry(self, kind, title, at, **more):
        return {
            "kind": kind,
            "icon": ICONS[kind],
            "title": title,
            "when": self._both_zones(at),
            **{key: value for key, value in more.items() if value},
        }

    def _timeline_proof(self):
        """Whether the chain of entries is unbroken, in words."""
        if not self.clock_ids:
            return ""
        broken = [text for text in (clock._verify() for clock in self.clock_ids) if text]
        if broken:
            return " ".join(broken)
        return self.env._("Each entry is chained to the one before it: the chain is unbroken.")
