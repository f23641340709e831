from odoo import api, fields, models

from ..common.guard import GROUP_ENGINEER

UNKNOWN = "unknown"


class EcosireSupportTopic(models.Model):
    """What a ticket is about. Which plans cover a topic is said by the plans."""

    _name = "ecosire.support.topic"
    _description = "Support topic"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    help_text = fields.Text(
        string="Examples", translate=True, help="Shown under the topic while a ticket is written."
    )
    never_covered = fields.Boolean(
        string="Quoted separately",
        help="Professional services: no plan covers this, a quote is made for it.",
    )
    needs_diagnosis = fields.Boolean(
        help="Nobody can know the cause yet: outside the plan the verdict is "
        "“not known until diagnosed” and the clock runs.",
    )
    suspects_core_bug = fields.Boolean(
        string="Suspects Odoo itself",
        help="A ticket of this topic starts as a suspected defect in Odoo itself.",
    )
    hour_limit = fields.Float(
        string="Hours a ticket",
        digits=(6, 2),
        help="So many hours of work on one ticket are in the plan; the rest is quoted separately. "
        "0: no limit.",
    )
    about_module = fields.Boolean(
        string="About a licensed module",
        help="The form asks which module; with a licence for it, it is in every support plan.",
    )
    newer_version = fields.Boolean(
        string="About a newer version",
        help="What it asks for comes with the updates of a licence: once they have ended, it is "
        "quoted.",
    )
    plan_ids = fields.Many2many(
        "ecosire.support.plan", "ecosire_support_plan_topic_rel", "topic_id", "plan_id"
    )

    _hour_limit_positive = models.Constraint(
        "check(hour_limit >= 0)", "Hours cannot be negative: enter 0 for no limit."
    )
    _code_unique = models.Constraint(
        "unique(code)", "Two topics cannot share one code. Choose another code."
    )

    @api.depends("name", "code")
    @api.depends_context("uid", "lang")
    def _compute_display_name(self):
        ours = self.env.user.has_group(GROUP_ENGINEER)
        for topic in self:
            topic.display_name = topic._name_for_ecosire() if ours else topic.name

    def _name_for_ecosire(self):
        """“I don't know” is the client's own answer: ECOSIRE reads who does not know."""
        if self.code == UNKNOWN:
            return self.env._("The client does not know")
        return self.name

    def _in_every_plan(self):
        """Whether also the plan that every company has covers it: it counts against no quota."""
        self.ensure_one()
        return any(plan.at_install for plan in self.plan_ids)
