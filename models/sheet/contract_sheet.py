"""Scope sheets on the contract: sent with a request, and shown where one rules or is over."""

from datetime import timedelta

from odoo import api, fields, models

from ...core import billing_period
from ..common.guard import GROUP_MANAGER


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    sheet_ids = fields.One2many(
        "ecosire.support.scope.sheet", "contract_id", readonly=True, groups=GROUP_MANAGER
    )
    sheet_id = fields.Many2one(
        "ecosire.support.scope.sheet",
        string="Scope sheet",
        compute="_compute_sheet_id",
        groups=GROUP_MANAGER,
    )
    sheet_state = fields.Char(compute="_compute_sheet_id", groups=GROUP_MANAGER)
    sheet_text = fields.Char(compute="_compute_sheet_id", groups=GROUP_MANAGER)

    @api.depends("term_ids.start", "term_ids.sheet_id")
    @api.depends_context("lang")
    def _compute_sheet_id(self):
        now = fields.Datetime.now()
        for contract in self:
            sheet = contract._term_at(now).sheet_id
            contract.sheet_id = sheet
            contract.sheet_state = sheet.validity_state
            contract.sheet_text = sheet.validity_text

    def request_change(self, values):
        self._guard(GROUP_MANAGER)
        if sheet_id := values.get("sheet_id"):
            sheet = self.env["ecosire.support.scope.sheet"].browse(sheet_id)
            sheet._guard(GROUP_MANAGER)
            # sudo: scope.sheet - what it says of the plan, for a manager who may read it
            values = {"plan_id": sheet.sudo().plan_id.id, **values}
        change = super().request_change(values)
        # sudo: scope.sheet, plan.change - from now on it stands still
        change.sudo()._freeze_sheet()
        return change

    def _obligations(self, now):
        return [*super()._obligations(now), *self._obligations_of_sheet(now)]

    def _obligations_of_sheet(self, now):
        """Its validity ends, or is over; not where what comes after it is settled."""
        sheet = self._term_at(now).sheet_id
        if not sheet or self._next_is_settled(now):
            return
        end = billing_period.day_start(sheet.valid_until + timedelta(days=1), self.tz)
        over = sheet._days_left(now) < 0
        words = (
            self.env._("The validity of “%s” is over: its renewal is due")
            if over
            else self.env._("The validity of “%s” ends: prepare its renewal before")
        )
        kind = "breached" if over else "due"
        yield end.replace(tzinfo=None), kind, "fa-refresh", words % sheet.name

    def _askable(self):
        return super()._askable() | {"sheet_id"}

    def _settle_sheets(self):
        """An agreed sheet that no term rules by any more, now or later, is over."""
        now = fields.Datetime.now()
        live = self._term_at(now) | self.term_ids.filtered(lambda term: term.start > now)
        agreed = self.sheet_ids.filtered(lambda sheet: sheet.state == "agreed")
        (agreed - live.sheet_id)._follow("replaced")
