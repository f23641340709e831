"""The same questions answered slowly: minute by minute over a table of one zone's clock.

Nothing of core/ is used. The table says what the wall reads at each UTC minute; an edge of the
hours is looked up in it, so gaps, overlaps and skipped dates come from reading the wall and not
from an offset. Instants are naive UTC datetimes.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
DAYS_EACH_WAY = 6

# Where clocks do odd things: a zone and a date close by.
ANCHORS = (
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Africa/Casablanca", date(2025, 2, 23)),
    ("Africa/Casablanca", date(2025, 4, 6)),
    ("Asia/Kathmandu", date(2026, 2, 28)),
    ("America/St_Johns", date(2006, 4, 2)),
    ("America/St_Johns", date(2006, 10, 29)),
    ("America/Sao_Paulo", date(2018, 2, 18)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("America/Havana", date(2026, 11, 1)),
    ("Asia/Karachi", date(2008, 6, 1)),
    ("Asia/Karachi", date(2026, 12, 31)),
    ("Atlantic/Azores", date(2026, 3, 29)),
)


class Clock:
    """What the wall reads at each UTC minute around an anchor."""

    def __init__(self, zone: str, anchor: date):
        middle = datetime.combine(anchor, time())
        self.first = middle - timedelta(days=DAYS_EACH_WAY)
        self.count = DAYS_EACH_WAY * 2 * 1440
        first, place = self.first.replace(tzinfo=UTC), ZoneInfo(zone)
        self.walls = [
            (first + n * MINUTE).astimezone(place).replace(tzinfo=None) for n in range(self.count)
        ]
        self.reads: dict[datetime, int] = {}
        for n, wall in enumerate(self.walls):
            self.reads.setdefault(wall, n)
        pairs = enumerate(zip(self.walls, self.walls[1:], strict=False), 1)
        self.gaps = [(n, a + MINUTE) for n, (a, b) in pairs if b > a + MINUTE]
        self.dates = sorted({wall.date() for wall in self.walls})
        # Dates that are not cut off by the ends of the table.
        self.whole_dates = self.dates[2:-2]

    def minute_of(self, wall: datetime) -> int:
        """The first minute at which the wall reads that; in a gap as much later as the gap is."""
        if wall in self.reads:
            return self.reads[wall]
        for n, before in self.gaps:
            if before <= wall < self.walls[n]:
                return n + int((wall - before) / MINUTE)
        raise LookupError(wall)


@cache
def clock_at(anchor: tuple[str, date]) -> Clock:
    return Clock(*anchor)


class SlowWindow:
    """A coverage window as a list of flags, one a minute."""

    def __init__(self, anchor, weekly, holidays=(), closures=()):
        self.clock = clock = clock_at(anchor)
        self.weekly, self.holidays = weekly, holidays
        self.shut = [
            range(int((start - clock.first) / MINUTE), int((end - clock.first) / MINUTE))
            for start, end in closures
        ]
        self.open = bytearray(clock.count)
        for day in clock.dates[1:-1]:
            for n in self._minutes_of(day):
                self.open[n] = 1

    def _minutes_of(self, day: date):
        """The open minutes of that date's own hours."""
        if day in self.holidays or day not in self.clock.dates:
            return
        hours = [(0, 1440)] if self.weekly is None else self.weekly.get(day.weekday(), ())
        midnight = datetime.combine(day, time())
        for start, end in hours:
            first = self.clock.minute_of(midnight + start * MINUTE)
            minutes = range(first, self.clock.minute_of(midnight + end * MINUTE))
            if not self.shut:
                yield from minutes
            else:
                yield from (n for n in minutes if not any(n in shut for shut in self.shut))

    def _flag(self, at: datetime) -> int:
        return self.open[int((at - self.clock.first) // MINUTE)]

    def is_open(self, at: datetime) -> bool:
        return bool(self._flag(at))

    def next_opening(self, at: datetime) -> datetime | None:
        if self._flag(at):
            return at
        first = int((at - self.clock.first) // MINUTE)
        for n in range(first, self.clock.count):
            if self.open[n]:
                return self.clock.first + n * MINUTE
        return None

    def covered(self, start: datetime, end: datetime) -> timedelta:
        total = timedelta()
        for at, whole in self._minutes(start):
            if at >= end:
                return total
            if self._flag(at):
                total += min(whole, end) - at
        raise LookupError(end)

    def add(self, start: datetime, duration: timedelta) -> datetime | None:
        """None when the table ends before the duration does."""
        for at, whole in self._minutes(start):
            if self._flag(at):
                if whole - at >= duration:
                    return at + duration
                duration -= whole - at
        return None

    def _minutes(self, at: datetime):
        """From `at` to the next whole minute, and then minute by minute to the table's end."""
        n = int((at - self.clock.first) // MINUTE)
        while n < self.clock.count:
            n += 1
            whole = self.clock.first + n * MINUTE
            yield at, whole
            at = whole

    def is_business_day(self, day: date) -> bool:
        return next(iter(self._minutes_of(day)), None) is not None
