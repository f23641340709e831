"""What an engineer filters and groups tickets by on the desk, in words of ECOSIRE's side.

Odoo offers every readable field; most are the inner works of a ticket, or lead to records that are
closed to engineers. What they may read is no matter of this list.
"""

from odoo import api, models

from ..common.guard import GROUP_ENGINEER

ASKED = frozenset(
    {
        "answered_at",
        "chased_at",
        "closed_at",
        "contract_id",
        "core_bug_state",
        "due_at",
        "engineer_id",
        "impact",
        "name",
        "number",
        "over_limit",
        "resolved_at",
        "root_cause",
        "scope",
        "severity",
        "state",
        "submitted_at",
        "tag_ids",
        "topic_id",
        "work_minutes",
    }
)
TEXTS = frozenset({"name", "number", "root_cause"})  # each ticket would be a group of its own


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        found = super().fields_get(allfields, attributes)
        if self.env.user.has_group(GROUP_ENGINEER):
            words = self._words_for_engineers()
            for name, facts in found.items():
                self._describe_for_engineers(name, facts, words.get(name, {}))
        return found

    @api.model
    def _describe_for_engineers(self, name, facts, said):
        """Narrow what the web client offers; the field's own words speak to the client."""
        if "searchable" in facts:
            facts["searchable"] = facts["searchable"] and name in ASKED
        if "groupable" in facts:
            facts["groupable"] = facts["groupable"] and name in ASKED - TEXTS
        if "string" in facts and "" in said:
            facts["string"] = said[""]
        if facts.get("selection"):
            facts["selection"] = [
                (code, said.get(code, label)) for code, label in facts["selection"]
            ]

    @api.model
    def _words_for_engineers(self):
        """``{field: {code of a choice: its label, "": the field's own label}}``."""
        return {
            "closed_at": {"": self.env._("Closed")},
            "resolved_at": {"": self.env._("Resolved")},
            "root_cause": {"": self.env._("Root cause")},
            "scope": {
                "": self.env._("In the plan?"),
                "in_plan": self.env._("In the plan"),
                "other_plan": self.env._("Not in the plan"),
            },
            "state": {"waiting_client": self.env._("Waiting for the client")},
        }
