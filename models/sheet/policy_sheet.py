"""Answer times that a scope sheet agrees, instead of those of its plan."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class EcosireSupportSlaPolicy(models.Model):
    _name = "ecosire.support.sla.policy"
    _inherit = ["ecosire.support.sla.policy", "ecosire.support.sheet.part"]

    plan_id = fields.Many2one(required=False)
    sheet_id = fields.Many2one(
        "ecosire.support.scope.sheet", ondelete="cascade", index="btree_not_null"
    )

    _one_owner = models.Constraint(
        "check((plan_id IS NULL) <> (sheet_id IS NULL))",
        "An answer time is of a support plan or of a scope sheet.",
    )
    _unique_of_sheet = models.Constraint(
        "unique(sheet_id, metric, severity)",
        "The scope sheet already has an answer time for this severity. Change that one.",
    )

    @api.constrains("sheet_id", "window_id", "business_window_id")
    def _check_own_windows(self):
        """Hours that others share would change what was agreed, whenever they change."""
        for policy in self:
            windows = policy.window_id | policy.business_window_id
            if any(window.sheet_id != policy.sheet_id for window in windows):
                raise ValidationError(
                    self.env._("Please choose service hours of this scope sheet itself.")
                )

    def _promised_plan(self):
        return super()._promised_plan() or self.sheet_id.plan_id


class EcosireSupportSlaPolicyDay(models.Model):
    _name = "ecosire.support.sla.policy.day"
    _inherit = ["ecosire.support.sla.policy.day", "ecosire.support.sheet.part"]
    _part_of = "policy_id"
