"""Duplicates, defects and logged time at the engineers' light pages."""

from odoo import fields, models
from odoo.exceptions import UserError

from ...core import core_bug, ticket_states

MINUTES_DIGITS = 6


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _portal_work(self):
        """What the page of this ticket says of them."""
        duplicates = self.search([("duplicate_of_id", "=", self.id)], order="id")
        defect_at = self.defect_confirmed_at
        return {
            "duplicate_of": self.duplicate_number,
            "duplicates": duplicates.mapped("number"),
            "defect": self.defect_reason,
            "defect_when": self._both_zones(defect_at) if defect_at else "",
            "core_bug": self.core_bug_state
            and {
                "label": self._portal_label("core_bug_state"),
                "meaning": self.core_bug_meaning,
                "entries": self.core_bug_path["entries"],
            },
            "time": {
                "text": self.work_text,
                "over": self.over_limit and self._limit_passed(),
                "limit": self.limit_note,
                "entries": self.work_log["entries"],
            },
        }

    def _portal_work_actions(self, me):
        """Which of their forms the engineer ``me`` gets to see."""
        cancelled = self.state == "cancelled"
        to = ticket_states.moves(self.state, ticket_states.ENGINEER)
        return {
            "core_bug": self._portal_core_bug_steps(),
            "log_time": not cancelled and self._portal_today(),
            "void_time": [
                (str(entry["id"]), f"{entry['when']}, {entry['title']}: {entry['details'][0]}")
                for entry in map(self._time_in_words, self._own_entries(me))
            ],
            "mark_duplicate": "closed" in to,
            "confirm_defect": not self.defect_confirmed_at and not cancelled,
        }

    def _portal_core_bug_steps(self):
        """The steps that may follow: ``(code, label)``."""
        steps = core_bug.moves(self.core_bug_state or core_bug.NONE)
        try:
            self._check_core_bug_place(steps[0])
        except UserError:
            return []
        labels = dict(self._fields["core_bug_state"]._description_selection(self.env))
        return [(step, labels[step]) for step in steps]

    def _portal_today(self):
        return self._local(fields.Datetime.now(), self._reader_zone()).date().isoformat()

    # -- what comes in

    def _portal_take_core_bug_step(self, typed):
        """The step that was chosen, with the words that it needs.

        :raises UserError: when none was chosen
        """
        reason = typed["reason"]
        steps = {
            "suspected": lambda: self.suspect_core_bug(reason),
            "confirmed": lambda: self.confirm_core_bug(reason),
            "workaround": lambda: self.work_around_core_bug(reason),
            "escalated": lambda: self.escalate_core_bug(typed["reference"], reason),
            "fixed": lambda: self.fix_core_bug(typed["version"], reason),
            "not_core_bug": lambda: self.clear_core_bug(reason),
        }
        if typed["step"] not in steps:
            raise UserError(self.env._("Please choose what is said of the defect now."))
        steps[typed["step"]]()

    def _portal_log_time(self, typed):
        minutes = typed["minutes"].strip()
        if minutes.isdecimal() and len(minutes) <= MINUTES_DIGITS:
            minutes = int(minutes)
        self.log_time(minutes, typed["day"].strip(), typed["text"])

    def _portal_void_time(self, typed):
        entry = typed["entry"]
        self.void_time(int(entry) if entry.isdecimal() and len(entry) < 10 else 0, typed["reason"])
