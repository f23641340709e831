"""Why this deadline: the rule, the hours skipped and both zones, in the reader's words."""

from odoo import models

from ..common.guard import GROUP_ENGINEER, GROUP_USER


class EcosireSupportSlaClock(models.Model):
    _inherit = "ecosire.support.sla.clock"

    def explain(self):
        """Why the deadline is what it is, as plain text in the reader's language and zone."""
        self._guard(GROUP_USER, GROUP_ENGINEER)
        self.ensure_one()
        # sudo: snapshot - the terms behind a clock the caller may read, checked just above
        policy = self.sudo().snapshot_id._to_core()
        return self.ticket_id._explain(policy, self.submitted_at)
