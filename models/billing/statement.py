from datetime import UTC

from odoo import api, fields, models
from odoo.tools import format_datetime

from ...core import labels
from ..common.guard import GROUP_LEAD, GROUP_MANAGER

LINK = frozenset({"vendor_bill"})


class EcosireSupportContractStatement(models.Model):
    """What a closed billing period costs, and why: a statement of usage, not an invoice.

    Its lines follow from the terms and the ledger alone, so anybody who has the rows can reckon
    it again to the cent. What is entered after it was made stands on the next one.
    """

    _name = "ecosire.support.contract.statement"
    _description = "Usage statements"
    _inherit = ["ecosire.support.append.only", "ecosire.support.guard"]
    _order = "date_from desc, id desc"

    name = fields.Char(string="Number", required=True, readonly=True)
    contract_id = fields.Many2one(
        "ecosire.support.contract", required=True, readonly=True, index=True, ondelete="restrict"
    )
    period_id = fields.Many2one(
        "ecosire.support.contract.period", required=True, readonly=True, ondelete="restrict"
    )
    date_from = fields.Date(string="From", required=True, readonly=True)
    date_to = fields.Date(string="To", required=True, readonly=True)
    tz = fields.Char(related="period_id.tz", string="Days of")
    tz_text = fields.Char(compute="_compute_tz_text", compute_sudo=True, string="Days of")
    made_at = fields.Datetime(related="period_id.closed_at", string="Made")
    cutoff_at = fields.Datetime(related="period_id.cutoff_at", string="Cutoff")
    cutoff_text = fields.Char(
        compute="_compute_cutoff_text",
        string="Rows entered until",
        help="What was entered later stands as a correction on the next statement.",
    )
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    line_ids = fields.One2many(
        "ecosire.support.contract.statement.line", "statement_id", readonly=True
    )
    total = fields.Monetary(readonly=True)
    hash = fields.Char(
        string="Fingerprint", required=True, readonly=True, help="SHA-256 over all that it states."
    )
    vendor_bill = fields.Integer(readonly=True, help="The linked vendor bill, by its id.")
    period_text = fields.Char(
        compute="_compute_period_text", compute_sudo=True, string="Billing period"
    )
    total_text = fields.Char(
        compute="_compute_total_text", compute_sudo=True, string="Total amount"
    )

    _once = models.Constraint("unique(period_id)", "This billing period has its statement already.")
    _number_unique = models.Constraint("unique(name)", "Another statement has this number.")
    _bill_once = models.UniqueIndex(
        "(vendor_bill) WHERE vendor_bill > 0",
        "This vendor bill is linked to another statement already.",
    )

    @api.depends("date_from", "date_to", "period_id")
    @api.depends_context("lang")
    def _compute_period_text(self):
        for one in self:
            one.period_text = one.contract_id._period_text(one.period_id.sudo()._to_core())

    @api.depends("tz", "date_from")
    def _compute_tz_text(self):
        for one in self:
            one.tz_text = labels.zone_label(one.tz, one._bounds()[0])

    @api.depends("cutoff_at", "tz")
    @api.depends_context("lang")
    def _compute_cutoff_text(self):
        for one in self:
            text = format_datetime(
                self.env, one.cutoff_at, tz=one.tz, dt_format="EEE d MMM y HH:mm"
            )
            zone = labels.zone_label(one.tz, one.cutoff_at.replace(tzinfo=UTC))
            one.cutoff_text = f"{text} ({zone})"

    @api.depends("total", "currency_id")
    @api.depends_context("lang")
    def _compute_total_text(self):
        for one in self:
            one.total_text = one.contract_id._money(one.total)

    def write(self, vals):
        """Nothing but the link to the vendor's bill ever changes, and that by its own methods."""
        if self.env.su and set(vals) == LINK:
            return models.Model.write(self, vals)
        return super().write(vals)

    def action_pdf(self):
        """Download the statement as PDF."""
        return self._download("pdf")

    def action_xlsx(self):
        """Download the statement as a workbook."""
        return self._download("xlsx")

    def _download(self, form):
        self._guard(GROUP_MANAGER, GROUP_LEAD)
        self.ensure_one()
        url = f"/ecosire_support/statement/{self.id}/{form}"
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}
