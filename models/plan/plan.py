from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..common.guard import GROUP_LEAD, GROUP_MANAGER


class EcosireSupportPlan(models.Model):
    """What ECOSIRE sells: vendor data, edited by nobody, asked for by its entitlements."""

    _name = "ecosire.support.plan"
    _description = "Support plan"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10, help="Rank of the plan: a higher number promises more.")
    active = fields.Boolean(default=True)
    summary = fields.Text(translate=True)
    currency_id = fields.Many2one("res.currency", required=True, ondelete="restrict")
    price = fields.Monetary(
        string="Price a month",
        groups=f"{GROUP_MANAGER},{GROUP_LEAD}",
        help="0 on a plan whose price stands on the contract.",
    )
    quota = fields.Integer(string="Tickets a billing period", help="0: no limit.")
    extra_price = fields.Monetary(
        string="Price of an extra ticket", groups=f"{GROUP_MANAGER},{GROUP_LEAD}"
    )
    at_install = fields.Boolean(
        string="Given to every company", help="The plan a company has without asking for one."
    )
    for_some_months = fields.Boolean(
        string="Offered for some months",
        help="For a time of high risk: at least 3 months, then the plan before comes back.",
    )
    by_sheet = fields.Boolean(
        string="Agreed on a scope sheet",
        help="Priced and scoped for each client: price, answer times and hours may be the sheet's.",
    )
    usage_typical_from = fields.Integer(
        help="Most clients on this plan file at least so many tickets a month. 0: not known."
    )
    usage_typical_to = fields.Integer(
        help="Most clients on this plan file at most so many tickets a month."
    )
    topic_ids = fields.Many2many(
        "ecosire.support.topic",
        "ecosire_support_plan_topic_rel",
        "plan_id",
        "topic_id",
        string="Topics in the plan",
    )
    entitlement_ids = fields.Many2many("ecosire.support.entitlement", string="Entitlements")
    window_id = fields.Many2one(
        "ecosire.support.window", string="Service hours", required=True, ondelete="restrict"
    )
    policy_ids = fields.One2many("ecosire.support.sla.policy", "plan_id", string="Answer times")

    _code_unique = models.Constraint(
        "unique(code)", "Two plans cannot share one code. Choose another code."
    )
    _quota_positive = models.Constraint(
        "check(quota >= 0)", "A quota counts tickets: enter 0 for no limit, or a number above 0."
    )
    _prices_positive = models.Constraint(
        "check(price >= 0 AND extra_price >= 0)", "A price cannot be negative."
    )

    @api.constrains("active")
    def _check_archived_in_force(self):
        archived = self.filtered(lambda plan: not plan.active)
        # sudo: contract.term - a contract that the caller cannot see keeps the plan, too
        terms = self.env["ecosire.support.contract.term"].sudo()
        for plan in archived:
            ruled = terms.search([("plan_id", "=", plan.id)]).contract_id.filtered(
                lambda contract, plan=plan: contract._rules_or_will(plan)
            )
            if ruled:
                raise ValidationError(
                    self.env._(
                        "%(plan)s is in force, or will be, for %(contracts)s. Change those "
                        "contracts first.",
                        plan=plan.name,
                        contracts=", ".join(ruled.mapped("code")),
                    )
                )

    def _covers(self, topic):
        """Whether ``topic`` is in this plan."""
        self.ensure_one()
        return topic in self.topic_ids

    def _first_covering(self, topic):
        """The lowest plan that covers ``topic``; empty when none does."""
        return topic.plan_ids.filtered("active").sorted("sequence")[:1]

    def _policy(self, severity, metric):
        """The answer time promised for a severity and metric; empty when none is."""
        self.ensure_one()
        return self.policy_ids.filtered(
            lambda policy: policy.severity == severity and policy.metric == metric
        )[:1]
