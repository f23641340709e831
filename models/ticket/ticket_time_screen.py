"""What both sides read of the time that was worked on a ticket."""

from odoo import api, fields, models
from odoo.tools import format_date

from ...core import work_time


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    work_text = fields.Char(compute="_compute_work_text", string="Time worked")
    limit_note = fields.Char(
        compute="_compute_limit_note", help="How much work one ticket of this topic includes."
    )
    work_log = fields.Json(compute="_compute_work_log")

    @api.depends("work_minutes", "work_limit_minutes", "scope")
    def _compute_work_text(self):
        for ticket in self:
            spent = ticket._spent()
            words = _in_words(self.env, spent.minutes)
            ticket.work_text = (
                self.env._(
                    "%(spent)s of %(limit)s",
                    spent=words,
                    limit=_in_words(self.env, spent.limit),
                )
                if spent.limit
                else words
            )

    @api.depends("topic_id", "company_id", "number", "scope", "work_limit_minutes")
    def _compute_limit_note(self):
        for ticket in self:
            limit = ticket._limit_now()
            ticket.limit_note = (
                self.env._(
                    "Up to %s of work a ticket are in your plan; more is quoted separately.",
                    _in_words(self.env, limit),
                )
                if limit
                else ""
            )

    @api.depends("time_entry_ids")
    @api.depends_context("uid", "lang")
    def _compute_work_log(self):
        for ticket in self:
            entries = ticket.time_entry_ids.filtered(lambda one: not one.voids_id)
            ticket.work_log = {"entries": [ticket._time_in_words(entry) for entry in entries]}

    def _limit_now(self):
        """The minutes that a ticket includes: as promised, or as a draft would be promised."""
        if self._origin.number:
            return self._spent().limit
        limit = self.topic_id._limit_minutes()
        if not limit:
            return 0
        # sudo: contract - a clerk reads what is promised, not the terms
        contracts = self.env["ecosire.support.contract"].sudo()
        contract = contracts._in_force(self.company_id or self.env.company)
        term = contract._term_at(fields.Datetime.now()) if contract else contract.term_ids
        if not term or self.sudo()._scope_verdict(self.topic_id, term.plan_id)[0] != "in_plan":
            return 0
        return limit

    def _limit_passed(self):
        spent = self._spent()
        return self.env._(
            "%(spent)s of work are logged. %(limit)s a ticket are in the plan; what goes beyond is "
            "quoted separately.",
            spent=_in_words(self.env, spent.minutes),
            limit=_in_words(self.env, spent.limit),
        )

    def _limit_kept(self):
        return self.env._(
            "An entry was taken back: the logged time is %s, and so within the plan again.",
            self.work_text,
        )

    def _time_in_words(self, entry):
        void = entry.voided_by_ids
        details = [entry.text]
        if void:
            details.append(
                self.env._(
                    "Taken back by %(name)s: %(reason)s",
                    name=void.engineer_id.sudo().name,
                    reason=void.text,
                )
            )
        return {
            "id": entry.id,
            "kind": "time",
            "icon": "fa-clock-o",
            "title": _in_words(self.env, entry.minutes),
            "when": _day_in_words(self.env, entry.day),
            # sudo: engineer - the name of one who may have left
            "by": entry.engineer_id.sudo().name,
            "details": details,
            "pending": bool(void),
        }


class EcosireSupportTopic(models.Model):
    _inherit = "ecosire.support.topic"

    def _limit_minutes(self):
        """How many minutes of work one ticket includes; 0: as many as it takes."""
        return work_time.minutes_of(self.hour_limit)


def _day_in_words(env, day):
    """``Tue 24 Nov``, with its year where that is not this one."""
    this_year = day.year == fields.Date.today().year
    return format_date(env, day, date_format="EEE d MMM" if this_year else "EEE d MMM y")


def _in_words(env, minutes):
    """``45 min``, ``2 h``, ``1 h 30 min``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return env._("%s min", rest)
    if not rest:
        return env._("%s h", hours)
    return env._("%(hours)s h %(minutes)s min", hours=hours, minutes=rest)
