"""What the running period costs so far; the same reckoning as a statement's, with all rows."""

from datetime import UTC
from typing import NamedTuple

from odoo import api, fields, models

from ...core import charges, forecast
from ..common.guard import GROUP_LEAD, GROUP_MANAGER


class QuotaState(NamedTuple):
    """How far the quota of the running period is used.

    ``forecast`` is None while the period is too young to tell, and where there is no quota.
    """

    used: int
    quota: int
    extras: int
    forecast: int | None


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    statement_count = fields.Integer(
        compute="_compute_statement_count",
        string="Usage statements",
        groups=f"{GROUP_MANAGER},{GROUP_LEAD}",
    )
    bill_text = fields.Char(
        compute="_compute_bill_text",
        string="Cost so far",
        groups=f"{GROUP_MANAGER},{GROUP_LEAD}",
    )

    def _compute_statement_count(self):
        counted = self.env["ecosire.support.contract.statement"]._read_group(
            [("contract_id", "in", self.ids)], ["contract_id"], ["__count"]
        )
        counts = dict(counted)
        for contract in self:
            contract.statement_count = counts.get(contract, 0)

    @api.depends("usage_ids.kind", "usage_ids.at", "term_ids.start", "term_ids.price")
    @api.depends_context("lang")
    def _compute_bill_text(self):
        now = fields.Datetime.now()
        for contract in self:
            # sudo: contract.usage - the quota is one for all companies, and so is its cost
            contract.bill_text = contract.sudo()._bill_words(now)

    # -- what other domains ask

    def _bill_so_far(self, now):
        """The bill of the period that ``now`` (naive UTC) lies in, as the rows stand: core's."""
        self.ensure_one()
        return self._bill(self._period_at(now))

    def _quota_state(self, now):
        """How far the quota is used at ``now`` (naive UTC): a :class:`QuotaState`."""
        self.ensure_one()
        period = self._period_at(now)
        quota = self._term_at(now).quota
        counted = self._bill(period).counted
        extras = sum(one.extra for one in counted)
        foretold = None
        if quota:
            bounds = (*self._period_bounds(period), now)
            foretold = forecast.forecast(len(counted), *map(_aware, bounds))
        return QuotaState(len(counted), quota, extras, foretold)

    def _bill_words(self, now):
        """``$374.00 (1 – 30 Nov 2026): $299.00 for the plan, $75.00 for 3 extra tickets``."""
        if not self._term_at(now):
            return ""
        bill = self._bill_so_far(now)
        parts = [self.env._("%s for the plan", self._money(self._plan_amount(bill)))]
        if extras := bill.extras:
            parts.append(
                self.env._(
                    "%(amount)s for %(count)s extra tickets",
                    amount=self._money(sum(one.price for one in extras)),
                    count=len(extras),
                )
            )
        if credited := sum(one.amount for one in bill.credits):
            parts.append(self.env._("less %s of credits", self._money(credited)))
        return self.env._(
            "%(total)s (%(period)s): %(parts)s",
            total=self._money(bill.total),
            period=self._period_text(bill.period),
            parts=", ".join(parts),
        )

    @api.model
    def _plan_amount(self, bill):
        return bill.by_company().get(charges.WHOLE_CONTRACT, 0)


def _aware(instant):
    return instant.replace(tzinfo=UTC)
