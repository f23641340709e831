"""ECOSIRE's vendor bill beside the statement, where Odoo's `account` happens to be installed.

There is no dependency on it: the bill is kept by its id, read as whoever asks, and everything here
says so where the model or the right is missing.
"""

from decimal import Decimal

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core import bill_comparison
from ..common.guard import GROUP_MANAGER

MOVE = "account.move"
VERDICTS = (
    bill_comparison.SAME,
    bill_comparison.DIFFERENT,
    bill_comparison.NOT_BILLED,
    bill_comparison.ONLY_BILLED,
)


class EcosireSupportContractStatement(models.Model):
    _inherit = "ecosire.support.contract.statement"

    can_link_bill = fields.Boolean(
        compute="_compute_can_link_bill", export_string_translation=False
    )
    bill_comparison = fields.Html(
        compute="_compute_bill_comparison",
        string="Compared with the vendor bill",
        groups=GROUP_MANAGER,
        sanitize=False,
    )

    @api.depends_context("uid")
    def _compute_can_link_bill(self):
        self.can_link_bill = self._reads_bills()

    @api.depends("vendor_bill", "line_ids.amount")
    @api.depends_context("uid", "lang")
    def _compute_bill_comparison(self):
        for one in self:
            one.bill_comparison = one._compared_with(one._linked_bill())

    def link_bill(self, bill_id):
        """Keep which vendor bill charges for this statement.

        :param bill_id: of an ``account.move`` that the manager may read
        :raises UserError: when it is no vendor bill of this contract's companies, or another
            statement's
        """
        self._guard(GROUP_MANAGER)
        self.ensure_one()
        bill = self._bills_to_choose().filtered(lambda move: move.id == bill_id)
        if not bill:
            raise UserError(
                self.env._(
                    "This is no vendor bill of a company of %s that you may read and that no "
                    "other statement has.",
                    self.contract_id.code,
                )
            )
        # sudo: statement - role, statement and bill checked; nobody writes one directly
        self.sudo().vendor_bill = bill.id
        return True

    def unlink_bill(self):
        """Forget the linked vendor bill; the bill itself stays as it is."""
        self._guard(GROUP_MANAGER)
        # sudo: statement - role checked; nobody writes one directly
        self.sudo().vendor_bill = False
        return True

    # -- bills, read as the one who asks

    @api.model
    def _reads_bills(self):
        return MOVE in self.env and self.env[MOVE].has_access("read")

    def _bills_to_choose(self):
        """Vendor bills and credit notes that may belong to this statement; newest first."""
        self.ensure_one()
        if not self._reads_bills():
            raise UserError(
                self.env._(
                    "Vendor bills can be linked where Odoo's Invoicing is installed, by a support "
                    "manager who may read them."
                )
            )
        # sudo: statement, contract - only which bills are taken, and who the vendor is
        this = self.sudo()
        taken = this.search([("vendor_bill", "!=", 0), ("id", "!=", self.id)]).mapped("vendor_bill")
        domain = [
            ("move_type", "in", ("in_invoice", "in_refund")),
            ("state", "!=", "cancel"),
            ("company_id", "in", this.contract_id.company_ids.ids),
            ("id", "not in", taken),
        ]
        if vendor := this.contract_id.vendor_id.commercial_partner_id:
            domain.append(("commercial_partner_id", "=", vendor.id))
        return self.env[MOVE].search(domain, order="invoice_date desc, id desc", limit=100)

    def _linked_bill(self):
        """The linked bill, if it is still there and the one who asks may read it."""
        self.ensure_one()
        if not self.vendor_bill or not self._reads_bills():
            return None
        return self.env[MOVE].search([("id", "=", self.vendor_bill)]) or None

    def _compared_with(self, bill):
        """Statement and bill line by line, as HTML; empty without a bill."""
        self.ensure_one()
        if not bill:
            return False
        # Markup: QWeb has escaped what it was given
        return Markup(
            self.env["ir.qweb"]._render(
                "ecosire_support.bill_comparison", self._comparison_values(bill)
            )
        )

    def _comparison_values(self, bill):
        billed = bill.invoice_line_ids.filtered(
            lambda line: line.display_type not in ("line_section", "line_subsection", "line_note")
        )
        sign = -1 if bill.move_type == "in_refund" else 1
        amounts = [_exact(sign * line.price_subtotal) for line in billed]
        stated = [_exact(line.amount) for line in self.line_ids]
        pairs = bill_comparison.compare(stated, amounts)
        same_currency = bill.currency_id == self.currency_id
        total = sum((pair.difference for pair in pairs), Decimal(0))
        return {
            "bill": bill.display_name,
            "draft": bill.state == "draft",
            "same_currency": same_currency,
            "currencies": (self.currency_id.name, bill.currency_id.name),
            "rows": [self._comparison_row(pair, billed, amounts, bill) for pair in pairs],
            "difference": bool(total),
            "difference_text": bill.currency_id.format(float(total)),
            "tax_text": bill.amount_tax and bill.currency_id.format(sign * bill.amount_tax),
            "verdicts": self._verdict_words(),
        }

    def _comparison_row(self, pair, billed, amounts, bill):
        line = self.line_ids[pair.stated] if pair.stated is not None else None
        other = pair.billed
        return {
            "verdict": pair.verdict,
            "stated": line.name if line else "",
            "stated_text": self.contract_id._money(line.amount) if line else "",
            "billed": billed[other].name or "" if other is not None else "",
            "billed_text": (
                bill.currency_id.format(float(amounts[other])) if other is not None else ""
            ),
        }

    def _verdict_words(self):
        words = (
            self.env._("Agrees"),
            self.env._("Differs"),
            self.env._("Not on the bill"),
            self.env._("Only on the bill"),
        )
        return dict(zip(VERDICTS, words, strict=True))


def _exact(amount):
    return Decimal(str(round(amount, 6))).normalize()
