"""What the tests of scope sheets share: drafts as a manager types them, and agreed ones."""

from odoo.fields import Command

from ..common import at
from ..contract.case import ContractCase

YEAR = {"valid_from": "2026-11-01", "valid_until": "2027-10-31"}


class SheetCase(ContractCase):
    def draft(self, user=None, **values):
        """A draft of the manager's: 2,400 a month, a first answer to a critical ticket in 1 h."""
        sheets = self.env["ecosire.support.scope.sheet"].with_user(user or self.manager)
        sheet = sheets.create(
            {"name": "Scope 2026", "contract_id": self.contract.id, "price": 2400, **YEAR, **values}
        )
        self.policy(sheet).amount = 1
        return sheet

    def policy(self, sheet, severity="critical", metric="first_response"):
        return sheet.policy_ids.filtered(
            lambda one: (one.severity, one.metric) == (severity, metric)
        )

    def credit(self, sheet, amount, severity="critical", metric="first_response"):
        values = {"severity": severity, "metric": metric, "amount": amount}
        sheet.credit_ids = [Command.create(values)]

    def ask_sheet(self, sheet, kind="upgrade", **values):
        return self.ask(kind, sheet_id=sheet.id, **values)

    def agree(self, sheet=None, when="2026-11-10 06:00", **values):
        """An agreed sheet, in force from then on unless its validity begins later."""
        with at(when):
            sheet = sheet or self.draft(**values)
            sheet.action_request()
            self.confirm(sheet.sudo().change_ids.filtered(lambda one: one.state == "requested"))
        return sheet

    def tell(self):
        self.env["ecosire.support.contract"]._cron_renewals()

    def told(self, user=None):
        """What was said to the manager about the contract, newest first."""
        partner = (user or self.manager).partner_id
        return [message.subject or "" for message in self.said(self.contract, partner)]
