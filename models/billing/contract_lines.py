"""The lines of a statement in words, written down with the amounts they explain."""

from odoo import models
from odoo.tools import format_date


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def _line_values(self, closed, lines):
        """What is stored of core's lines of a closed period."""
        reasons = self._correction_reasons(closed, lines)
        for sequence, line in enumerate(lines):
            yield {
                "sequence": sequence,
                "kind": line.kind,
                "name": self._line_words(line),
                "reason": reasons.get(line.for_start),
                "company_id": line.company,
                "ticket_ids": [(6, 0, line.tickets)],
                "plan_id": line.plan,
                "first_day": line.first,
                "last_day": line.last,
                "days": line.days,
                "of_days": line.of_days,
                "for_start": line.for_start,
                "quantity": line.quantity,
                "price": float(line.price),
                "amount": float(line.amount),
            }

    def _correction_reasons(self, closed, lines):
        """By the start of a corrected period, one line of text for each row that came late."""
        before = closed._before()
        starts = {line.for_start for line in lines if line.for_start}
        corrected = closed.search([("contract_id", "=", self.id), ("start", "in", tuple(starts))])
        return {
            period.start: "\n".join(
                row.text for row in self._late_rows(period, before.cutoff_at, closed.cutoff_at)
            )
            for period in corrected
        }

    def _line_words(self, line):
        return getattr(self, f"_{line.kind}_words")(line)

    def _base_words(self, line):
        plan = self.env["ecosire.support.plan"].browse(line.plan)
        if line.days == line.of_days:
            return self.env._("%s support plan", plan.name)
        return self.env._(
            "%(plan)s support plan, %(first)s – %(last)s: %(days)s of %(of)s days",
            plan=plan.name,
            first=self._day_text(line.first),
            last=self._day_text(line.last),
            days=line.days,
            of=line.of_days,
        )

    def _extra_words(self, line):
        return self.env._("Extra tickets: %s", self._numbers(line.tickets))

    def _credit_words(self, line):
        return self.env._("Agreed credit for a missed answer time: %s", self._numbers(line.tickets))

    def _correction_words(self, line):
        period = self.env["ecosire.support.contract.period"].search(
            [("contract_id", "=", self.id), ("start", "=", line.for_start)]
        )
        return self.env._("Correction of %s", self._period_text(period._to_core()))

    def _numbers(self, ids):
        return ", ".join(self.env["ecosire.support.ticket"].browse(ids).mapped("number"))

    def _day_text(self, day):
        return format_date(self.env, day, date_format="d MMM y")
