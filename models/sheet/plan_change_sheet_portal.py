"""What an account lead reads of a scope sheet before deciding about it."""

from odoo import models


class EcosireSupportPlanChange(models.Model):
    _inherit = "ecosire.support.plan.change"

    def _portal_page(self):
        page = super()._portal_page()
        # sudo: scope.sheet, sla.policy, window - of a change that the lead may read, checked above
        change = self.sudo()
        sheet = change.sheet_id
        # a draft again after a refusal: what stands on it now is not what this change asked for
        as_asked = sheet and sheet._digest() == change._sheet_digest()
        return {**page, "annex": sheet._annex_html() if as_asked else ""}

    def _portal_facts(self):
        facts = super()._portal_facts()
        return [*facts, (self.env._("Scope sheet"), self.sheet_id.name)] if self.sheet_id else facts
