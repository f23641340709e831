"""Which changes need a scope sheet, and whether that sheet fits."""

from odoo import fields, models
from odoo.exceptions import UserError


class EcosireSupportPlanChange(models.Model):
    _inherit = "ecosire.support.plan.change"

    def _check_askable(self):
        result = super()._check_askable()
        if self.plan_id.by_sheet and not self.sheet_id:
            raise UserError(
                self.env._(
                    "%s is agreed on a scope sheet. Draft one under Scope sheets, and ask for the "
                    "plan with it.",
                    self.plan_id.name,
                )
            )
        if self.sheet_id:
            self._check_sheet_fits()
        return result

    def _check_sheet(self):
        """Of kind ``sheet``: another sheet for the plan that is in force."""
        if not self.sheet_id:
            raise UserError(self.env._("Please choose a scope sheet."))
        present = self.contract_id._term_at(fields.Datetime.now()).plan_id
        if self.plan_id != present:
            raise UserError(
                self.env._(
                    "Your plan is %(present)s. Ask for an upgrade to %(plan)s with this scope "
                    "sheet.",
                    present=present.name,
                    plan=self.plan_id.name,
                )
            )

    def _check_sheet_fits(self):
        sheet = self.sheet_id
        if sheet.contract_id != self.contract_id:
            raise UserError(self.env._("“%s” is a scope sheet of another contract.", sheet.name))
        if sheet.plan_id != self.plan_id:
            raise UserError(
                self.env._(
                    "“%(sheet)s” is a scope sheet for %(plan)s.",
                    sheet=sheet.name,
                    plan=sheet.plan_id.name,
                )
            )
        # what waits already is looked at by the lead, who is shown what it would bring
        if sheet.state != "draft" and not self._origin:
            states = dict(sheet._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "“%(sheet)s” has been asked for already: %(state)s. Draft another scope sheet.",
                    sheet=sheet.name,
                    state=states[sheet.state],
                )
            )
        sheet._check_complete()
        self._check_begins_with_sheet()

    def _check_begins_with_sheet(self):
        """What does not wait for the sheet's first day must not begin before it."""
        sheet, contract = self.sheet_id, self.contract_id
        today = contract._local_day(fields.Datetime.now())
        begins = {"existing": self.true_start, "short_term": today}.get(self.kind)
        if begins and begins < sheet.valid_from:
            raise UserError(
                self.env._(
                    "“%(sheet)s” is valid from %(day)s on, so this cannot begin sooner.",
                    sheet=sheet.name,
                    day=sheet.valid_from,
                )
            )

    def _check_sheet_unaltered(self):
        """A lead agrees to what was sent, and to nothing that came to stand there meanwhile."""
        sheet = self.sheet_id
        if sheet.altered:
            raise UserError(
                self.env._(
                    "“%s” is not what was sent to ECOSIRE any more. Please refuse this request, so "
                    "that the client sends it anew.",
                    sheet.name,
                )
            )
        if sheet and sheet.valid_until < self.contract_id._local_day(fields.Datetime.now()):
            raise UserError(
                self.env._(
                    "The validity of “%s” is over already. Please refuse this request, so that "
                    "the client enters a later last day.",
                    sheet.name,
                )
            )
