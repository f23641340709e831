"""What account leads read of statements on their own pages."""

from odoo import api, models

from ..common.guard import GROUP_LEAD

ROWS_SHOWN = 100


class EcosireSupportContractStatement(models.Model):
    _inherit = "ecosire.support.contract.statement"

    @api.model
    def _portal_statements(self):
        """Statements of the contracts granted to this lead, newest first, as plain values."""
        self._guard(GROUP_LEAD)
        return [
            {
                "number": one.name,
                "contract": one.contract_id.name,
                "period": one.period_text,
                "zone": one.tz_text,
                "total": one.total_text,
                "hash": one.hash,
            }
            for one in self.search([], limit=ROWS_SHOWN)
        ]
