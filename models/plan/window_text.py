"""Service hours in words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from odoo import models
from odoo.tools import format_datetime

from ...core import explain_hours, labels

FORESEEN = timedelta(days=400)
DAY_AND_TIME = "EEE d MMM HH:mm"


class EcosireSupportWindow(models.Model):
    _inherit = "ecosire.support.window"

    def _hours_text(self):
        """``Mon–Sat 08:00–22:00 (Karachi, UTC+5)`` in the reader's language; "" for none."""
        if not self:
            return ""
        core = self._to_core()
        if core.weekly is None:
            return self.env._("Day and night, every day")
        words = explain_hours.Words(core.zone, self.env._, None)
        zone = labels.zone_label(core.zone, datetime.now(UTC))
        return f"{explain_hours.hours_text(core, words)} ({zone})"

    def _now_text(self, now):
        """Whether the window is open at ``now`` (naive UTC), and until or from when.

        :return: (open or not, ``open now, until Tue 22:00 (Karachi, UTC+5), 18:00 your time``)
        """
        core, at = self._to_core(), now.replace(tzinfo=UTC)
        if core.is_always_open:
            return True, self.env._("open now, day and night")
        if not core.is_open(at):
            opening = core.next_opening(at)
            return False, self.env._("closed now, opens %s", self._local_text(opening))
        closing = next(core.periods(at, at + FORESEEN))[1]
        return True, self.env._("open now, until %s", self._local_text(closing))

    def _local_text(self, instant):
        """An instant (aware) in the window's zone, and in the reader's where that is another."""
        naive, mine = instant.replace(tzinfo=None), self.env.user.tz or self.tz
        text = format_datetime(self.env, naive, tz=self.tz, dt_format=DAY_AND_TIME)
        text = f"{text} ({labels.zone_label(self.tz, instant)})"
        if mine == self.tz:
            return text
        days = {labels.date_text(instant.astimezone(ZoneInfo(zone))) for zone in (mine, self.tz)}
        form = DAY_AND_TIME if len(days) > 1 else "HH:mm"
        return self.env._(
            "%(theirs)s, %(mine)s your time",
            theirs=text,
            mine=format_datetime(self.env, naive, tz=mine, dt_format=form),
        )
