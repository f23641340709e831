"""The time line of a sample ticket, shown while a rule is written and before it is saved."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from odoo import api, fields, models

from ...core import sla
from ...core.ladder_story import Telling, story_rows
from ...core.ladder_values import Facts, Span
from ...core.replay import replay
from ..selections import SEVERITIES, WEEKDAYS
from .rule import RECIPIENTS, SEVERITY_FIELDS

UPDATE_WITHIN = timedelta(hours=1)  # of the sample: what an engineer promises on a critical ticket


class EcosireSupportEscalationRule(models.Model):
    _inherit = "ecosire.support.escalation.rule"

    sample_plan_id = fields.Many2one(
        "ecosire.support.plan",
        string="On the plan",
        compute="_compute_sample",
        readonly=False,
        store=False,
    )
    sample_severity = fields.Selection(
        SEVERITIES, string="A ticket", compute="_compute_sample", readonly=False, store=False
    )
    sample_day = fields.Selection(
        WEEKDAYS, string="Filed on", compute="_compute_sample", readonly=False, store=False
    )
    sample_hour = fields.Float(
        string="At (your time)", compute="_compute_sample", readonly=False, store=False
    )
    simulation = fields.Json(compute="_compute_simulation")

    @api.depends("plan_id")
    def _compute_sample(self):
        contracts = self.env["ecosire.support.contract"]
        # sudo: contract - only which plan is in force for the company
        own = contracts.sudo()._in_force(self.env.company).plan_id
        for rule in self:
            rule.sample_plan_id = rule.plan_id or own
            rule.sample_severity = (rule._severities() or ["critical"])[0]
            rule.sample_day = "1"
            rule.sample_hour = 10

    @api.depends(
        *("name", "metric", "plan_id", "place", "percent", "minutes", "only_untaken", "active"),
        *("repeat_minutes", "hold", "quiet_from", "quiet_to", "by_notice", "by_slack"),
        *("by_activity", "by_phone", *RECIPIENTS, *SEVERITY_FIELDS.values()),
        *("sample_plan_id", "sample_severity", "sample_day", "sample_hour"),
    )
    @api.depends_context("lang", "tz", "uid")
    def _compute_simulation(self):
        for rule in self:
            try:
                rule.simulation = rule._simulate()
            except ValueError as error:
                rule.simulation = {"problem": str(error), "rows": []}

    def _simulate(self):
        """Rows with their place on a line from 0 to 100, and why there are none."""
        submitted = self._sample_instant()
        clock, facts, problem = self._sample_clock(submitted)
        if not clock:
            return {"problem": problem, "rows": []}
        rows = story_rows(
            clock, submitted, self._tellings(), self._sample_format, self.env._, facts
        )
        start, end = rows[0].at, max(row.at for row in rows)
        whole = (end - start).total_seconds() or 1
        mine = self._to_core().key
        return {
            "problem": "",
            "note": self._simulation_note(),
            "rows": [
                {
                    "kind": row.kind,
                    "text": row.text,
                    "place": round((row.at - start).total_seconds() * 100 / whole, 2),
                    "mine": row.key == mine,
                }
                for row in rows
            ],
        }

    def _simulation_note(self):
        """Why this very rule is not among the rows, where it is not."""
        if not self.active:
            return self.env._("This rule is archived: it says nothing.")
        if self.sample_severity not in self._severities():
            return self.env._("This rule is not for that severity.")
        if self.plan_id and self.plan_id != self.sample_plan_id:
            return self.env._("This rule is not for that plan.")
        return ""

    def _sample_instant(self):
        """The next such weekday and hour in the reader's zone, as aware UTC."""
        zone = ZoneInfo(self.env.user.tz or "UTC")
        today = fields.Datetime.now().replace(tzinfo=UTC).astimezone(zone)
        ahead = (int(self.sample_day or 0) - today.weekday()) % 7
        midnight = datetime.combine((today + timedelta(days=ahead)).date(), datetime.min.time())
        hour = min(max(self.sample_hour, 0), 23.99)
        return (midnight + timedelta(hours=hour)).replace(tzinfo=zone).astimezone(UTC)

    def _sample_clock(self, submitted):
        """``(clock, facts, why there is none)`` of the sample ticket."""
        plan, severity = self.sample_plan_id, self.sample_severity
        if not plan or not severity:
            return None, None, self.env._("Choose a plan and a severity.")
        # sudo: sla.policy - answer times of plans, which every employee may compare
        found = plan.sudo()
        if self.metric == "next_update":
            policy = found._policy(severity, "first_response")
            duty = policy._to_core().window if policy else None
            span = Span(submitted, submitted + UPDATE_WITHIN)
            return span, Facts(duty=duty, contractual=False), ""
        policy = found._policy(severity, self.metric)
        if not policy:
            return None, None, self.env._("%s promises no such time for this severity.", plan.name)
        core = policy._to_core()
        clock = replay([sla.Event(sla.STARTED, submitted, 1, core)])
        return clock, Facts(duty=core.window, contractual=not policy.aim), ""

    def _tellings(self):
        """The whole ladder of the sample ticket, with this rule as it stands on the screen."""
        others = self._of(self.sample_plan_id, self.sample_severity, self.metric) - self._origin
        mine = self if not self._simulation_note() else self.browse()
        return [
            Telling(rule._to_core(), rule.name or "", rule.who_text, ", ".join(rule._way_words()))
            for rule in (*others, *mine)
        ]

    @api.model
    def _sample_format(self, instant):
        ticket = self.env["ecosire.support.ticket"]
        return ticket._format_instant(instant, ticket._reader_zone())
