"""Instants and zones in words: by city, never by letters such as PST that mean two things."""

from collections.abc import Callable
from datetime import datetime

from .instants import load_zone, to_utc
from .messages import _

Translate = Callable[[str], str]
FormatInstant = Callable[[datetime, str], str]

WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
WEEKDAYS_LONG = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
MONTHS = (
    _("Jan"),
    _("Feb"),
    _("Mar"),
    _("Apr"),
    _("May"),
    _("Jun"),
    _("Jul"),
    _("Aug"),
    _("Sep"),
    _("Oct"),
    _("Nov"),
    _("Dec"),
)


def city(zone: str) -> str:
    """The city of an IANA zone: "Asia/Karachi" → "Karachi", "America/New_York" → "New York"."""
    load_zone(zone)
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def utc_offset(zone: str, at: datetime) -> str:
    """The zone's offset at that instant: "UTC+5", "UTC+5:45", "UTC-3:30", "UTC"."""
    offset = to_utc(at, "at").astimezone(load_zone(zone)).utcoffset()
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}{f':{rest:02d}' if rest else ''}"


def zone_label(zone: str, at: datetime) -> str:
    """A zone as people know it at that instant: "Karachi, UTC+5"; a zone without a city: "UTC"."""
    offset = utc_offset(zone, at)
    # Etc/GMT+5 is five hours *behind* UTC: its name would contradict the offset.
    if "/" not in zone or zone.startswith("Etc/"):
        return offset
    return f"{city(zone)}, {offset}"


def local_text(at: datetime, zone: str, translate: Translate = str) -> str:
    """An instant in a zone: "Tue 24 Nov 14:00"."""
    local = to_utc(at, "at").astimezone(load_zone(zone))
    return f"{date_text(local, translate)} {local:%H:%M}"


def date_text(day, translate: Translate = str) -> str:
    """A date: "Tue 24 Nov"."""
    values = {
        "weekday": translate(WEEKDAYS[day.weekday()]),
        "day": day.day,
        "month": translate(MONTHS[day.month - 1]),
    }
    return translate(_("%(weekday)s %(day)s %(month)s")) % values


def minutes_text(minute: int) -> str:
    """A time of day: 540 → "09:00", 1440 → "24:00"."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
