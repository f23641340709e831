"""The printed renewal sheet: what runs out, what it was used for, and what is proposed."""

from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.tools import format_date

from ...core import billing_period
from ..selections import SEVERITIES
from .scope_sheet_validity import DAY

KEPT = [("state", "=", "met"), ("late_seconds", "<=", 0)]
MISSED = ["|", ("state", "=", "breached"), "&", ("state", "=", "met"), ("late_seconds", ">", 0)]


class EcosireSupportScopeSheet(models.Model):
    _inherit = "ecosire.support.scope.sheet"

    def _renewal_terms(self):
        """What it says now and what is proposed: (what, now, then, whether they differ)."""
        now, then = self.renews_id._renewal_facts(), self._renewal_facts()
        return [
            (what, now.get(what, ""), then.get(what, ""), now.get(what) != then.get(what))
            for what in dict.fromkeys([*now, *then])
        ]

    def _renewal_facts(self):
        """Everything that is agreed, each under its label."""
        facts = {self.env._("Validity"): self._validity_line(False)}
        facts.update(self._annex_price())
        facts.update({label: "; ".join(lines) for label, lines in self._annex_scope() if lines})
        facts[self.env._("Service hours")] = self.window_id._hours_text()
        facts.update({one._label(): one._in_words() for one in self.policy_ids.sorted()})
        facts.update(
            {
                self.env._("Credit: %(what)s", what=f"{severity}, {metric.lower()}"): amount
                for severity, metric, amount in self._annex_credits()
            }
        )
        return facts

    def _renewal_span(self):
        """The 12 months up to today, or up to the end of the validity: first and last day."""
        today = self.contract_id._local_day(fields.Datetime.now())
        last = min(today, self.renews_id.valid_until or today)
        return last - relativedelta(years=1) + relativedelta(days=1), last

    def _renewal_span_text(self):
        first, last = (format_date(self.env, day, date_format=DAY) for day in self._renewal_span())
        return self.env._("%(first)s – %(last)s", first=first, last=last)

    def _renewal_usage(self):
        """Per severity: its name, tickets, promises kept, promises missed; sums at the end."""
        # sudo: ticket, sla.clock - numbers of the whole contract, not whose tickets they are
        tickets = self.env["ecosire.support.ticket"].sudo()
        clocks = self.env["ecosire.support.sla.clock"].sudo()
        since, until = self._renewal_bounds()
        filed = dict(
            tickets._read_group(
                [
                    ("contract_id", "=", self.contract_id.id),
                    ("submitted_at", ">=", since),
                    ("submitted_at", "<", until),
                ],
                ["severity"],
                ["__count"],
            )
        )
        promised = [
            ("ticket_id.contract_id", "=", self.contract_id.id),
            ("submitted_at", ">=", since),
            ("submitted_at", "<", until),
            ("snapshot_id.aim", "=", False),
        ]
        kept = self._by_severity(clocks, [*promised, *KEPT])
        missed = self._by_severity(clocks, [*promised, *MISSED])
        names = dict(tickets._fields["severity"]._description_selection(self.env))
        rows = [
            (names[code], filed.get(code, 0), kept.get(code, 0), missed.get(code, 0))
            for code, _label in SEVERITIES
        ]
        sums = [sum(row[column] for row in rows) for column in (1, 2, 3)]
        return [*rows, (self.env._("All"), *sums)]

    def _by_severity(self, clocks, domain):
        """How many clocks there are under each severity that they were measured by."""
        counted = {}
        for snapshot, count in clocks._read_group(domain, ["snapshot_id"], ["__count"]):
            counted[snapshot.severity] = counted.get(snapshot.severity, 0) + count
        return counted

    def _renewal_bounds(self):
        """The instants (naive UTC) at which those 12 months begin and have ended."""
        first, last = self._renewal_span()
        return tuple(
            billing_period.day_start(day, self.contract_id.tz).replace(tzinfo=None)
            for day in (first, last + relativedelta(days=1))
        )
