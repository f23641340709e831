"""What whoever sent an error, or filed from the systray, reads at once: who answers by when."""

from odoo import api, fields, models

from ...core.severity import QUESTION


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _told_to_reporter(self):
        """What the dialog shows, read with the caller's own rights.

        ``status`` is ``filed`` (by the caller), ``joined`` (somebody has reported it before) or
        ``resolved`` (it was cured: the cure is told, and two ways on).
        """
        self.ensure_one()
        ticket = self.with_env(self.env(su=False))
        mine = ticket.submitter_id == self.env.user
        told = {
            "status": "resolved" if not ticket.is_open else "filed" if mine else "joined",
            "id": ticket.id,
            "number": ticket.number,
            "title": ticket.name,
            "like_text": ticket._like_text(),
            "promise": ticket.promise,
            "clock_note": ticket.clock_note,
            "scope": ticket._scope_in_short() if ticket.clock_id else "",
            "usage": ticket._place_in_quota(),
            "severity": ticket._portal_label("severity"),
            "problem": ticket.reach_problem or "",
            "hand_text": ticket.hand_text if ticket.reach_problem else "",
            "again": self._met_by_me() > 1,
            "people": self._people_told(),
            "can_answer": ticket.is_open and not self._answered_by_me(),
            "can_share": mine and self._has_values_to_share(),
            "questions": self._report_questions(),
        }
        if not mine:
            told["first"] = ticket._first_told()
        if told["status"] == "resolved":
            told["cure"] = ticket._as_cure()["cure"]
        return told

    def _scope_in_short(self):
        """``in your plan``; otherwise the verdict's own reason."""
        if self.scope == "in_plan":
            return self.env._("in your plan")
        return self.scope_reason or ""

    def _place_in_quota(self):
        """``ticket 18 of 20``; of a free one, why; of one past the quota, that it is extra."""
        # sudo: contract, contract.usage - numbers that each of the staff may know
        this = self.sudo()
        quota = this.term_id.quota
        if this.usage_kind != "used" or not quota:
            return this.usage_note or ""
        place = this.usage_ids.filtered(lambda use: use.kind == "used")._place()
        if place > quota:
            return self.env._("an extra ticket: all %s are used", quota)
        return self.env._("ticket %(number)s of %(quota)s", number=place, quota=quota)

    def _first_told(self):
        return {
            "person": self.submitter_name,
            "when": self._format_instant(
                fields.Datetime.context_timestamp(self, self.submitted_at), self._reader_zone()
            ),
        }

    def _people_told(self):
        return len(set(self.sighting_ids.mapped("person_number")))

    def _met_by_me(self):
        mine = self.sighting_ids.filtered(lambda row: row.person_number == self.env.uid)
        return len(mine.filtered(lambda row: row.kind == "seen"))

    def _answered_by_me(self):
        return any(
            row.kind == "answered" and row.person_number == self.env.uid
            for row in self.sighting_ids
        )

    def _has_values_to_share(self):
        told = self.environment or {}
        return bool(self.error_print and told.get("record_id") and "values" not in told)

    @api.model
    def _report_questions(self):
        """The two questions with their choices, in the reader's language; an error is no question."""
        questions = self._questions()
        questions["impact"] = [one for one in questions["impact"] if one[0] != QUESTION]
        return questions

    @api.model
    def _questions(self):
        return {
            name: self._fields[name]._description_selection(self.env)
            for name in ("impact", "workaround")
        }
