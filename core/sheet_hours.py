"""Weekly service hours as they read on the wall of another zone."""

from datetime import date, time, timedelta

from .coverage import CoverageWindow
from .instants import load_zone, local_to_utc
from .window_parts import check_date

DAY = timedelta(days=1)


def hours_in(window: CoverageWindow, zone: str, on: date) -> CoverageWindow:
    """The window's weekly hours in the local time of `zone`, by the offsets of the day `on`.

    Holidays and closures stay where they are, days and instants of the window's own: this is for
    people to read, never to reckon with. An always-open window is so everywhere.

    :raises ValueError: names zone or on
    """
    load_zone(zone)
    check_date(on, "on")
    if window.weekly is None:
        return CoverageWindow(zone, None)
    shift = _minutes_between(window.zone, zone, on)
    weekly: dict[int, list[tuple[int, int]]] = {}
    for weekday, hours in enumerate(window.weekly):
        for start, end in hours:
            for day, part in _parts(weekday, start + shift, end + shift):
                weekly.setdefault(day, []).append(part)
    return CoverageWindow(zone, weekly)


def readings(
    window: CoverageWindow, zone: str, first: date, last: date
) -> tuple[tuple[date, CoverageWindow], ...]:
    """Each different reading of the hours in `zone` from one day to another, with its first day.

    Where either zone changes its clocks there are several; the same one twice is said once.
    """
    found: list[tuple[date, CoverageWindow]] = []
    day, shift = check_date(first, "first"), None
    while day <= check_date(last, "last"):
        if (now := _minutes_between(window.zone, zone, day)) != shift:
            reading = hours_in(window, zone, day)
            if all(reading != known for _day, known in found):
                found.append((day, reading))
            shift = now
        day += DAY
    return tuple(found)


def _minutes_between(zone: str, other: str, on: date) -> int:
    """How far the wall of `other` is ahead of that of `zone` at noon of that day."""
    noon = local_to_utc(on, time(12), zone)
    there, here = (noon.astimezone(load_zone(name)).utcoffset() for name in (other, zone))
    return round((there - here) / timedelta(minutes=1))


def _parts(weekday: int, start: int, end: int):
    """An interval of minutes that may run over midnight, as parts of their own weekdays."""
    while start < end:
        days, minute = divmod(start, 1440)
        stop = min(end, (days + 1) * 1440)
        yield (weekday + days) % 7, (minute, stop - days * 1440)
        start = stop
