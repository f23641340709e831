"""An engineer's working hours as they are typed: for each weekday from when until when.

An end that is not after the beginning lies on the next day: 22:00 to 06:00 is a night shift, 16:00
to 00:00 ends at midnight, and 00:00 to 00:00 is the whole day. A shift belongs to the day on which
it begins.
"""

from collections.abc import Mapping

from .coverage import CoverageWindow
from .instants import load_zone
from .window_parts import WEEKDAYS

DAY = 24 * 60
Shifts = Mapping[int, tuple[str, str]]


def time_of(text: str) -> str:
    """``9:05`` as ``09:05``; what has no form of a time of day is refused.

    :raises ValueError: names the text
    """
    hours, _colon, minutes = str(text).strip().partition(":")
    plain = f"{hours}{minutes}".isascii() and f"{hours}{minutes}".isdigit()
    if not plain or len(hours) not in (1, 2) or len(minutes) != 2:
        raise ValueError(f"time: “{text}” is not a time of day")
    if int(hours) > 24 or int(minutes) > 59 or (int(hours) == 24 and int(minutes)):
        raise ValueError(f"time: “{text}” is not a time of day")
    return f"{int(hours) % 24:02}:{minutes}"


def checked(zone: str, shifts: Shifts) -> dict[int, tuple[str, str]]:
    """The shifts in their one form, sorted by weekday (0 Monday … 6 Sunday).

    :raises ValueError: names zone, weekday or time
    """
    load_zone(zone)
    if wrong := set(shifts) - set(WEEKDAYS):
        raise ValueError(f"weekday: 0 (Monday) to 6 (Sunday), not {min(map(str, wrong))}")
    return {day: (time_of(shifts[day][0]), time_of(shifts[day][1])) for day in sorted(shifts)}


def window_of(zone: str, shifts: Shifts) -> CoverageWindow | None:
    """When somebody with these shifts works; None without any: whenever something comes."""
    weekly: dict[int, list[tuple[int, int]]] = {day: [] for day in WEEKDAYS}
    for day, (begin, end) in checked(zone, shifts).items():
        start, stop = _minutes(begin), _minutes(end)
        if start < stop:
            weekly[day].append((start, stop))
            continue
        weekly[day].append((start, DAY))
        weekly[(day + 1) % 7].append((0, stop))
    return CoverageWindow(zone, weekly) if shifts else None


def _minutes(text):
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)
