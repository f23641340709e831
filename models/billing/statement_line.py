from decimal import Decimal

from odoo import api, fields, models

from ...core import statement

LINE_KINDS = [
    (statement.BASE, "Support plan"),
    (statement.EXTRA, "Extra tickets"),
    (statement.CREDIT, "Credits"),
    (statement.CORRECTION, "Corrections of earlier periods"),
]


class EcosireSupportContractStatementLine(models.Model):
    _name = "ecosire.support.contract.statement.line"
    _description = "Lines of usage statements"
    _inherit = "ecosire.support.append.only"
    _order = "statement_id, sequence, id"

    statement_id = fields.Many2one(
        "ecosire.support.contract.statement",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    sequence = fields.Integer(readonly=True)
    kind = fields.Selection(LINE_KINDS, required=True, readonly=True)
    name = fields.Char(string="What for", required=True, readonly=True)
    reason = fields.Text(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True, ondelete="restrict")
    ticket_ids = fields.Many2many(
        "ecosire.support.ticket", "ecosire_support_statement_line_ticket", readonly=True
    )
    plan_id = fields.Many2one("ecosire.support.plan", readonly=True, ondelete="restrict")
    first_day = fields.Date(readonly=True)
    last_day = fields.Date(readonly=True)
    days = fields.Integer(readonly=True)
    of_days = fields.Integer(readonly=True)
    for_start = fields.Date(
        readonly=True, help="The start of the earlier period that is corrected."
    )
    quantity = fields.Integer(readonly=True)
    currency_id = fields.Many2one(related="statement_id.currency_id")
    price = fields.Monetary(readonly=True)
    amount = fields.Monetary(readonly=True)
    amount_text = fields.Char(
        compute="_compute_amount_text", compute_sudo=True, string="Amount in words"
    )

    @api.depends("amount", "currency_id")
    @api.depends_context("lang")
    def _compute_amount_text(self):
        for line in self:
            line.amount_text = line.statement_id.contract_id._money(line.amount)

    def _to_core(self):
        """These lines as core's values, in the order of the statement."""
        return tuple(
            statement.Line(
                kind=line.kind,
                amount=Decimal(str(line.amount)),
                company=line.company_id.id or None,
                tickets=tuple(sorted(line.ticket_ids.ids)),
                quantity=line.quantity,
                price=Decimal(str(line.price)),
                plan=line.plan_id.id or None,
                first=line.first_day or None,
                last=line.last_day or None,
                days=line.days,
                of_days=line.of_days,
                for_start=line.for_start or None,
            )
            for line in self.sorted(lambda line: (line.sequence, line.id))
        )
