from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..selections import METRICS, SEVERITIES

LADDER_METRICS = [*METRICS, ("next_update", "Next update")]
SEVERITY_FIELDS = {code: f"for_{code}" for code, _label in SEVERITIES}
ECOSIRE = ("to_holder", "to_deputy", "to_lead", "to_on_call")
CLIENT = ("to_manager", "to_submitter")
RECIPIENTS = (*ECOSIRE, *CLIENT)
LONGEST_REPEAT = 24 * 60  # minutes


class EcosireSupportEscalationRule(models.Model):
    """One step of the ladder: when it is reached, whom it tells, and how.

    What a step means is core's (``core/ladder.py``); here it is kept, and refused when it could
    never speak, or speak to nobody.
    """

    _name = "ecosire.support.escalation.rule"
    _description = "Escalation rule"
    _inherit = "ecosire.support.guard"
    _order = "metric, place_order, sequence, id"

    name = fields.Char(
        required=True, translate=True, help="What the step says, in a few words: “Nearly due”."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    # when
    metric = fields.Selection(LADDER_METRICS, required=True, default="first_response")
    plan_id = fields.Many2one(
        "ecosire.support.plan",
        string="Only on the plan",
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: on every support plan.",
    )
    for_critical = fields.Boolean(string="Critical", default=True)
    for_high = fields.Boolean(string="High", default=True)
    for_medium = fields.Boolean(string="Medium", default=True)
    for_low = fields.Boolean(string="Low", default=True)
    place = fields.Selection(
        [
            ("percent", "when this part of the time is used"),
            ("before", "before the deadline"),
            ("after", "after the deadline"),
        ],
        required=True,
        default="percent",
    )
    percent = fields.Float(
        string="Part of the time",
        default=80,
        digits=(16, 1),
        help="In percent: 50 is half of the time, 100 the deadline, 150 half as long again.",
    )
    minutes = fields.Integer(help="Minutes before or after the deadline.", default=30)
    place_order = fields.Float(compute="_compute_place_order", store=True)
    only_untaken = fields.Boolean(
        string="Only while nobody has it",
        help="It says nothing once somebody at ECOSIRE has taken the ticket, or has acknowledged.",
    )
    since = fields.Datetime(
        readonly=True,
        help="It says nothing about moments before: a new rule does not reach back.",
    )
    # whom
    to_holder = fields.Boolean(
        string="Whoever has the ticket",
        help="While nobody has it: ECOSIRE's support mailbox, which reads the general queue.",
    )
    to_deputy = fields.Boolean(string="Deputy")
    to_lead = fields.Boolean(string="ECOSIRE account leads")
    to_on_call = fields.Boolean(
        string="Whoever is on call", help="Through the paging service that is set on the contract."
    )
    to_manager = fields.Boolean(string="Your support managers")
    to_submitter = fields.Boolean(string="Whoever filed the ticket")
    # how
    by_notice = fields.Boolean(string="Notice by mail or in Odoo", default=True)
    by_slack = fields.Boolean(string="Slack", help="Where the plan has Slack and it is set up.")
    by_activity = fields.Boolean(
        string="Activity", help="Something to do in Odoo, for the people of your own company."
    )
    by_phone = fields.Boolean(
        string="Numbers to call",
        help="For critical tickets, where the plan has phone and WhatsApp: the notice says whom "
        "to call.",
    )
    # until when
    repeat_minutes = fields.Integer(
        string="Again after",
        help="Minutes after which it is said again, until somebody acknowledges. 0: said once.",
    )
    hold = fields.Boolean(
        string="Wait until somebody is on duty",
        help="Only where no contractual time runs: aims, and the promised next update.",
    )
    quiet_from = fields.Float(
        string="Quiet from",
        help="In the zone of the service hours. Only where no contractual time runs.",
    )
    quiet_to = fields.Float(string="Quiet until")

    _percent_in_range = models.Constraint(
        "check(place <> 'percent' OR (percent >= 0 AND percent <= 1000))",
        "The part of the time is a percentage from 0 to 1000: 100 is the deadline.",
    )
    _minutes_in_range = models.Constraint(
        "check(place = 'percent' OR (minutes >= 0 AND minutes <= 43200))",
        "Enter minutes from 0 to 43200 (30 days).",
    )
    _repeat_in_range = models.Constraint(
        f"check(repeat_minutes = 0 OR repeat_minutes BETWEEN 5 AND {LONGEST_REPEAT})",
        "It can be said again after 5 minutes at the earliest, and after a day at the latest. "
        "Enter 0 to say it once.",
    )

    @api.depends("place", "percent", "minutes")
    def _compute_place_order(self):
        """The order of a list: percents first, then what is counted from the deadline."""
        for rule in self:
            signed = {"before": -1, "after": 1}.get(rule.place, 0) * (rule.minutes or 0)
            by_percent = min(rule.percent or 0, 100) if rule.place == "percent" else 100
            past = max((rule.percent or 0) - 100, 0) if rule.place == "percent" else 0
            rule.place_order = by_percent + (past + signed) / 100_000

    @api.constrains(*RECIPIENTS)
    def _check_recipients(self):
        for rule in self:
            if not any(rule[name] for name in RECIPIENTS):
                raise ValidationError(
                    self.env._(
                        "“%s” tells nobody. Tick at least one under “Who is told”; to switch the "
                        "rule off, archive it.",
                        rule.name,
                    )
                )

    @api.constrains("by_notice", "by_slack", "by_activity", "to_on_call", *RECIPIENTS)
    def _check_channels(self):
        for rule in self:
            persons = any(rule[name] for name in RECIPIENTS if name != "to_on_call")
            if persons and not (rule.by_notice or rule.by_slack or rule.by_activity):
                raise ValidationError(
                    self.env._(
                        "“%s” has no way to tell anybody. Tick a notice, Slack or an activity.",
                        rule.name,
                    )
                )
            if rule.by_activity and not (rule.by_notice or rule.by_slack or rule._tells_client()):
                raise ValidationError(
                    self.env._(
                        "“%s” would only leave activities, and ECOSIRE's people cannot read "
                        "those. Tick a notice or Slack as well.",
                        rule.name,
                    )
                )

    @api.constrains(*SEVERITY_FIELDS.values())
    def _check_severities(self):
        for rule in self:
            if not rule._severities():
                raise ValidationError(
                    self.env._("“%s” is for no severity. Tick at least one.", rule.name)
                )

    @api.constrains("quiet_from", "quiet_to", "percent", "minutes", "place", "repeat_minutes")
    def _check_step(self):
        for rule in self:
            try:
                rule._to_core()
            except ValueError as error:
                raise ValidationError(self.env._("This rule cannot be kept: %s", error)) from error

    def _tells_ecosire(self):
        return any(self[name] for name in ECOSIRE)

    def _tells_client(self):
        return any(self[name] for name in CLIENT)

    def _severities(self):
        """The codes of the severities that the rule is for."""
        self.ensure_one()
        return [code for code, name in SEVERITY_FIELDS.items() if self[name]]
