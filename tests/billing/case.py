"""What the tests of billing share: months that pass, and statements to look at."""

from decimal import Decimal
from unittest.mock import patch

from ..common import LONG_AGO, at
from ..contract.case import ContractCase


class BillingCase(ContractCase):
    """Delta on Standard, whose periods begin on the 1st in Karachi: at 19:00 UTC the day before."""

    def setUp(self):
        super().setUp()
        # entered on the 1st of November: what is before is not stated here
        self.bill_from("2026-11-01 10:00")

    def bill_from(self, moment, contract=None):
        contract = contract or self.contract
        contract.term_ids.write({"recorded_at": moment + ":00"})

    def close(self, moment):
        """The hourly cron at ``moment`` (UTC)."""
        with at(moment):
            self.env["ecosire.support.contract"]._cron_close_periods()

    def statements(self, contract=None):
        contract = contract or self.contract
        return self.env["ecosire.support.contract.statement"].search(
            [("contract_id", "=", contract.id)], order="date_from"
        )

    def periods(self, contract=None):
        contract = contract or self.contract
        return self.env["ecosire.support.contract.period"].search(
            [("contract_id", "=", contract.id)], order="start"
        )

    def lines(self, statement):
        """``[(kind, company's name or "", amount)]`` in order."""
        return [(line.kind, line.company_id.name or "", line.amount) for line in statement.line_ids]

    def credit(self, amount):
        """Every missed promise is worth ``amount``, as a scope sheet would agree."""
        terms = self.env.registry["ecosire.support.contract.term"]
        return patch.object(terms, "_credit_for", lambda self, clock: Decimal(amount))

    def second_company(self):
        """Another company under Delta's contract, with a clerk and a manager of its own."""
        company = self.env["res.company"].create({"name": "Delta Retail"})
        self.env["ecosire.support.contract"]._in_force(company).ended_at = LONG_AGO
        self.contract.write({"company_ids": [(4, company.id)]})
        clerk = self.make_staff("retail_clerk", company=company)
        manager = self.make_staff("retail_manager", "ecosire_support.group_manager", company)
        return company, clerk, manager
