"""Service hours in words: which they are, what is skipped and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .coverage import CoverageWindow
from .instants import load_zone
from .labels import (
    WEEKDAYS,
    FormatInstant,
    Translate,
    date_text,
    local_text,
    minutes_text,
    zone_label,
)
from .messages import _
from .timeline import is_skipped

MOST_LISTED = 12


@dataclass(frozen=True)
class Words:
    """How to say things to this reader, and the zone the service hours are reckoned in."""

    zone: str
    translate: Translate
    format_instant: FormatInstant | None

    def say(self, template: str, **values: object) -> str:
        """The template in the reader's language with the values put in."""
        return self.translate(template) % values

    def local(self, at: datetime) -> datetime:
        """The instant on the wall of the service hours' zone."""
        return at.astimezone(load_zone(self.zone))

    def when(self, at: datetime, zone: str | None = None) -> str:
        """The instant as text in a zone, by default that of the service hours."""
        zone = zone or self.zone
        if self.format_instant:
            return self.format_instant(at, zone)
        return local_text(at, zone, self.translate)

    def when_and_where(self, at: datetime, zone: str | None = None) -> str:
        """The instant with its place: "Tue 24 Nov 14:00 (Karachi, UTC+5)"."""
        zone = zone or self.zone
        return f"{self.when(at, zone)} ({zone_label(zone, at)})"

    def duration(self, span: timedelta) -> str:
        """Hours and minutes; seconds only where there are any."""
        minutes, seconds = divmod(int(span.total_seconds()), 60)
        hours, minutes = divmod(minutes, 60)
        parts = ((hours, _("%(n)s h")), (minutes, _("%(n)s min")), (seconds, _("%(n)s s")))
        return " ".join(self.say(template, n=n) for n, template in parts if n)


def hours_text(window: CoverageWindow, words: Words) -> str:
    """Weekly hours, days with the same hours together: "Mon–Fri 08:00–22:00, Sat 10:00–14:00"."""
    days_of: dict[tuple, list[int]] = {}
    for weekday, hours in enumerate(window.weekly):
        if hours:
            days_of.setdefault(hours, []).append(weekday)
    return ", ".join(
        f"{weekdays_text(days, words)} "
        + " + ".join(f"{minutes_text(start)}–{minutes_text(end)}" for start, end in hours)
        for hours, days in days_of.items()
    )


def weekdays_text(days: list[int], words: Words) -> str:
    """Weekdays (0 Monday … 6 Sunday, sorted), runs of three and more joined: "Mon–Fri, Sun"."""
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names = [words.say(name) for name in WEEKDAYS]
    return ", ".join(
        f"{names[run[0]]}–{names[run[-1]]}"
        if len(run) > 2
        else ", ".join(names[day] for day in run)
        for run in runs
    )


def why_closed(window: CoverageWindow, at: datetime, words: Words) -> str:
    """Why there is no service at an instant, in a few words."""
    day = words.local(at).date()
    if day in window.holidays:
        return words.say(_("holiday"))
    for start, end in window.closures:
        if start <= at < end:
            return words.say(_("closed until %(when)s"), when=words.when(end))
    if window.weekly is not None and not window.weekly[day.weekday()]:
        return words.say(_("no service that day"))
    return words.say(_("before opening or after closing"))


def skipped_days(
    window: CoverageWindow, days: Iterable[date], no_hours: str, words: Words
) -> dict[date, str]:
    """Those of the local dates that do not count: date → "Mon 23 Mar (holiday)".

    :param no_hours: the reason, a template, for a weekday on which nothing is ever counted
    """
    return {
        day: words.say(
            _("%(day)s (%(why)s)"),
            day=date_text(day, words.translate),
            why=words.say(_why_skipped(window, day, no_hours)),
        )
        for day in days
        if not window.is_business_day(day)
    }


def _why_skipped(window: CoverageWindow, day: date, no_hours: str) -> str:
    if day in window.holidays:
        return _("holiday")
    if window.weekly is not None and not window.weekly[day.weekday()]:
        return no_hours
    if is_skipped(window.zone, day):
        return _("a date this zone never had")
    return _("closed")


def closures_between(
    window: CoverageWindow, start: datetime, end: datetime, words: Words
) -> list[str]:
    """The closures that touch the time from `start` to `end`: "Fri 20 Mar 12:00 to …"."""
    return [
        words.say(_("%(start)s to %(end)s"), start=words.when(shut), end=words.when(reopened))
        for shut, reopened in window.closures
        if shut < end and reopened > start
    ]


def listed(texts: list[str], words: Words) -> str:
    """Texts with commas between, the first dozen of them."""
    shown = texts[:MOST_LISTED]
    if len(texts) > MOST_LISTED:
        shown.append(words.say(_("and %(count)s more"), count=len(texts) - MOST_LISTED))
    return ", ".join(shown)
