"""The billing period that runs, and how much of its quota is used."""

from datetime import UTC

from odoo import api, fields, models
from odoo.tools import format_date

from ...core import billing_period
from ..common.guard import GROUP_MANAGER

EXTRA_POLICIES = [
    ("allow", "They are filed, and billed as extra tickets"),
    ("ask", "A support manager decides about each one"),
]


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    extra_policy = fields.Selection(
        EXTRA_POLICIES,
        string="Beyond the quota",
        required=True,
        readonly=True,
        default="allow",
        tracking=True,
        help="A critical ticket never waits.",
    )
    usage_ids = fields.One2many("ecosire.support.contract.usage", "contract_id", readonly=True)
    usage_text = fields.Char(compute="_compute_usage_text", string="Used")

    @api.depends("usage_ids.kind", "usage_ids.at", "term_ids.start", "anchor_day", "tz")
    @api.depends_context("lang")
    def _compute_usage_text(self):
        now = fields.Datetime.now()
        for contract in self:
            contract.usage_text = contract._usage_line(now)

    def set_extra_policy(self, policy):
        """Choose whether extra tickets are filed at once or wait for a support manager.

        :param policy: ``allow`` or ``ask``; tickets that wait already go on waiting
        """
        self._guard(GROUP_MANAGER)
        # sudo: contract - a manager may see it; nobody writes a contract directly
        self.sudo().extra_policy = policy
        return True

    # -- what other domains ask

    def _period_at(self, instant):
        """The billing period that ``instant`` (naive UTC) lies in: local dates of the zone."""
        self.ensure_one()
        day = billing_period.local_day(instant.replace(tzinfo=UTC), self.tz)
        return billing_period.period_of(day, self.anchor_day)

    def _period_bounds(self, period):
        """The instants (naive UTC) at which ``period`` begins and has ended."""
        self.ensure_one()
        bounds = billing_period.bounds(period, self.tz)
        return tuple(instant.replace(tzinfo=None) for instant in bounds)

    def _quota_used(self, instant):
        """How many tickets count against the quota in the period of ``instant`` (naive UTC)."""
        bounds = self._period_bounds(self._period_at(instant))
        return self.env["ecosire.support.contract.usage"]._counted(self, *bounds)[0]

    def _is_used_up(self, instant):
        """Whether a ticket filed at ``instant`` would be an extra one."""
        quota = self._term_at(instant).quota
        return bool(quota) and self._quota_used(instant) >= quota

    def _money(self, amount):
        """``amount`` in the contract's currency, which need not be active for that."""
        return self.currency_id.format(float(amount))

    def _period_text(self, period):
        """``15 Nov – 14 Dec 2026``: screens print from–to, never "this month"."""
        first, last = period.start, period.last
        form = "d MMM" if first.year == last.year else "d MMM y"
        return self.env._(
            "%(first)s – %(last)s",
            first=format_date(self.env, first, date_format=form),
            last=format_date(self.env, last, date_format="d MMM y"),
        )

    def _usage_line(self, instant):
        """How many tickets of the running period are used, as everybody may read it."""
        self.ensure_one()
        # sudo: contract.term, contract.usage - only numbers that each of the staff may know
        this = self.sudo()
        term = this._term_at(instant)
        if not term:
            return ""
        period = this._period_at(instant)
        bounds = this._period_bounds(period)
        limited, free = this.env["ecosire.support.contract.usage"]._counted(this, *bounds)
        if not term.quota:
            return self.env._(
                "%(count)s tickets, no limit (%(period)s)",
                count=limited + free,
                period=self._period_text(period),
            )
        return self.env._(
            "%(count)s of %(quota)s tickets (%(period)s)",
            count=limited,
            quota=term.quota,
            period=self._period_text(period),
        )
