"""When somebody is away: what may be entered, and until when somebody is off.

A span is (start, end), its end exclusive, so one that begins where another ends follows it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from .instants import to_utc

AbsenceSpan = tuple[datetime, datetime]

LONGEST = timedelta(days=366)
FURTHEST_BACK = timedelta(days=31)
ORDER, LENGTH, OVER, LONG_BEGUN, FAR = "order", "length", "over", "long_begun", "far"


def fault_of(start: datetime, end: datetime, now: datetime) -> str | None:
    """What speaks against an absence from `start` to `end` that is entered at `now`, if anything.

    :return: ORDER: it ends before it begins; OVER: it is over; LENGTH: it is longer than a year;
        LONG_BEGUN: it began more than a month ago; FAR: it begins in more than a year
    """
    start, end, now = to_utc(start, "start"), to_utc(end, "end"), to_utc(now, "now")
    if end <= start:
        return ORDER
    if end <= now:
        return OVER
    if end - start > LONGEST:
        return LENGTH
    if now - start > FURTHEST_BACK:
        return LONG_BEGUN
    return FAR if start - now > LONGEST else None


def overlap_of(spans: Iterable[AbsenceSpan], start: datetime, end: datetime) -> AbsenceSpan | None:
    """The earliest of `spans` that shares a moment with the one from `start` to `end`."""
    start, end = to_utc(start, "start"), to_utc(end, "end")
    shared = [one for one in _in_utc(spans) if one[0] < end and start < one[1]]
    return min(shared, default=None)


def off_until(spans: Iterable[AbsenceSpan], at: datetime) -> datetime | None:
    """When who is away at `at` is back: the end of the last absence that follows without a gap.

    None: not away then.
    """
    until, at = None, to_utc(at, "at")
    for start, end in sorted(_in_utc(spans)):
        if start <= (until or at) < end:
            until = end
    return until


def _in_utc(spans):
    return [(to_utc(start, "spans"), to_utc(end, "spans")) for start, end in spans]
