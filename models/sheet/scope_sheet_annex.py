"""The printed annex: what is agreed, in words, in the time of each place the client works in."""

from datetime import UTC, datetime, time, timedelta

from odoo import fields, models
from odoo.tools import format_date, format_datetime

from ...core import explain_hours, labels, sheet_hours
from .scope_sheet_validity import DAY

A_YEAR = timedelta(days=364)


class EcosireSupportScopeSheet(models.Model):
    _inherit = "ecosire.support.scope.sheet"

    def _annex_html(self):
        """The annex as a part of a page; whoever asks has checked that it may be read."""
        self.ensure_one()
        return self.env["ir.qweb"]._render("ecosire_support.scope_sheet_annex", {"doc": self})

    def _annex_pdf(self):
        """The annex as a file; whoever asks has checked that it may be read."""
        reports = self.env["ir.actions.report"]
        return reports._render_qweb_pdf("ecosire_support.report_scope_sheet", self.ids)[0]

    def _annex_scope(self):
        """The scoping elements: what, and the lines that say it."""
        systems = [
            self.env._("%(name)s: %(purpose)s", name=one.name, purpose=one.purpose)
            if one.purpose
            else one.name
            for one in self.system_ids
        ]
        places = [f"{one.name} ({self._zone_label(one.tz)})" for one in self.place_ids]
        return [
            (self.env._("System complexity"), self._lines(self.complexity)),
            (
                self.env._("Integrated systems"),
                [self.env._("%s in number", self.system_count), *systems],
            ),
            (self.env._("SLA requirements"), self._lines(self.sla_text)),
            (
                self.env._("Compliance requirements"),
                [*self._compliance_names(), *self._lines(self.compliance)],
            ),
            (
                self.env._("Geographic coverage"),
                [*self._lines(self.geography), *places],
            ),
        ]

    def _compliance_names(self):
        names = ("gdpr", "soc2", "iso27001")
        return [
            self._fields[name].get_description(self.env)["string"] for name in names if self[name]
        ]

    def _lines(self, text):
        return [line for line in (text or "").splitlines() if line.strip()]

    def _annex_targets(self):
        return [
            {
                "label": policy._label(),
                "target": policy.target_text,
                "hours": policy.window_id.name,
                "days": policy.business_window_id.name
                if "business_days" in (policy.unit, *policy.day_ids.mapped("unit"))
                else "",
            }
            for policy in self.policy_ids.sorted()
        ]

    def _annex_windows(self):
        """Each of the sheet's hours: name, as they read in each zone, and what closes them."""
        return [
            {
                "name": window.name,
                "main": window == self.window_id,
                "readings": self._readings(window),
                "closures": [] if window.always_open else self._closures(window),
            }
            for window in self.window_ids.sorted()
        ]

    def _annex_credits(self):
        names = dict(self.credit_ids._fields["severity"]._description_selection(self.env))
        metrics = dict(self.credit_ids._fields["metric"]._description_selection(self.env))
        return [
            (names[one.severity], metrics[one.metric], self.contract_id._money(one.amount))
            for one in self.credit_ids
        ]

    def _annex_price(self):
        """What it costs, line by line; without a quota there are no extra tickets."""
        contract = self.contract_id
        lines = [(self.env._("Price a month"), contract._money(self.price))]
        if not self.quota:
            return [*lines, (self.env._("Tickets a billing period"), self.env._("No limit"))]
        return [
            *lines,
            (self.env._("Tickets a billing period"), str(self.quota)),
            (self.env._("Price of an extra ticket"), contract._money(self.extra_price)),
        ]

    def _annex_state(self):
        """Since when it is agreed and by whom, or that it is not."""
        change = self.change_ids.filtered(
            lambda one: one.state in ("confirmed", "in_force", "ended")
        )
        states = dict(self._fields["state"]._description_selection(self.env))
        if not change:
            return states[self.state]
        decided = change.sorted("decided_at")[-1]
        zone = self.contract_id.tz
        return self.env._(
            "%(state)s: asked for by %(client)s, confirmed by %(lead)s on %(when)s (%(zone)s)",
            state=states[self.state],
            client=decided.requested_by,
            lead=decided.decided_by,
            when=format_datetime(self.env, decided.decided_at, tz=zone, dt_format="d MMM y HH:mm"),
            zone=self._zone_label(zone, decided.decided_at),
        )

    # -- hours on each wall

    def _zones(self):
        """The zones the client reads: of the places, or of whoever drafted the sheet."""
        return list(dict.fromkeys(self.place_ids.mapped("tz"))) or [self.create_uid.tz or "UTC"]

    def _zone_label(self, zone, instant=None):
        return labels.zone_label(zone, (instant or fields.Datetime.now()).replace(tzinfo=UTC))

    def _readings(self, window):
        core = window._to_core()
        if core.weekly is None:
            return [self.env._("Day and night, every day, holidays too")]
        last = min(self.valid_until, self.valid_from + A_YEAR)
        # business days are days of their own zone: nobody looks at their hours on a wall
        serves = window == self.window_id or window in self.policy_ids.window_id
        lines = []
        for zone in dict.fromkeys([core.zone, *(self._zones() if serves else ())]):
            known = sheet_hours.readings(core, zone, self.valid_from, last)
            words = explain_hours.Words(zone, self.env._, None)
            for number, (day, reading) in enumerate(known):
                noon = datetime.combine(day, time(12))
                hours = explain_hours.hours_text(reading, words)
                line = f"{hours} ({self._zone_label(zone, noon)})"
                if number:
                    day = format_date(self.env, day, date_format=DAY)
                    line = self.env._("%(hours)s, from %(day)s", hours=line, day=day)
                lines.append(line)
        return lines

    def _closures(self, window):
        return [
            self.env._("%(name)s: %(when)s", name=one.name, when=self._closed_when(window, one))
            for one in window.closure_ids
        ]

    def _closed_when(self, window, closure):
        if closure.date:
            return format_date(self.env, closure.date, date_format="EEE d MMM y")
        start, end = (
            format_datetime(self.env, instant, tz=window.tz, dt_format="EEE d MMM y HH:mm")
            for instant in (closure.date_from, closure.date_to)
        )
        return self.env._(
            "%(start)s – %(end)s (%(zone)s)",
            start=start,
            end=end,
            zone=self._zone_label(window.tz, closure.date_from),
        )
