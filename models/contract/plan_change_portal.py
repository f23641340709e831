"""What an account lead's pages show of changes that clients ask for."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..common.guard import GROUP_LEAD

SHOWN = 100


class EcosireSupportPlanChange(models.Model):
    _inherit = "ecosire.support.plan.change"

    @api.model
    def _portal_waiting_count(self):
        """How many requests wait for this lead; none for an engineer who is no lead."""
        if not self.env.user.has_group(GROUP_LEAD):
            return 0
        return self.search_count([("state", "=", "requested")])

    @api.model
    def _portal_changes(self):
        """Changes of the contracts of this lead: those that wait first, the longest waiting on top."""
        self._guard(GROUP_LEAD)
        waiting = self.search([("state", "=", "requested")], order="requested_at, id")
        others = self.search([("state", "!=", "requested")], limit=SHOWN)
        return [change._portal_row() for change in waiting | others]

    def _portal_row(self):
        """One line of the list; ``waits`` is what the lead has to act on."""
        self.ensure_one()
        states = dict(self._fields["state"]._description_selection(self.env))
        when = self.env["ecosire.support.ticket"]._reader_time
        return {
            "id": self.id,
            "name": self.display_name,
            "contract": self.contract_id.code,
            # sudo: res.company - names of the companies of a contract that the lead serves
            "client": ", ".join(self.contract_id.sudo().company_ids.mapped("name")),
            "state": states[self.state],
            "waits": self.state == "requested",
            "overdue": self.is_overdue,
            "asked_by": self.requested_by,
            "asked": when(self.requested_at),
            "due": when(self.due_at),
            "effective": when(self.effective_at),
            "ends": when(self.ends_at),
        }

    def _portal_page(self):
        """One change in full: what was asked, what it would bring, or what was decided."""
        self._guard(GROUP_LEAD)
        self.ensure_one()
        preview, problem = self._portal_preview()
        when = self.env["ecosire.support.ticket"]._reader_time
        return {
            **self._portal_row(),
            "note": self.note,
            "facts": self._portal_facts(),
            "preview": preview,
            "problem": problem,
            "decided_by": self.decided_by,
            "decided": when(self.decided_at),
            "reason": self.decision_reason,
            "fingerprint": self.fingerprint,
        }

    def _portal_preview(self):
        """What it would bring if it were confirmed now; or why it cannot be any more."""
        if self.state != "requested":
            return {}, ""
        try:
            # sudo: plan.change - of a contract that the lead serves; tickets by his own rights
            return self.sudo()._preview(), ""
        except UserError as error:
            return {}, error.args[0]

    def _portal_facts(self):
        """What the client has filled in, as ``(label, text)``."""
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        company = self.company_id.sudo().name  # sudo: res.company - the one that joins or leaves
        months = self.months if self.kind == "short_term" else 0
        facts = [
            (self.env._("What"), kinds[self.kind]),
            (self.env._("Plan before"), self.plan_before_id.name),
            (self.env._("Support plan"), self.plan_id.name),
            (self.env._("Months"), str(months or "")),
            (self.env._("In force since"), self._portal_day(self.true_start)),
            (self.env._("Company"), company),
            (self.env._("From"), self._portal_day(self.effective_day)),
        ]
        return [(label, text) for label, text in facts if text]

    @api.model
    def _portal_day(self, day):
        return fields.Date.to_string(day) if day else ""
