"""Rules as core's steps, kept in memory: the sweep asks for them without a query."""

from datetime import UTC

from odoo import api, fields, models, tools

from ...core.ladder_values import Step
from .rule import RECIPIENTS, SEVERITY_FIELDS

# what moves a step, or makes it speak where it did not before
MOVING = {"place", "percent", "minutes", "active", "plan_id", "metric", *SEVERITY_FIELDS.values()}
# what changes a step where it speaks already
CHANGING = {"repeat_minutes", "hold", "quiet_from", "quiet_to", "only_untaken", *RECIPIENTS}


class EcosireSupportEscalationRule(models.Model):
    _inherit = "ecosire.support.escalation.rule"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.context.get("install_mode"):
            now = fields.Datetime.now()
            vals_list = [{"since": now, **vals} for vals in vals_list]
        rules = super().create(vals_list)
        self._ladders_changed()
        return rules

    def write(self, vals):
        if MOVING & set(vals) and not self.env.context.get("install_mode"):
            vals = {"since": fields.Datetime.now(), **vals}
        result = super().write(vals)
        if (MOVING | CHANGING) & set(vals):
            self._ladders_changed()
        return result

    def unlink(self):
        result = super().unlink()
        self._ladders_changed()
        return result

    @api.model
    def _ladders_changed(self):
        """Forget the kept steps, and let the sweep reckon each open clock anew."""
        self.env.registry.clear_cache()
        # sudo: sla.clock - only when the sweep looks at them next
        self.env["ecosire.support.sla.clock"].sudo()._wake_all(fields.Datetime.now())

    def _key(self):
        """Names the step for each clock, so that it speaks once there."""
        return f"rule-{self.id}"

    def _to_core(self):
        self.ensure_one()
        signed = {"before": -1, "after": 1}.get(self.place)
        quiet = (round(self.quiet_from * 60), round(self.quiet_to * 60))
        return Step(
            key=self._key() if self.id else "new",
            percent=self.percent if signed is None else None,
            minutes=None if signed is None else signed * self.minutes,
            repeat=self.repeat_minutes,
            hold=self.hold,
            quiet=quiet if any(quiet) else None,
            only_untaken=self.only_untaken,
            since=self.since.replace(tzinfo=UTC) if self.since else None,
        )

    @api.model
    def _of(self, plan, severity, metric):
        """The rules that hold for a ticket of ``plan`` and ``severity``."""
        if not severity:
            return self.browse()
        return self.search(
            [
                ("metric", "=", metric),
                (f"for_{severity}", "=", True),
                ("plan_id", "in", (False, plan.id)),
            ]
        )

    @api.model
    def _steps_for(self, plan, severity, metric):
        """Core's steps of a ticket's ladder; kept until a rule changes."""
        return self._kept_steps(plan.id, severity, metric)

    @api.model
    @tools.ormcache("plan_id", "severity", "metric")
    def _kept_steps(self, plan_id, severity, metric):
        plan = self.env["ecosire.support.plan"].browse(plan_id or [])
        # sudo: escalation.rule - what the ladder does is the same whoever asks
        return tuple(rule._to_core() for rule in self.sudo()._of(plan, severity, metric))

    @api.model
    @tools.ormcache()
    def _keys_telling_ecosire(self):
        """The keys of the steps that tell somebody at ECOSIRE."""
        # sudo: escalation.rule - what the ladder does is the same whoever asks
        rules = self.sudo().search([("active", "in", [True, False])])
        return frozenset(rule._key() for rule in rules if rule._tells_ecosire())

    @api.model
    def _by_key(self):
        """The rules by the keys of their steps; "none" is none of them."""
        # sudo: escalation.rule - what the ladder does is the same whoever asks
        rules = self.sudo().search([("active", "in", [True, False])])
        return {"none": rules.browse(), **{rule._key(): rule for rule in rules}}
