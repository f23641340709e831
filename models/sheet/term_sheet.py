"""A term under a scope sheet: the sheet's own promises come first, the plan's fill what it leaves."""

import json
from decimal import Decimal

from odoo import fields, models

from ..common.guard import GROUP_LEAD, GROUP_MANAGER


class EcosireSupportContractTerm(models.Model):
    _inherit = "ecosire.support.contract.term"

    sheet_id = fields.Many2one(
        "ecosire.support.scope.sheet",
        string="Scope sheet",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        groups=f"{GROUP_MANAGER},{GROUP_LEAD}",
    )

    def _agreed_on(self):
        agreed, sheet = super()._agreed_on(), self.sheet_id
        return {**agreed, "sheet": sheet.fingerprint} if sheet else agreed

    def _policies(self):
        own = self.sheet_id.policy_ids
        agreed = {(policy.metric, policy.severity) for policy in own}
        return own | super()._policies().filtered(
            lambda policy: (policy.metric, policy.severity) not in agreed
        )

    def _window(self):
        return self.sheet_id.window_id or super()._window()

    def _credit_for(self, clock):
        """What the sheet credits for missing this promise; an aim is best effort, and none."""
        snapshot = clock.snapshot_id
        # the sheet that the promise was measured by: the ticket's term may be a later one
        fingerprint = json.loads(snapshot.canonical).get("sheet")
        if not fingerprint or snapshot.aim:
            return super()._credit_for(clock)
        sheet = self.contract_id.sheet_ids.filtered(lambda one: one.fingerprint == fingerprint)[:1]
        return _credit_of(sheet, snapshot.severity, clock.metric)

    def _credit_agreed(self, severity, metric):
        if not self.sheet_id:
            return super()._credit_agreed(severity, metric)
        return _credit_of(self.sheet_id, severity, metric)

    def _as_kept(self):
        kept = super()._as_kept()
        return {**kept, "sheet_id": self.sheet_id.id} if self.sheet_id else kept


def _credit_of(sheet, severity, metric):
    agreed = sheet.credit_ids.filtered(
        lambda credit: credit.metric == metric and credit.severity == severity
    )
    return Decimal(str(agreed.amount))
