"""What an outage filed afterwards asks of the contract."""

from odoo import models


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def _is_closed_at(self, instant):
        """Whether the billing period of ``instant`` (naive UTC) is closed and stated already."""
        day = self._local_day(instant)
        # sudo: contract.period - only whether there is one
        periods = self.env["ecosire.support.contract.period"].sudo()
        closed = [("contract_id", "=", self.id), ("start", "<=", day), ("end", ">", day)]
        return bool(periods.search_count(closed, limit=1))
