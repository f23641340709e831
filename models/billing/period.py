from odoo import fields, models

from ...core import billing_period


class EcosireSupportContractPeriod(models.Model):
    """A billing period that is closed: which rows count for it is settled by its cutoff."""

    _name = "ecosire.support.contract.period"
    _description = "Closed billing periods"
    _inherit = "ecosire.support.append.only"
    _order = "contract_id, start desc"
    _rec_name = "start"

    contract_id = fields.Many2one(
        "ecosire.support.contract", required=True, readonly=True, index=True, ondelete="restrict"
    )
    start = fields.Date(string="From", required=True, readonly=True)
    end = fields.Date(
        string="Up to", required=True, readonly=True, help="The first day of the next period."
    )
    tz = fields.Char(string="Time zone", required=True, readonly=True)
    closed_at = fields.Datetime(string="Closed", required=True, readonly=True)
    cutoff_at = fields.Datetime(
        string="Rows entered until",
        required=True,
        readonly=True,
        help="What is entered later is a correction on the next statement.",
    )

    _closed_once = models.Constraint(
        "unique(contract_id, start)", "This billing period is closed already."
    )
    _has_days = models.Constraint('check(start < "end")', "A period ends after it starts.")

    def _to_core(self):
        self.ensure_one()
        return billing_period.Period(self.start, self.end)

    def _before(self):
        """The period of the same contract that was closed before this one."""
        self.ensure_one()
        return self.search(
            [("contract_id", "=", self.contract_id.id), ("start", "<", self.start)],
            order="start desc",
            limit=1,
        )
