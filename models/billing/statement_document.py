"""What a statement says on paper and in a workbook: the same content for both."""

from datetime import UTC

from odoo import models
from odoo.fields import Domain

from ...core import billing_period, labels, statement


class EcosireSupportContractStatement(models.Model):
    _inherit = "ecosire.support.contract.statement"

    def _content(self):
        """All that the documents print, as plain values in the reader's language."""
        self.ensure_one()
        # sudo: contract, terms, ledger - one statement for all companies; titles of tickets are
        # read as the reader himself
        this = self.sudo()
        return {
            "number": this.name,
            "contract": this.contract_id.code,
            "contract_name": this.contract_id.name,
            "companies": ", ".join(this._companies().mapped("name")),
            "period": this.period_text,
            "zone": this.tz_text,
            "currency": this.currency_id.name,
            "digits": this.currency_id.decimal_places,
            "made_at": this.made_at,
            "cutoff": this.cutoff_text,
            "hash": this.hash,
            "lines": [this._line_content(line) for line in this.line_ids],
            "total": this.total,
            "total_text": this.total_text,
            "columns": this._columns(),
            "tickets": self._ticket_rows(),
        }

    def _line_content(self, line):
        money = self.contract_id._money
        return {
            "kind": line.kind,
            "kind_text": dict(line._fields["kind"]._description_selection(self.env))[line.kind],
            "text": line.name,
            "reasons": (line.reason or "").splitlines(),
            "company": line.company_id.name or self.env._("Whole contract"),
            "quantity": line.quantity,
            "days": line.days,
            "of_days": line.of_days,
            "price": line.price,
            "price_text": money(line.price),
            "amount": line.amount,
            "amount_text": money(line.amount),
        }

    # -- a column for each company

    def _companies(self):
        return self.contract_id.company_ids | self.line_ids.company_id | self._rows().company_id

    def _columns(self):
        """The amounts by kind and company; empty where there is only one company."""
        companies = self._companies()
        if len(companies) < 2:
            return {}
        heads = [self.env.company.browse(), *companies]
        kinds = dict(self.line_ids._fields["kind"]._description_selection(self.env))
        rows = []
        for kind in statement.KINDS:
            lines = self.line_ids.filtered(lambda line, kind=kind: line.kind == kind)
            if lines:
                rows.append(self._column_row(kinds[kind], lines, heads))
        rows.append(self._column_row(self.env._("Total"), self.line_ids, heads))
        names = [one.name or self.env._("Whole contract") for one in heads]
        return {"heads": [*names, self.env._("Total")], "rows": rows}

    def _column_row(self, label, lines, heads):
        sums = [
            sum(lines.filtered(lambda line, one=one: line.company_id == one).mapped("amount"))
            for one in heads
        ]
        sums.append(sum(lines.mapped("amount")))
        sums = [self.currency_id.round(amount) for amount in sums]
        return {
            "label": label,
            "amounts": sums,
            "texts": [self.contract_id._money(amount) for amount in sums],
        }

    # -- the tickets of the period

    def _bounds(self):
        return billing_period.bounds(self.period_id._to_core(), self.tz)

    def _rows(self):
        """The ledger's rows of the period, as far as they were entered by the cutoff."""
        first, end = (instant.replace(tzinfo=None) for instant in self._bounds())
        return (
            self.env["ecosire.support.contract.usage"]
            .search(
                Domain("contract_id", "=", self.contract_id.id)
                & Domain("at", ">=", first)
                & Domain("at", "<", end)
                & Domain("recorded_at", "<=", self.cutoff_at)
            )
            .sorted(lambda row: (row.at, row.ticket_id.id, row.id))
        )

    def _ticket_rows(self):
        """Each ticket of the period: whose, whether it counts, and why; titles only of those that
        the reader may see."""
        this = self.sudo()  # sudo: ledger - which tickets count concerns all of the companies
        rows = this._rows()
        mine = self.env["ecosire.support.ticket"].search([("id", "in", rows.ticket_id.ids)])
        extra = this.line_ids.filtered(lambda line: line.kind == statement.EXTRA).ticket_ids
        return [
            {
                "number": ticket.number,
                "title": ticket.name if ticket in mine else self.env._("(of another company)"),
                "company": ticket.company_id.name,
                "at": this._local_text(rows.filtered(lambda r, t=ticket: r.ticket_id == t)[:1].at),
                "extra": ticket in extra,
                "counts": self._ticket_verdict(
                    rows.filtered(lambda row, t=ticket: row.ticket_id == t), ticket in extra
                ),
            }
            for ticket in rows.ticket_id
        ]

    def _ticket_verdict(self, rows, extra):
        """``Counts``, ``Extra ticket``, ``Does not count: Duplicate``."""
        by_kind = {row.kind: row for row in rows}
        row = by_kind.get("freed") or by_kind.get("free")
        if not row:
            return self.env._("Extra ticket") if extra else self.env._("Counts")
        cause = dict(row._fields["cause"]._description_selection(self.env))[row.cause]
        return self.env._("Does not count: %s", cause)

    def _local_text(self, instant):
        return labels.local_text(_aware(instant), self.tz, self.env._)


def _aware(instant):
    return instant.replace(tzinfo=UTC)
