"""What a change's own line says on the client's screens."""

from odoo import api, fields, models


class EcosireSupportPlanChange(models.Model):
    _inherit = "ecosire.support.plan.change"

    step_text = fields.Char(compute="_compute_step_text", string="What comes next")

    @api.depends("state", "requested_by", "requested_at", "due_at", "effective_at", "ends_at")
    @api.depends_context("lang", "uid")
    def _compute_step_text(self):
        for change in self:
            change.step_text = change._step_in_words()

    def _step_in_words(self):
        """By when who does what; in the reader's own time and the contract's zone."""
        when = self.contract_id._when_in_words
        if self.state == "requested":
            return self.env._(
                "Asked for by %(name)s, %(asked)s. ECOSIRE decides by %(due)s.",
                name=self.requested_by,
                asked=when(self.requested_at),
                due=when(self.due_at),
            )
        if self.state == "confirmed":
            return self.env._("Begins %s.", when(self.effective_at))
        if self.state == "in_force" and self.ends_at:
            return self.env._("Ends by itself %s.", when(self.ends_at))
        return ""
