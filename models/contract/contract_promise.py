"""What a contract promises: terms, and the answer time a ticket is measured by."""

from odoo import fields, models


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def _open_term(self, plan, start, **values):
        """Begin a term of ``plan`` at ``start`` (naive UTC); the one before ends there.

        Open, unanswered tickets get the better of both plans: an upgrade that is in force
        treats them as raised, from now on, also when its start lies in the past.
        """
        self.ensure_one()
        before = self._term_at(start).plan_id
        # sudo: plan - prices are copied into the term whoever sets it in force
        plan_sudo = plan.sudo()
        term = self.env["ecosire.support.contract.term"].create(
            {
                "contract_id": self.id,
                "plan_id": plan.id,
                "start": start,
                "price": plan_sudo.price,
                "extra_price": plan_sudo.extra_price,
                "quota": plan_sudo.quota,
                **values,
            }
        )
        in_force = start <= fields.Datetime.now()
        if in_force and before and plan.sequence > before.sequence:
            self.env["ecosire.support.ticket"]._on_plan_upgrade(self, term)
        return term
