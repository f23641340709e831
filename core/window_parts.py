"""Checking and normalising what a coverage window is made of, so that equal windows are equal
values.

Each function takes what a caller may hand in, returns the canonical immutable form, and raises a
ValueError that begins with the name of the field.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from .instants import DAY_MINUTES, SECOND, from_iso, to_utc
from .spans import joined

WEEKDAYS = range(7)
Minutes = tuple[tuple[int, int], ...]


def weekly_hours(value: object) -> tuple[Minutes, ...]:
    """Seven tuples, Monday first, of sorted disjoint (start, end) minutes of the local day.

    Intervals that touch or overlap are joined; one without length is dropped. No interval at all is
    an error: whoever wants "never open" has made a mistake.
    """
    if isinstance(value, tuple) and len(value) == len(WEEKDAYS):
        # Already in canonical form: a copy of a window, maybe of one that never opens.
        return tuple(_day_hours(intervals) for intervals in value)
    if not isinstance(value, Mapping):
        raise ValueError(
            f"weekly: weekday -> intervals is needed, or None for always open, not {value!r}"
        )
    for weekday in value:
        if isinstance(weekday, bool) or weekday not in WEEKDAYS:
            raise ValueError(f"weekly: weekdays are 0 (Monday) to 6 (Sunday), not {weekday!r}")
    if not any(value.values()):
        raise ValueError("weekly: no hours at all; None means always open")
    return tuple(_day_hours(value.get(weekday) or ()) for weekday in WEEKDAYS)


def _day_hours(intervals: object) -> Minutes:
    if not isinstance(intervals, Iterable):
        raise ValueError(f"weekly: intervals of a weekday are needed, not {intervals!r}")
    checked = [_interval(pair) for pair in intervals]
    return tuple(joined((start, end) for start, end in checked if start != end))


def _interval(pair: object) -> tuple[int, int]:
    try:
        start, end = pair
    except (TypeError, ValueError):
        raise ValueError(f"weekly: an interval is (start, end) in minutes, not {pair!r}") from None
    for minute in (start, end):
        if (
            isinstance(minute, bool)
            or not isinstance(minute, int)
            or not 0 <= minute <= DAY_MINUTES
        ):
            raise ValueError(f"weekly: minutes of a day are whole, 0 to 1440, not {minute!r}")
    if start > end:
        raise ValueError(
            f"weekly: {pair!r} ends before it starts; over midnight takes two intervals"
        )
    return start, end


def holiday_dates(value: object) -> frozenset[date]:
    """The local dates off. A datetime is refused: whose date it would be is not said."""
    try:
        dates = frozenset(value)
    except TypeError:
        raise ValueError(f"holidays: dates are needed, not {value!r}") from None
    for day in dates:
        check_date(day, "holidays")
    return dates


def closed_spans(value: object) -> tuple[tuple[datetime, datetime], ...]:
    """Sorted disjoint (start, end) in UTC; one without length closes nothing and is dropped."""
    try:
        pairs = [(start, end) for start, end in value]
    except (TypeError, ValueError):
        raise ValueError(f"closures: (start, end) instants are needed, not {value!r}") from None
    spans = [(to_utc(start, "closures"), to_utc(end, "closures")) for start, end in pairs]
    for start, end in spans:
        if start > end:
            raise ValueError(f"closures: {start} to {end} ends before it starts")
    return tuple(joined((start, end) for start, end in spans if start != end))


def dates_from_json(values: object) -> list[date]:
    """Holidays from a list of YYYY-MM-DD."""
    if not isinstance(values, list | tuple):
        raise ValueError(f"holidays: a list of dates is needed, not {values!r}")
    return [iso_date(text, "holidays") for text in values]


def spans_from_json(values: object) -> list[tuple[datetime, datetime]]:
    """Closures from a list of [start, end] in ISO 8601."""
    if not isinstance(values, list | tuple):
        raise ValueError(f"closures: a list of [start, end] is needed, not {values!r}")
    for pair in values:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise ValueError(f"closures: [start, end] is needed, not {pair!r}")
    return [(from_iso(start, "closures"), from_iso(end, "closures")) for start, end in values]


def check_date(value: object, field: str) -> date:
    """A plain date within the calendar's reach; ValueError names `field`."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"{field}: a date is needed, not {value!r}")
    if not 2 <= value.year < 9990:
        raise ValueError(f"{field}: {value} is outside the calendar")
    return value


def iso_date(text: object, field: str) -> date:
    """The date of YYYY-MM-DD; ValueError names `field`."""
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise ValueError(f"{field}: {text!r} is no ISO 8601 date") from None


def whole_seconds(duration: object, field: str) -> int:
    """A duration rounded to whole seconds; ValueError names `field` if it is negative."""
    if not isinstance(duration, timedelta):
        raise ValueError(f"{field}: a timedelta is needed, not {duration!r}")
    if duration < timedelta():
        raise ValueError(f"{field}: {duration} is negative")
    return (duration + SECOND / 2) // SECOND
