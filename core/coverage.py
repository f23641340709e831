"""Service hours: when a plan's window is open, and how much open time lies between two instants.

A window is a zone, hours for each weekday (or none: always open), whole local days off (holidays)
and closed spans in UTC (closures). An opening instant belongs to the window, a closing instant does
not. Hours over midnight are two intervals (22:00-24:00 and 00:00-06:00), each of its own local day.

Holidays and closures close whatever window they are given to. That an always-open *plan* stays open
on public holidays ("24/7, all days including public holidays", article, Tier 4) is the rule of
`CoverageWindow.for_plan`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

from .instants import EPOCH, SECOND, from_epoch, load_zone, to_epoch, to_iso
from .timeline import SHUT_FOR_GOOD_DAYS, Minutes, Timeline, timeline_for
from .window_parts import (
    WEEKDAYS,
    check_date,
    closed_spans,
    dates_from_json,
    holiday_dates,
    spans_from_json,
    weekly_hours,
    whole_seconds,
)

WeeklyHours = Mapping[int, Iterable[tuple[int, int]]]


@dataclass(frozen=True)
class CoverageWindow:
    """When ECOSIRE is on duty.

    :param zone: IANA name; hours and holidays are local to it
    :param weekly: weekday (0 Monday … 6 Sunday) → [(start, end), …] in minutes of the local day, 0
        … 1440 (24:00); None means always open. Kept as seven tuples, sorted and joined. Intervals
        without length are dropped.
    :param holidays: local dates without any hours
    :param closures: (start, end) instants, end exclusive; kept in UTC, sorted and joined
    :raises ValueError: names zone, weekly, holidays or closures
    """

    zone: str
    weekly: WeeklyHours | tuple[Minutes, ...] | None
    holidays: frozenset[date] = frozenset()
    closures: tuple[tuple[datetime, datetime], ...] = ()
    _timeline: Timeline = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        load_zone(self.zone)
        weekly = None if self.weekly is None else weekly_hours(self.weekly)
        holidays = holiday_dates(self.holidays)
        closures = closed_spans(self.closures)
        spans = tuple(((a - EPOCH) // SECOND, (b - EPOCH) // SECOND) for a, b in closures)
        timeline = timeline_for(self.zone, weekly, holidays, spans)
        for name, value in (
            ("weekly", weekly),
            ("holidays", holidays),
            ("closures", closures),
            ("_timeline", timeline),
        ):
            object.__setattr__(self, name, value)

    def __reduce__(self):
        """Pickled and copied by its parts: what the timeline has worked out so far stays behind."""
        return CoverageWindow, (self.zone, self.weekly, self.holidays, self.closures)

    @classmethod
    def for_plan(
        cls, zone: str, weekly: WeeklyHours | None, holidays=frozenset(), closures=()
    ) -> "CoverageWindow":
        """A plan's window: as the constructor, but no holiday closes an always-open one."""
        return cls(zone, weekly, frozenset() if weekly is None else holidays, closures)

    # -- questions -----------------------------------------------------------------------

    @property
    def is_always_open(self) -> bool:
        """No weekly hours, holidays or closures ever shut it."""
        return self.weekly is None and not self.holidays and not self.closures

    def is_open(self, at: datetime) -> bool:
        """Whether `at` is inside the hours: start inclusive, end exclusive."""
        return self._timeline.is_open(to_epoch(at, "at"))

    def next_opening(self, at: datetime) -> datetime:
        """`at` itself while open, else the next opening instant.

        :raises ValueError: names the field to blame when it does not open again within 20 years
        """
        return from_epoch(self.opening_epoch(to_epoch(at, "at")))

    def covered(self, start: datetime, end: datetime) -> timedelta:
        """Open time in [start, end), in elapsed seconds; nothing when end is not after start."""
        first, last = to_epoch(start, "start"), to_epoch(end, "end")
        if last <= first:
            return timedelta()
        return timedelta(seconds=self._timeline.covered(first, last))

    def add(self, start: datetime, duration: timedelta) -> datetime:
        """The instant by which `duration` of open time has passed since `start`.

        Used up exactly at closing time it is that closing instant, not the next opening. Nothing to
        add: `start`.
        :raises ValueError: names start, duration, or the field because of which it can never be
            used up
        """
        first = to_epoch(start, "start")
        seconds = whole_seconds(duration, "duration")
        return from_epoch(self.add_epoch(first, seconds) if seconds else first)

    def opening_epoch(self, at: int) -> int:
        """`next_opening` in epoch seconds, for reckonings that go on with it."""
        opening = self._timeline.next_opening(at)
        if opening is None:
            raise ValueError(self._shut_for_good(at))
        return opening

    def add_epoch(self, start: int, seconds: int) -> int:
        """`add` in epoch seconds; there has to be something to add."""
        end = self._timeline.add(start, seconds)
        if end is None:
            if self._timeline.next_opening(start) is None:
                raise ValueError(self._shut_for_good(start))
            raise ValueError(
                f"duration: {timedelta(seconds=seconds)} of service hours take more than 100 years"
            )
        return end

    def periods(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The open spans of [start, end) in UTC, in order; hours over midnight are one span."""
        first, last = to_epoch(start, "start"), to_epoch(end, "end")
        for opening, closing in self._timeline.spans(first, last):
            yield from_epoch(opening), from_epoch(closing)

    # -- business days -------------------------------------------------------------------

    def is_business_day(self, day: date) -> bool:
        """Whether any of the hours of that local date is left: one open minute is enough, none is
        not.

        A date the zone skipped has no hours.
        """
        return self._timeline.has_open_time(check_date(day, "day").toordinal())

    def business_days(self, start: date) -> Iterator[date]:
        """Business days from `start` on, itself included if it is one; never ends.

        :raises ValueError: when 20 years go by without one
        """
        ordinal, idle = check_date(start, "start").toordinal(), 0
        while idle < SHUT_FOR_GOOD_DAYS:
            idle += 1
            if self._timeline.has_open_time(ordinal):
                yield date.fromordinal(ordinal)
                idle = 0
            ordinal += 1
        raise ValueError(f"{self._shut_by()}: no business day for 20 years")

    def add_business_days(self, day: date, count: int) -> date:
        """The `count`-th business day after `day` (which itself is not counted); 0 is `day`.

        :raises ValueError: names day or count, or as `business_days`
        """
        if isinstance(count, bool) or not isinstance(count, int) or count < 0:
            raise ValueError(f"count: a whole number of days from 0 is needed, not {count!r}")
        if count == 0:
            return day
        days = self.business_days(date.fromordinal(check_date(day, "day").toordinal() + 1))
        for _index in range(count - 1):
            next(days)
        return next(days)

    # -- canonical form ------------------------------------------------------------------

    def to_dict(self) -> dict:
        """A JSON-able form that is equal for equal windows."""
        weekly = None
        if self.weekly is not None:
            days = {day: self.weekly[day] for day in WEEKDAYS if self.weekly[day]}
            # Hours without length, of a window that never opens, are not the mistake of no hours.
            days = days or {0: [(0, 0)]}
            weekly = {str(day): [list(pair) for pair in hours] for day, hours in days.items()}
        return {
            "zone": self.zone,
            "weekly": weekly,
            "holidays": sorted(day.isoformat() for day in self.holidays),
            "closures": [[to_iso(start), to_iso(end)] for start, end in self.closures],
        }

    @classmethod
    def from_dict(cls, values: Mapping) -> "CoverageWindow":
        """The window of `to_dict()`; ValueError names a field that is missing or wrong."""
        if not isinstance(values, Mapping):
            raise ValueError(f"window: a mapping is needed, not {values!r}")
        for name in ("zone", "weekly"):
            if name not in values:
                raise ValueError(f"{name}: missing")
        weekly = values["weekly"]
        if isinstance(weekly, Mapping):
            weekly = {
                int(key) if str(key).isdigit() else key: value for key, value in weekly.items()
            }
        holidays = dates_from_json(values.get("holidays", ()))
        closures = spans_from_json(values.get("closures", ()))
        return cls(values["zone"], weekly, frozenset(holidays), tuple(closures))

    def canonical_json(self) -> str:
        """`to_dict()` as text: sorted keys, no spaces. Equal windows have equal text."""
        return json.dumps(self.to_dict(), sort_keys=True, separators=(",", ":"))

    @staticmethod
    def from_json(text: str) -> "CoverageWindow":
        """The window of `canonical_json()`; the same immutable object for the same text."""
        return _window_from_json(text)

    def _shut_for_good(self, at: int) -> str:
        after = to_iso(from_epoch(at))
        return f"{self._shut_by()}: no service hours for 20 years after {after}"

    def _shut_by(self) -> str:
        """The field that keeps the window shut, for an error message."""
        if self.weekly is not None and not any(self.weekly):
            return "weekly"
        return "closures" if self.closures else "holidays" if self.holidays else "weekly"


@lru_cache(maxsize=512)
def _window_from_json(text: str) -> CoverageWindow:
    return CoverageWindow.from_dict(json.loads(text))
