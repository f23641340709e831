"""How satisfied the client's people are, on the contract's page."""

from odoo import api, fields, models

from ..common.guard import GROUP_MANAGER

MONTHS = 12


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    rating_text = fields.Char(
        compute="_compute_rating_text", string="How it went", groups=GROUP_MANAGER
    )

    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_rating_text(self):
        """Of the tickets that the reader may see: a manager's own companies."""
        since = fields.Datetime.subtract(fields.Datetime.now(), months=MONTHS)
        rows = self.env["ecosire.support.ticket"]._read_group(
            [("contract_id", "in", self.ids), ("rating_asked_at", ">=", since)],
            ["contract_id"],
            ["rating_score:avg", "rated_at:count", "__count"],
        )
        found = {contract: values for contract, *values in rows}
        for contract in self:
            contract.rating_text = self._rating_in_words(*found.get(contract, (0, 0, 0)))

    @api.model
    def _rating_in_words(self, average, given, asked):
        if not asked:
            return self.env._("Nobody has been asked in the last %s months.", MONTHS)
        if not given:
            return self.env._(
                "None of %(asked)s asked in the last %(months)s months has said it.",
                asked=asked,
                months=MONTHS,
            )
        return self.env._(
            "%(average)s of 5, said by %(given)s of %(asked)s asked in the last %(months)s months",
            average=f"{average:.1f}",
            given=given,
            asked=asked,
            months=MONTHS,
        )
