"""The page on which engineers enter when they are off, and leads when somebody of the team is."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core import sla
from ..common.guard import GROUP_ENGINEER, GROUP_LEAD

EARLIER_SHOWN = 10


class EcosireSupportAbsence(models.Model):
    _inherit = "ecosire.support.absence"

    @api.model
    def _portal_absences(self):
        """Absences that the caller may see, in his own zone: those to come, and the last ones."""
        self._guard(GROUP_ENGINEER)
        now = fields.Datetime.now()
        kept = [("withdrawn_at", "=", False)]
        coming = self.search([*kept, ("date_to", ">", now)], order="date_from, id")
        over = self.search([*kept, ("date_to", "<=", now)], limit=EARLIER_SHOWN)
        zone = self.env["ecosire.support.ticket"]._reader_zone()
        return {
            "coming": [row._portal_row(now) for row in coming],
            "over": [row._portal_row(now) for row in over],
            "people": self._portal_people(),
            "zone": sla.zone_label(zone, now.replace(tzinfo=UTC)),
        }

    @api.model
    def _portal_people(self):
        """For whom the caller may enter one: ``(id, name)``, himself first."""
        engineers = self.env["ecosire.support.engineer"]
        me = engineers._of_user()
        others = engineers.browse()
        if self.env.user.has_group(GROUP_LEAD):
            others = engineers._colleagues() - me
        return [(one.id, one.name) for one in (*me, *others)]

    def _portal_row(self, now):
        tickets = self.env["ecosire.support.ticket"]
        zone = tickets._reader_zone()
        begin, end = (
            tickets._format_instant(moment.replace(tzinfo=UTC), zone)
            for moment in (self.date_from, self.date_to)
        )
        return {
            "id": self.id,
            "name": self.engineer_id.name,
            "from": begin,
            "to": end,
            "now": self.date_from <= now < self.date_to,
            "reason": self.reason,
            "note": self.note,
            "entered_by": self.entered_by,
            "cut": bool(self.planned_to),
        }

    def _portal_in_words(self):
        """``Amina Khan, off from Tue 24 Nov 15:00 to Mon 30 Nov 00:00``."""
        row = self._portal_row(fields.Datetime.now())
        return self.env._(
            "%(name)s, off from %(begin)s to %(end)s your time",
            name=row["name"],
            begin=row["from"],
            end=row["to"],
        )

    @api.model
    def _portal_enter(self, typed):
        """Enter what was typed in the caller's own zone: days, and times where they are not whole.

        :param typed: texts ``engineer``, ``first_day``, ``from_time``, ``back_day``,
            ``back_time``, ``reason``, ``note``
        :raises UserError: in words
        """
        chosen = [one for one in self._portal_people() if str(one[0]) == typed["engineer"]]
        if not chosen:
            raise UserError(self.env._("Please choose who is off."))
        start = self._portal_moment(typed["first_day"], typed["from_time"])
        end = self._portal_moment(typed["back_day"], typed["back_time"])
        return self.enter(chosen[0][0], start, end, typed["reason"], typed["note"])

    @api.model
    def _portal_moment(self, day, hour):
        """A day and perhaps a time of day in the caller's zone, as naive UTC."""
        try:
            date = datetime.strptime(day.strip(), "%Y-%m-%d").date()
            clock = time.fromisoformat(hour.strip()) if hour.strip() else time()
            zone = ZoneInfo(self.env["ecosire.support.ticket"]._reader_zone())
            local = datetime.combine(date, clock.replace(tzinfo=None), zone)
            return local.astimezone(UTC).replace(tzinfo=None)
        except (OverflowError, ValueError) as error:
            raise UserError(
                self.env._(
                    "“%s” is no day and time. Write a day like 2026-11-24 and a time like 09:30.",
                    f"{day} {hour}".strip(),
                )
            ) from error
