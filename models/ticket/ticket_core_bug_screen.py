"""What both sides read of the path of a defect in Odoo itself."""

from odoo import api, fields, models

from ...core import core_bug

ICONS = {
    "suspected": "fa-search",
    "confirmed": "fa-bug",
    "workaround": "fa-wrench",
    "escalated": "fa-share",
    "fixed": "fa-check",
    "not_core_bug": "fa-times",
}


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    core_bug_path = fields.Json(compute="_compute_core_bug_path")
    core_bug_meaning = fields.Char(compute="_compute_core_bug_path", string="What it means now")

    @api.depends("core_bug_state", "core_bug_step_ids", "is_open")
    @api.depends_context("uid", "lang", "tz")
    def _compute_core_bug_path(self):
        for ticket in self:
            steps = ticket.core_bug_step_ids
            ticket.core_bug_path = {"entries": [ticket._core_bug_entry(step) for step in steps]}
            ticket.core_bug_meaning = ticket._core_bug_in_words()

    def _core_bug_in_words(self):
        """What the present state means for the client."""
        worked_around = core_bug.WORKAROUND in self.core_bug_step_ids.mapped("state")
        words = {
            "suspected": self.env._(
                "ECOSIRE finds out whether Odoo itself is at fault, and says so here."
            ),
            "confirmed": self.env._(
                "Odoo itself is at fault. Next comes a way to work in spite of it, or a report to "
                "Odoo."
            ),
            "workaround": self.env._(
                "You can work as described below. The defect itself is still in Odoo."
            ),
            "escalated": self.env._("Odoo knows of it and decides when to correct it.")
            + " "
            + (
                self.env._("Until then you can work as described below.")
                if worked_around
                else self.env._("ECOSIRE follows it and tells you here.")
            ),
            "fixed": self.env._(
                "Odoo has corrected it in %s. It reaches you with an update to that.",
                self.core_bug_version,
            ),
            "not_core_bug": self.env._("Odoo is not at fault: ECOSIRE looks for another cause."),
        }
        if self.core_bug_state == "not_core_bug" and not self.is_open:
            return self.env._("Odoo is not at fault.")
        return words.get(self.core_bug_state, "")

    def _core_bug_entry(self, step):
        return {
            "kind": step.state,
            "icon": ICONS[step.state],
            "title": step._title(),
            "when": self._both_zones(step.at),
            "by": step.actor_name or "",
            "reference": step.reference or "",
            "link": core_bug.link(step.reference or ""),
            "details": [step.text],
        }


class EcosireSupportCoreBugStep(models.Model):
    _inherit = "ecosire.support.core.bug.step"

    def _title(self):
        self.ensure_one()
        label = dict(self._fields["state"]._description_selection(self.env))[self.state]
        return f"{label}: {self.version}" if self.version else label

    def _as_note(self):
        """The step as the thread tells it."""
        self.ensure_one()
        return self.env._(
            "Defect in Odoo itself, %(step)s: %(text)s",
            step=" ".join(filter(None, (self._title(), self.reference))),
            text=self.text,
        )
