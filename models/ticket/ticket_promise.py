"""What people read about the promise: who answers by when, in both zones, and why."""

from datetime import UTC

from odoo import api, fields, models
from odoo.tools import format_datetime

from ...core import explain, sla
from ..common.guard import GROUP_ENGINEER, GROUP_USER

SHORT = "EEE d MMM HH:mm"
LONG = "EEE d MMM y HH:mm"


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    promise = fields.Char(compute="_compute_promise", string="First answer")
    promise_why = fields.Text(compute="_compute_promise", string="Why this deadline")
    scope_text = fields.Char(compute="_compute_promise")

    @api.depends(
        "topic_id",
        "license_module_id",
        "module_name",
        "severity",
        "severity_proposed",
        "company_id",
        "deadline",
        "sla_state",
        "clock_id",
    )
    @api.depends_context("uid", "lang", "tz")
    def _compute_promise(self):
        for ticket in self:
            if ticket._origin.number:
                ticket.promise, ticket.promise_why = ticket._promise_kept()
                ticket.scope_text = ticket.scope_reason
            else:
                ticket.promise, ticket.promise_why, ticket.scope_text = ticket._promise_preview()

    def why_this_deadline(self):
        """The rule, the hours skipped, both zones and who had the ticket, as plain text."""
        self._guard(GROUP_USER, GROUP_ENGINEER)
        self.ensure_one()
        return self.promise_why

    def _promise_kept(self):
        clock = self.clock_id
        if self.extra_state == "waiting":
            return self._promise_waiting(), ""
        if not clock:
            return self.env._("No answer time: %s", self.scope_reason or ""), ""
        # sudo: sla.event, snapshot - what is behind the clock of a ticket the reader has open
        return self._promise_line(clock), clock.sudo()._explained()

    def _promise_waiting(self):
        return self.env._("No answer time until your support manager has approved it.")

    def _promise_line(self, clock):
        """One line: answered after how long, missed, or due when in both zones."""
        if clock.met_at:
            if clock.metric == "resolution":
                return self._resolved_line(clock)
            took = _duration(self.env, clock.met_at - clock.submitted_at)
            if clock.late_seconds > 0:
                late = _duration(self.env, clock.met_at - clock.deadline)
                return self.env._(
                    "Answered after %(took)s, %(late)s too late", took=took, late=late
                )
            return self.env._("Answered after %s", took)
        if clock.state == "cancelled":
            return self.env._("No answer owed any more")
        metric = dict(clock._fields["metric"]._description_selection(self.env))[clock.metric]
        if clock.state == "paused":
            return self.env._("%s: the time stands still while it waits for the client", metric)
        when = self._both_zones(clock.deadline)
        if clock.deadline < fields.Datetime.now():
            if clock.aim:
                return self.env._("Later than aimed: it was to be answered by %s", when)
            return self.env._("Missed: %(metric)s was due by %(when)s", metric=metric, when=when)
        if clock.aim:
            return self.env._("%(metric)s aimed at by %(when)s", metric=metric, when=when)
        return self.env._("%(metric)s by %(when)s", metric=metric, when=when)

    def _resolved_line(self, clock):
        took = _duration(self.env, clock.met_at - clock.submitted_at)
        if clock.late_seconds > 0:
            late = _duration(self.env, clock.met_at - clock.deadline)
            return self.env._("Resolved after %(took)s, %(late)s too late", took=took, late=late)
        return self.env._("Resolved after %s", took)

    def _promise_preview(self):
        """What a ticket filed right now would be promised."""
        now = fields.Datetime.now()
        policy, verdict, reason = self._policy_now(now)
        if not policy:
            return verdict, "", reason
        core = policy._to_core()
        deadline = core.deadline(now.replace(tzinfo=UTC)).replace(tzinfo=None)
        line = (
            self.env._("First answer aimed at by %s")
            if policy.aim
            else self.env._("First answer by %s")
        )
        return (
            line % self._both_zones(deadline, core.window.zone),
            self._explain(core, now.replace(tzinfo=UTC)),
            reason,
        )

    def _policy_now(self, now):
        """The answer time of a ticket filed at ``now`` and why it is in the plan.

        :return: policy (empty: none is promised), why there is none, why it is in the plan or not
        """
        none = self.env["ecosire.support.sla.policy"]
        # sudo: contract - a clerk reads what is promised, not the terms
        contract = (
            self.env["ecosire.support.contract"]
            .sudo()
            ._in_force(self.company_id or self.env.company)
        )
        term = contract._term_at(now) if contract else contract.term_ids
        if not term:
            return none, self.env._("No support contract is in force for this company."), ""
        verdict, reason = self.sudo()._scope_verdict(self.topic_id, term.plan_id)
        if verdict not in ("in_plan", "unknown"):
            return none, self.env._("No answer time: it is not in your plan."), reason
        severity = self.severity or self.severity_proposed
        if self._would_wait(contract, severity, now):
            return none, self._promise_waiting(), reason
        policy = term._policy(severity, "first_response")
        if not policy:
            return none, self.env._("Your plan names no answer time for this severity."), reason
        return policy, "", reason

    def _explain(self, policy, submitted, since=explain.SUBMITTED):
        """Core's explanation in the reader's language and zones; ``submitted`` is aware UTC."""
        return sla.explain(
            policy,
            submitted,
            self._reader_zones(policy.window.zone),
            translate=self.env._,
            format_instant=self._format_instant,
            since=since,
        )

    def _both_zones(self, instant, other=None):
        """``Tue 24 Nov 14:00 your time (18:00 Karachi, UTC+5)``."""
        mine = self._reader_zone()
        other = other or self._other_zone()
        text = self._format_instant(instant.replace(tzinfo=UTC), mine)
        label = sla.zone_label(other, instant.replace(tzinfo=UTC))
        if other == mine:
            return f"{text} ({label})"
        same_day = self._local(instant, mine).date() == self._local(instant, other).date()
        form = "HH:mm" if same_day else self._date_form(instant, other)
        theirs = format_datetime(self.env, instant, tz=other, dt_format=form)
        return self.env._(
            "%(text)s your time (%(theirs)s %(label)s)", text=text, theirs=theirs, label=label
        )

    def _both_cities(self, instant, zones=None):
        """``Tue 24 Nov 14:00 (Amsterdam, UTC+1) · Tue 24 Nov 18:00 (Karachi, UTC+5)``.

        True for whoever reads it, so it may stand in a message of one side to the other.

        :param zones: of both sides; default: the client's and the contract's
        """
        aware = instant.replace(tzinfo=UTC)
        zones = zones or (self._client_zone() or "UTC", self.contract_id.tz)
        return " · ".join(
            f"{self._format_instant(aware, zone)} ({sla.zone_label(zone, aware)})"
            for zone in dict.fromkeys(zones)
        )

    def _reader_zone(self):
        """That of whoever reads: of a mail it is not the one who makes it."""
        return self.env.context.get("tz") or self.env.user.tz or "UTC"

    def _other_zone(self):
        """The other side's zone: the service hours' for the client, the client's for ECOSIRE."""
        # sudo: snapshot, res.users - only names of time zones
        this = self.sudo()
        service = this.clock_id.snapshot_id
        zone = service._to_core().window.zone if service else this.contract_id.tz
        if zone == self._reader_zone():
            return self._client_zone() or zone
        return zone

    def _client_zone(self):
        """Of whoever filed it; where ECOSIRE did, a support manager's. Falsy: nobody has set one."""
        this = self.sudo()  # sudo: res.users - only the name of a time zone
        if not this.submitter_id or this.submitter_id._is_internal():
            return this.submitter_id.tz
        return this.contract_id._managers(this.company_id)[:1].tz

    def _reader_zones(self, service_zone):
        """The zones to explain in: the reader's own, the service hours', the client's."""
        zones = [self._reader_zone(), service_zone, self._client_zone()]
        return tuple(dict.fromkeys(filter(None, zones)))

    @api.model
    def _local(self, instant, zone):
        return fields.Datetime.context_timestamp(self.with_context(tz=zone), instant)

    @api.model
    def _reader_time(self, instant):
        """A time (naive UTC) by the reader's own clock; "" for none."""
        if not instant:
            return ""
        return self._format_instant(instant.replace(tzinfo=UTC), self._reader_zone())

    @api.model
    def _format_instant(self, instant, zone):
        naive = instant.astimezone(UTC).replace(tzinfo=None)
        return format_datetime(self.env, naive, tz=zone, dt_format=self._date_form(naive, zone))

    @api.model
    def _date_form(self, instant, zone):
        """The year is said where it is not this one."""
        this_year = self._local(fields.Datetime.now(), zone).year
        return SHORT if self._local(instant, zone).year == this_year else LONG


def _duration(env, span):
    """``3 min``, ``2 h 05 min``, ``3 d 4 h``: the two largest units."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return env._("%s min", minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return env._("%(hours)s h %(minutes)02d min", hours=hours, minutes=minutes)
    days, hours = divmod(hours, 24)
    return env._("%(days)s d %(hours)s h", days=days, hours=hours)
