"""A sheet begins as a copy: of what the plan promises, or of the sheet that it renews."""

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import format_date

from ...core import sheet_terms
from ..common.guard import GROUP_MANAGER
from .scope_sheet_validity import DAY


class EcosireSupportScopeSheet(models.Model):
    _inherit = "ecosire.support.scope.sheet"

    def fill_from_plan(self):
        """Take service hours and answer times from the plan anew; what was typed is lost."""
        self._guard(GROUP_MANAGER, operation="write")
        for sheet in self.sudo():  # sudo: sla.policy, window - a draft of the manager's contract
            sheet._check_draft()
            sheet._fill()
        return True

    def prepare_renewal(self):
        """Draft the next validity as a copy of this agreed sheet, and open the draft."""
        self._guard(GROUP_MANAGER)
        self.ensure_one()
        this = self.sudo()  # sudo: scope.sheet, window - of a contract of the manager's companies
        renewal = this.search([("renews_id", "=", self.id), ("state", "=", "draft")], limit=1)
        return (renewal or this._renewed()).sudo(False)._open()

    def _renewed(self):
        if self.state not in ("agreed", "replaced"):
            raise UserError(self.env._("Only an agreed scope sheet can be renewed."))
        start, end = sheet_terms.next_validity(self.valid_from, self.valid_until)
        renewal = self.copy(
            {
                "name": self.env._(
                    "Renewal from %s", format_date(self.env, start, date_format=DAY)
                ),
                "renews_id": self.id,
                "valid_from": start,
                "valid_until": end,
            }
        )
        renewal._take_over(self.policy_ids, self.window_id, self.window_ids)
        return renewal

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def _fill(self):
        """Service hours and answer times of the plan, as this sheet's own."""
        self.ensure_one()
        plan, tz = self.plan_id, self.tz
        self._take_over(plan.policy_ids, plan.window_id)
        moved = self.window_ids.filtered(lambda window: window.tz == plan.window_id.tz)
        moved.tz = tz

    def _take_over(self, policies, main, others=()):
        """Copy ``policies`` with the hours they count in; ``main`` becomes the service hours."""
        self.policy_ids.unlink()
        self.window_ids.unlink()
        windows = main.union(others or main, policies.window_id, policies.business_window_id)
        own = {window: window._copy_for(self) for window in windows.sorted()}
        self.window_id = own.get(main)
        policies.create(
            [
                {
                    "sheet_id": self.id,
                    "metric": policy.metric,
                    "severity": policy.severity,
                    "amount": policy.amount,
                    "unit": policy.unit,
                    "aim": policy.aim,
                    "window_id": own[policy.window_id].id,
                    "business_window_id": own[policy.business_window_id].id,
                    "day_ids": [
                        Command.create(
                            {
                                "sequence": rule.sequence,
                                "days": rule.days,
                                "amount": rule.amount,
                                "unit": rule.unit,
                            }
                        )
                        for rule in policy.day_ids
                    ],
                }
                for policy in policies
            ]
        )
