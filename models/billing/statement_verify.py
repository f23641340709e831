"""Whether a statement still follows from the rows it was made from."""

from odoo import fields, models

from ...core import statement
from ..common.guard import GROUP_LEAD, GROUP_MANAGER


class EcosireSupportContractStatement(models.Model):
    _inherit = "ecosire.support.contract.statement"

    holds = fields.Boolean(
        compute="_compute_holds",
        string="Agrees with the rows",
        help="Whether terms, ledger and clocks still give this statement, to the cent.",
    )

    def _compute_holds(self):
        for one in self:
            # sudo: statement - rows of all companies, of which only the comparison is shown
            one.holds = one.sudo()._agrees()

    def verify(self):
        """Reckon the statement again from the rows, and say whether it still agrees."""
        self._guard(GROUP_MANAGER, GROUP_LEAD)
        self.ensure_one()
        if self.holds:
            text = self.env._(
                "%s was reckoned again from the terms, the ledger of tickets and the clocks: it "
                "agrees to the cent.",
                self.name,
            )
        else:
            text = self.env._(
                "%(number)s does not agree with the rows any more: they now give %(total)s. "
                "Somebody has changed them, or the statement, outside of ECOSIRE Support. Compare "
                "it with the copy that was mailed.",
                number=self.name,
                total=self.sudo()._total_now(),  # sudo: statement - rows of all companies, summed
            )
        params = {
            "title": self.name,
            "message": text,
            "type": "success" if self.holds else "danger",
            "sticky": not self.holds,
        }
        return {"type": "ir.actions.client", "tag": "display_notification", "params": params}

    def _recomputed(self):
        """The lines as the rows give them now, with the cutoffs of then."""
        self.ensure_one()
        return self.contract_id._statement_lines(self.period_id)

    def _total_now(self):
        try:
            return self.contract_id._money(statement.total(self._recomputed()))
        except ValueError as error:
            return str(error)

    def _agrees(self):
        """Whether the stored lines, the rows and the fingerprint all say the same."""
        self.ensure_one()
        try:
            given = self._fingerprint(self._recomputed())
        except ValueError:
            return False  # rows that core refuses are not those it was made from
        total = float(statement.total(self.line_ids._to_core()))
        return given == self.hash == self._fingerprint(
            self.line_ids._to_core()
        ) and not self.currency_id.compare_amounts(total, self.total)

    def _fingerprint(self, lines):
        return self.contract_id._statement_fingerprint(self.period_id, lines)
