"""What a contract promises: terms, and the answer time a ticket is measured by."""

from odoo import api, fields, models


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def _open_term(self, plan, start, **values):
        """Begin a term of ``plan`` at ``start`` (naive UTC); the one before ends there.

        Open, unanswered tickets get the better of both plans: an upgrade that is in force
        treats them as raised, from now on, also when its start lies in the past.
        """
        self.ensure_one()
        before = self._term_at(start).plan_id
        term = self.env["ecosire.support.contract.term"].create(
            {
                "contract_id": self.id,
                "plan_id": plan.id,
                "start": start,
                "recorded_at": fields.Datetime.now(),
                **self._prices_of(plan),
                **values,
            }
        )
        in_force = start <= fields.Datetime.now()
        if in_force and before and plan.sequence > before.sequence:
            self.env["ecosire.support.ticket"]._on_plan_upgrade(self, term)
        return term

    @api.model
    def _prices_of(self, plan):
        """What a term keeps of ``plan``: a later price of the plan changes no contract."""
        # sudo: plan - prices are copied into the term whoever sets it in force
        plan = plan.sudo()
        return {"price": plan.price, "extra_price": plan.extra_price, "quota": plan.quota}
