"""Whether a sheet rules the contract now, and how long it is valid."""

from odoo import api, fields, models
from odoo.tools import format_date

SOON_DAYS = 90
DAY = "d MMM y"


class EcosireSupportScopeSheet(models.Model):
    _inherit = "ecosire.support.scope.sheet"

    term_ids = fields.One2many("ecosire.support.contract.term", "sheet_id", readonly=True)
    in_force = fields.Boolean(compute="_compute_validity")
    validity_state = fields.Selection(
        [("current", "Valid"), ("soon", "Ends soon"), ("over", "Over, renewal is due")],
        compute="_compute_validity",
        string="Validity",
    )
    validity_text = fields.Char(compute="_compute_validity", string="Validity in words")

    @api.depends("state", "term_ids.start", "valid_from", "valid_until")
    @api.depends_context("lang")
    def _compute_validity(self):
        now = fields.Datetime.now()
        for sheet in self:
            # sudo: contract.term - which sheet rules is no secret of whoever reads the sheet
            contract = sheet.sudo().contract_id
            sheet.in_force = bool(sheet.ids) and contract._term_at(now).sheet_id.ids == sheet.ids
            left = sheet._days_left(now)
            known = sheet.in_force and not contract._next_is_settled(now)
            soon = "soon" if left <= SOON_DAYS else "current"
            sheet.validity_state = ("over" if left < 0 else soon) if known else False
            sheet.validity_text = sheet._validity_line(sheet.validity_state)

    def _days_left(self, now):
        """Days until the last day, in the contract's zone; below 0 once it is over."""
        if not self.valid_until or not self.contract_id:
            return 0
        return (self.valid_until - self.contract_id._local_day(now)).days

    def _validity_line(self, state):
        if not self.valid_from or not self.valid_until:
            return ""
        first, last = (
            format_date(self.env, day, date_format=DAY)
            for day in (self.valid_from, self.valid_until)
        )
        span = self.env._("%(first)s – %(last)s", first=first, last=last)
        if state == "over":
            return self.env._("%s: the validity is over, a renewal is due", span)
        if state == "soon":
            left = self._days_left(fields.Datetime.now())
            return self.env._("%(span)s: %(days)s days are left", span=span, days=left)
        return span
