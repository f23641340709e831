"""Which of the vendor's bills charges for a usage statement."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.common.guard import GROUP_MANAGER


class EcosireSupportStatementBill(models.TransientModel):
    """Shows the comparison with a bill before it is linked.

    The bill is a choice, not a link to Odoo's Invoicing, which need not be installed.
    """

    _name = "ecosire.support.statement.bill"
    _description = "Vendor bill of a usage statement"
    _inherit = "ecosire.support.guard"

    statement_id = fields.Many2one(
        "ecosire.support.contract.statement",
        required=True,
        default=lambda self: self.env.context.get("active_id"),
    )
    bill = fields.Selection("_bills", string="Vendor bill")
    comparison = fields.Html(compute="_compute_comparison", sanitize=False)

    @api.model
    def _bills(self):
        """The bills to choose from, by id."""
        statement_id = self.env.context.get("active_id")
        statements = self.env["ecosire.support.contract.statement"]
        if not statement_id or not statements._reads_bills():
            return []
        # one that was typed into the address is no statement of his: nothing to choose from
        statement = statements.search([("id", "=", statement_id)])
        bills = statement._bills_to_choose() if statement else ()
        return [(str(bill.id), bill.display_name) for bill in bills]

    @api.depends("bill", "statement_id")
    def _compute_comparison(self):
        for wizard in self:
            bill = wizard.bill and wizard.statement_id._bills_to_choose().filtered(
                lambda move, wizard=wizard: str(move.id) == wizard.bill
            )
            wizard.comparison = wizard.statement_id._compared_with(bill) if bill else False

    def action_link(self):
        """Link the chosen bill to the statement."""
        self._guard(GROUP_MANAGER)
        self.ensure_one()
        if not self.bill:
            raise UserError(self.env._("Choose the vendor bill first."))
        return self.statement_id.link_bill(int(self.bill)) and {
            "type": "ir.actions.act_window_close"
        }
