"""Answer times in words."""

from odoo import api, fields, models


class EcosireSupportSlaPolicy(models.Model):
    _inherit = "ecosire.support.sla.policy"

    target_text = fields.Char(compute="_compute_target_text", string="Within")
    hours_text = fields.Char(compute="_compute_hours_text", string="Counted in")

    @api.depends("amount", "unit", "aim", "day_ids.days", "day_ids.amount", "day_ids.unit")
    @api.depends_context("lang")
    def _compute_target_text(self):
        for policy in self:
            parts = [policy._amount_text(policy.amount, policy.unit)]
            days = dict(policy.day_ids._fields["days"]._description_selection(self.env))
            parts += [
                self.env._(
                    "%(target)s if filed %(days)s",
                    target=policy._amount_text(rule.amount, rule.unit),
                    days=days[rule.days],
                )
                for rule in policy.day_ids
            ]
            text = "; ".join(parts)
            policy.target_text = self.env._("%s, as an aim", text) if policy.aim else text

    @api.depends("window_id")
    @api.depends_context("lang")
    def _compute_hours_text(self):
        for policy in self:
            policy.hours_text = policy.window_id._hours_text()

    def _label(self):
        """``Critical, first answer``."""
        names = self._fields["severity"]._description_selection(self.env)
        metrics = self._fields["metric"]._description_selection(self.env)
        return self.env._(
            "%(severity)s, %(metric)s",
            severity=dict(names)[self.severity],
            metric=dict(metrics)[self.metric].lower(),
        )

    def _in_words(self):
        """The target and the hours that it counts in."""
        return self.env._(
            "%(target)s, counted in: %(hours)s", target=self.target_text, hours=self.hours_text
        )

    @api.model
    def _amount_text(self, amount, unit):
        number = int(amount) if amount == int(amount) else amount
        if unit == "business_days":
            return (
                self.env._("1 business day")
                if number == 1
                else self.env._("%s business days", number)
            )
        if unit == "coverage_hours":
            return (
                self.env._("1 service hour")
                if number == 1
                else self.env._("%s service hours", number)
            )
        return self.env._("1 hour") if number == 1 else self.env._("%s hours", number)
