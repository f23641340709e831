from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...core import sla
from ..selections import METRICS, SEVERITIES, UNITS


class EcosireSupportSlaPolicy(models.Model):
    """How soon a plan promises something for one severity."""

    _name = "ecosire.support.sla.policy"
    _description = "Answer time"
    _order = "plan_id, metric, severity_rank, id"

    plan_id = fields.Many2one("ecosire.support.plan", required=True, ondelete="cascade", index=True)
    metric = fields.Selection(METRICS, required=True, default="first_response")
    severity = fields.Selection(SEVERITIES, required=True)
    severity_rank = fields.Integer(compute="_compute_severity_rank", store=True)
    amount = fields.Float(required=True)
    unit = fields.Selection(UNITS, required=True, default="clock_hours")
    aim = fields.Boolean(
        string="An aim",
        help="Best effort: measured and shown, and “later than aimed” when missed.",
    )
    window_id = fields.Many2one(
        "ecosire.support.window", string="Service hours", required=True, ondelete="restrict"
    )
    business_window_id = fields.Many2one(
        "ecosire.support.window", string="Business days", required=True, ondelete="restrict"
    )
    day_ids = fields.One2many("ecosire.support.sla.policy.day", "policy_id", string="Day rules")

    _unique = models.Constraint(
        "unique(plan_id, metric, severity)",
        "The plan already has an answer time for this severity. Change that one.",
    )

    @api.depends("severity")
    def _compute_severity_rank(self):
        ranks = {code: rank for rank, (code, _label) in enumerate(SEVERITIES)}
        for policy in self:
            policy.severity_rank = ranks.get(policy.severity, len(ranks))

    @api.constrains("amount", "unit", "day_ids")
    def _check_target(self):
        for policy in self:
            try:
                policy._to_core()
            except ValueError as error:
                raise ValidationError(
                    self.env._("This answer time cannot be reckoned: %s", error)
                ) from error

    def _promised_plan(self):
        """The plan under which this is promised."""
        return self.plan_id

    def _to_core(self):
        """This policy as the value that core reckons with."""
        self.ensure_one()
        return sla.Policy(
            target=sla.Target(self.amount, self.unit),
            window=self.window_id._to_core(),
            business_days=self.business_window_id._to_core(also_closed=self.window_id),
            day_rules=tuple(rule._to_core() for rule in self.day_ids),
        )
