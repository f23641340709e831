"""How many promises were kept and missed, in the billing period and in a year."""

from odoo import fields, models
from odoo.fields import Domain

from ..common.guard import GROUP_MANAGER

MONTHS_BACK = 12


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    promise_counts = fields.Json(compute="_compute_promise_counts", groups=GROUP_MANAGER)

    def _compute_promise_counts(self):
        now = fields.Datetime.now()
        for contract in self:
            if not contract._term_at(now):
                contract.promise_counts = False
                continue
            begin, end = contract._period_bounds(contract._period_at(now))
            year_ago = fields.Datetime.subtract(end, months=MONTHS_BACK)
            contract.promise_counts = [
                {
                    "label": contract._period_text(contract._period_at(now)),
                    **contract._promises_between(begin, end),
                },
                {
                    "label": self.env._("Last %s months", MONTHS_BACK),
                    **contract._promises_between(year_ago, end),
                },
            ]

    def _promises_between(self, since, until):
        """How many promises that fell due between the two were kept and missed; aims apart."""
        # sudo: sla.clock - numbers of the whole contract, on a field of managers alone
        clocks = self.env["ecosire.support.sla.clock"].sudo()
        settled = Domain("breached_at", "!=", False) | Domain("met_at", "!=", False)
        groups = clocks._read_group(
            settled
            & Domain("ticket_id.contract_id", "=", self.id)
            & Domain("deadline", ">=", since)
            & Domain("deadline", "<", until),
            ["snapshot_id"],
            ["__count", "breached_at:count"],
        )
        counts = dict.fromkeys(("kept", "missed", "aims_kept", "aims_missed"), 0)
        for snapshot, total, missed in groups:
            prefix = "aims_" if snapshot.aim else ""
            counts[f"{prefix}kept"] += total - missed
            counts[f"{prefix}missed"] += missed
        return counts
