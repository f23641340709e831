"""Companies join a contract and leave it: one quota and one statement for all that are in it."""

from odoo import fields, models
from odoo.exceptions import UserError

from ...core import billing_period


class EcosireSupportPlanChange(models.Model):
    _inherit = "ecosire.support.plan.change"

    def _set_company_in_motion(self):
        self._check_company()
        contract = self.contract_id
        # never back in time: what was filed meanwhile was filed under the other contract
        day = max(self.effective_day, contract._local_day(fields.Datetime.now()))
        self.effective_at = billing_period.day_start(day, contract.tz).replace(tzinfo=None)

    def _apply_due_companies(self, company):
        """Let ``company`` join or leave if its day has come, also when no cron has run yet."""
        now = fields.Datetime.now()
        due = self.search(
            [
                ("company_id", "=", company.id),
                ("state", "=", "confirmed"),
                ("effective_at", "<=", now),
            ],
            order="effective_at, id",
        )
        for change in due:
            change._meet()
            change._begin_if_due(now)

    def _check_company(self):
        """Whether the company may join or leave this contract.

        :raises UserError: when it is in, or out, already; or serves under another paid contract
        """
        contract, company = self.contract_id, self.company_id
        if self.kind == "leave":
            if company not in contract.company_ids:
                raise UserError(
                    self.env._("%(company)s is not in this contract.", company=company.name)
                )
            if contract.company_ids == company:
                raise UserError(
                    self.env._(
                        "%(company)s is the only company of this contract, so it cannot leave "
                        "it. Ask for a downgrade instead.",
                        company=company.name,
                    )
                )
            return
        if company in contract.company_ids:
            raise UserError(
                self.env._("%(company)s is in this contract already.", company=company.name)
            )
        own = contract._in_force(company)
        if own._is_billed():
            raise UserError(
                self.env._(
                    "%(company)s has the paid contract %(code)s. It can join once that one is "
                    "back on the plan that every company has.",
                    company=company.name,
                    code=own.code,
                )
            )

    def _join(self):
        """The company's own contract ends; what was filed under it stays where it is."""
        contract, company = self.contract_id, self.company_id
        own = contract._in_force(company)
        rest = own.company_ids - company
        if rest:
            own.write({"company_ids": [fields.Command.unlink(company.id)]})
        else:
            own.ended_at = fields.Datetime.now()
        contract.write({"company_ids": [fields.Command.link(company.id)]})

    def _leave(self):
        """The company gets the plan back that every company has."""
        self.contract_id.write({"company_ids": [fields.Command.unlink(self.company_id.id)]})
        self.contract_id._ensure_included(self.company_id)
