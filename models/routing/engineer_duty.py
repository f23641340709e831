"""Whether an engineer is at work: not away, and within the working hours."""

from datetime import UTC

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from ...core import absence, labels


class EcosireSupportEngineer(models.Model):
    _inherit = "ecosire.support.engineer"

    absence_ids = fields.One2many("ecosire.support.absence", "engineer_id", readonly=True)

    served_with_me = fields.Boolean(
        compute="_compute_served_with_me",
        search="_search_served_with_me",
        export_string_translation=False,
        help="Has access now to a contract that the present user serves.",
    )

    @api.depends("grant_ids.date_from", "grant_ids.date_to", "grant_ids.revoked_at")
    @api.depends_context("uid")
    def _compute_served_with_me(self):
        # sudo: grant - only whether the two serve one contract
        together = self.sudo().filtered_domain(self._search_served_with_me("in", [True]))
        for engineer in self:
            engineer.served_with_me = engineer.id in together._ids

    @api.model
    def _search_served_with_me(self, operator, value):
        """The account leads' record rule rests on it: "now" is asked at each query."""
        if operator != "in":
            return NotImplemented
        together = Domain(
            "grant_ids",
            "any",
            [
                ("contract_id.granted_to_me", "=", True),
                ("revoked_at", "=", False),
                ("date_from", "<=", "now"),
                ("date_to", ">", "now"),
            ],
        )
        return together if True in value else ~together

    def _is_away(self, at=None):
        """Whether the engineer is off at ``at`` (naive UTC; default: now)."""
        return bool(self._off_until(at))

    def _off_until(self, at=None):
        """When who is off at ``at`` (naive UTC; default: now) is back; None: not off."""
        self.ensure_one()
        return self._off_now(at).get(self.id)

    def _off_now(self, at=None):
        """Who of these is off at ``at`` (naive UTC; default: now), asked at once.

        :return: ``{engineer's id: when he is back}``; those who are not off are not in it
        """
        at = at or fields.Datetime.now()
        spans = self._absence_spans(at)
        return {key: until for key in self.ids if (until := self._off_until_of(spans[key], at))}

    @api.model
    def _off_until_of(self, spans, at):
        """When somebody with these absences, who is off at ``at``, is back (naive UTC), or None."""
        until = absence.off_until(spans, at.replace(tzinfo=UTC))
        return until and until.replace(tzinfo=None)

    def _on_duty_given(self, spans, at):
        """Whether the engineer is at work at ``at``, when ``spans`` are his absences."""
        self.ensure_one()
        moment, window = at.replace(tzinfo=UTC), self._work_window()
        if absence.off_until(spans, moment):
            return False
        return not window or window.is_open(moment)

    def _absence_spans(self, since):
        """Absences that end after ``since``, by engineer's id, as core takes them: one query."""
        # sudo: absence - when somebody is away, not why
        rows = self.env["ecosire.support.absence"].sudo()
        found = rows.search_fetch(
            [
                ("engineer_id", "in", self.ids),
                ("withdrawn_at", "=", False),
                ("date_to", ">", since),
            ],
            ["engineer_id", "date_from", "date_to"],
        )
        spans = {engineer_id: [] for engineer_id in self.ids}
        for row in found:
            spans[row.engineer_id.id].append(
                (row.date_from.replace(tzinfo=UTC), row.date_to.replace(tzinfo=UTC))
            )
        return spans

    def _off_text(self, until):
        """``off until Mon 30 Nov``, for the present reader; in his time where it is no whole day.

        Whole days are days of the engineer's own zone.
        """
        when = self.env["ecosire.support.ticket"]._reader_time(until)
        return self._off_days(until) or self.env._("off until %s your time", when)

    def _off_text_for_all(self, until):
        """The same to be kept and read by anybody: with the engineer's zone by its city."""
        tickets = self.env["ecosire.support.ticket"]
        zone, moment = self._own_zone(), until.replace(tzinfo=UTC)
        when = tickets._format_instant(moment, zone)
        return self._off_days(until) or self.env._(
            "off until %(when)s (%(zone)s)", when=when, zone=labels.zone_label(zone, moment)
        )

    def _off_days(self, until):
        """``off until Mon 30 Nov`` where that is midnight at the engineer's, else nothing."""
        zone, tickets = self._own_zone(), self.env["ecosire.support.ticket"]
        local = tickets._local(until, zone)
        if local.hour or local.minute:
            return ""
        this_year = local.year == tickets._local(fields.Datetime.now(), zone).year
        form = "EEE d MMM" if this_year else "EEE d MMM y"
        return self.env._("off until %s", format_date(self.env, local.date(), date_format=form))

    def _own_zone(self):
        # sudo: res.users - only the name of the engineer's time zone
        return self.sudo().user_id.tz or "UTC"
