from datetime import UTC
from decimal import Decimal

from odoo import fields, models

from ...core import term_chain
from ..common.guard import GROUP_LEAD, GROUP_MANAGER


class EcosireSupportContractTerm(models.Model):
    """A plan in force from an instant on. The next start is the end, so no gap can exist."""

    _name = "ecosire.support.contract.term"
    _description = "Contract term"
    _order = "contract_id, start desc"
    _rec_name = "plan_id"

    contract_id = fields.Many2one(
        "ecosire.support.contract", required=True, readonly=True, index=True, ondelete="restrict"
    )
    plan_id = fields.Many2one(
        "ecosire.support.plan", required=True, readonly=True, index=True, ondelete="restrict"
    )
    start = fields.Datetime(required=True, readonly=True)
    currency_id = fields.Many2one(related="contract_id.currency_id")
    price = fields.Monetary(
        string="Price a month", readonly=True, groups=f"{GROUP_MANAGER},{GROUP_LEAD}"
    )
    extra_price = fields.Monetary(
        string="Price of an extra ticket", readonly=True, groups=f"{GROUP_MANAGER},{GROUP_LEAD}"
    )
    quota = fields.Integer(string="Tickets a billing period", readonly=True)

    short = fields.Boolean(
        string="For some months", readonly=True, help="It ends by itself where the next begins."
    )
    recorded_at = fields.Datetime(
        string="Entered", required=True, readonly=True, default=fields.Datetime.now
    )
    change_id = fields.Many2one(
        "ecosire.support.plan.change",
        string="By the change",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        groups=f"{GROUP_MANAGER},{GROUP_LEAD}",
    )

    _start_unique = models.Constraint(
        "unique(contract_id, start)", "A term already begins at this instant."
    )
    _quota_positive = models.Constraint("check(quota >= 0)", "A quota cannot be negative.")
    _prices_positive = models.Constraint(
        "check(price >= 0 AND extra_price >= 0)", "A price cannot be negative."
    )

    def _snapshot_for(self, severity, metric):
        """The terms that measure ``metric`` under this term; empty where it promises none."""
        self.ensure_one()
        snapshots = self.env["ecosire.support.snapshot"]
        policy = self._policy(severity, metric)
        return snapshots._keep(policy, **self._agreed_on()) if policy else snapshots

    def _policy(self, severity, metric):
        """The answer time that this term promises for both; empty where it promises none."""
        return self._policies().filtered(
            lambda policy: policy.severity == severity and policy.metric == metric
        )[:1]

    def _agreed_on(self):
        """What the proof of this term's promises names beside them."""
        return {}

    def _policies(self):
        """All answer times that this term promises."""
        self.ensure_one()
        return self.plan_id.policy_ids

    def _window(self):
        """The service hours of this term."""
        self.ensure_one()
        return self.plan_id.window_id

    def _metrics(self):
        """The metrics that this term promises, first answer first."""
        self.ensure_one()
        return sorted(set(self._policies().mapped("metric")))

    def _is_billed(self):
        """Whether something may be due under this term."""
        self.ensure_one()
        return bool(self.price or self.quota)

    def _to_link(self):
        """The term as core's link."""
        self.ensure_one()
        return term_chain.Link(
            start=self.start.replace(tzinfo=UTC),
            plan=self.plan_id.id,
            rank=self.plan_id.sequence,
            price=Decimal(str(self.price)),
            quota=self.quota,
            extra_price=Decimal(str(self.extra_price)),
            short=self.short,
        )

    def _as_kept(self):
        """The term as plain values, to write down and to enter again."""
        self.ensure_one()
        return {
            "start": self.start.isoformat(),
            "plan_id": self.plan_id.id,
            "price": self.price,
            "extra_price": self.extra_price,
            "quota": self.quota,
            "recorded_at": self.recorded_at.isoformat(sep=" "),
            "change_id": self.change_id.id,
            "short": self.short,
        }
