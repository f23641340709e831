"""What helps the engineer who opens a ticket: where it happened, who else has met it, like cures."""

from odoo import models

from ..fence.rights import HOME


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _portal_page(self):
        self.fetch(["environment", "error_trace"])  # long ones, which no list reads
        return {
            **super()._portal_page(),
            "environment": self.environment_lines,
            "error_trace": self.error_trace,
            "affected": self.affected_text,
            "affected_names": self.affected_names,
            "same_error": self.same_error_text,
            "like": self._portal_like(),
        }

    def _portal_like(self):
        """Cures of like tickets, over all contracts that the engineer has access to."""
        like = self._similar(self._like_text(), None, limit=4) - self
        return [
            {
                **ticket._as_cure(),
                "url": f"{HOME}/ticket/{ticket.number}",
                "root_cause": ticket.root_cause,
                # sudo: res.company - only its name; engineers read no companies
                "client": ticket.sudo().company_id.name,
            }
            for ticket in like[:3]
        ]
