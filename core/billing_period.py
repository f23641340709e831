"""Billing periods: whole local days from the contract's billing day to the next one.

A period begins on the anchor day of each month, on the month's last day where a month lacks it
(DESIGN: "starts on the contract's start day of the month"). Days are local dates of the contract's
zone, so a period is as many days as the calendar says, whatever its clocks do meanwhile.
"""

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from .instants import load_zone, local_to_utc, to_utc
from .window_parts import check_date

DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Period:
    """Local dates from `start` to `end`; the end belongs to the next period.

    :raises ValueError: names start or end
    """

    start: date
    end: date

    def __post_init__(self):
        check_date(self.start, "start")
        check_date(self.end, "end")
        if self.end <= self.start:
            raise ValueError(f"end: {self.end} is not after the start, {self.start}")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        """Its last day, as statements print it: from–to, both included."""
        return self.end - DAY

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end


def period_of(day: date, anchor_day: int) -> Period:
    """The period that `day` lies in."""
    start = _anchor_in(check_date(day, "day"), check_anchor(anchor_day))
    if start > day:
        start = _anchor_in(add_months(day.replace(day=1), -1), anchor_day)
    return Period(start, _anchor_in(add_months(start.replace(day=1), 1), anchor_day))


def next_start(day: date, anchor_day: int) -> date:
    """The first day on or after `day` on which a period begins."""
    period = period_of(day, anchor_day)
    return day if period.start == day else period.end


def add_months(day: date, months: int) -> date:
    """The same day of a later (or earlier) month, or its last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def local_day(instant: datetime, zone: str) -> date:
    """The day that the instant belongs to: from its start to the start of the next one.

    Clocks once went back at one minute past midnight in some zones, and read the day before for
    another hour; such an hour belongs to the day that had already begun.
    """
    at = to_utc(instant, "instant")
    day = at.astimezone(load_zone(zone)).date()
    return day + DAY if day_start(day + DAY, zone) <= at else day


def day_start(day: date, zone: str) -> datetime:
    """The instant (UTC) at which that local date begins.

    Where midnight falls into a gap the day begins when the gap is over; where there are two
    midnights, at the first. A date that the zone skipped begins when the next one does.
    """
    return local_to_utc(check_date(day, "day"), time(), zone).astimezone(UTC)


def bounds(period: Period, zone: str) -> tuple[datetime, datetime]:
    """The instants of a period: the first belongs to it, the second to the next one."""
    return day_start(period.start, zone), day_start(period.end, zone)


def check_anchor(anchor_day: object) -> int:
    """A day of the month, 1 to 31; ValueError names anchor_day."""
    if isinstance(anchor_day, bool) or not isinstance(anchor_day, int):
        raise ValueError(f"anchor_day: a whole number is needed, not {anchor_day!r}")
    if not 1 <= anchor_day <= 31:
        raise ValueError(f"anchor_day: {anchor_day} is no day of a month")
    return anchor_day


def _anchor_in(day: date, anchor_day: int) -> date:
    """The day on which a period begins in the month of `day`."""
    return day.replace(day=min(anchor_day, calendar.monthrange(day.year, day.month)[1]))
