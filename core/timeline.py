"""A window's open time laid out on the UTC line, compiled piece by piece and kept.

Local hours, holidays, closures and clock changes are worked out once for each stretch of a week and
turned into sorted, disjoint [start, end) pairs of epoch seconds with running totals. Every
question after that is a binary search in one stretch, or a sum over whole ones: that is what makes
400 coverage hours as cheap as four.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from .instants import DAY_SECONDS, EPOCH_ORDINAL, load_zone, local_to_epoch
from .spans import joined

STRETCH_DAYS = 7
STRETCH = STRETCH_DAYS * DAY_SECONDS
# No zone is further than this from UTC, so these local dates can reach into a stretch.
MARGIN_DAYS = 2
# A window that stays shut this long has been closed for good by its holidays or closures.
SHUT_FOR_GOOD_DAYS = 20 * 366
# The longest that adding covered time is followed.
LONGEST_ADD_DAYS = 100 * 366
KEPT_STRETCHES = 2_048
KEPT_DAYS = 4_096

Minutes = tuple[tuple[int, int], ...]
Spans = tuple[tuple[int, int], ...]
WHOLE_DAY: Minutes = ((0, 1_440),)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The open spans of one stretch; `before[i]`: its open seconds before span i."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[int, ...]
    total: int

    def open_until(self, at: int) -> int:
        """Open seconds of this stretch before `at`."""
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return 0
        return self.before[index] + min(at, self.ends[index]) - self.starts[index]

    def instant_after(self, open_seconds: int) -> int:
        """When that much (1 … total) of it is used up: a closing instant, not an opening."""
        index = bisect_left(self.before, open_seconds) - 1
        return self.starts[index] + open_seconds - self.before[index]


class Timeline:
    """One window's open time. It only ever gains answers, so threads and equal windows share it."""

    def __init__(
        self, zone_name: str, weekly: tuple[Minutes, ...] | None, holidays, closures: Spans
    ):
        self._zone_name = zone_name
        self._zone = load_zone(zone_name)
        self._weekly = weekly
        self._holidays = frozenset(day.toordinal() for day in holidays)
        self._closures = closures
        self._closure_ends = [end for _start, end in closures]
        self._stretches: dict[int, Stretch] = {}
        self._days: dict[int, bool] = {}

    # -- questions -----------------------------------------------------------------------

    def is_open(self, at: int) -> bool:
        stretch = self._stretch(at // STRETCH)
        index = bisect_right(stretch.starts, at) - 1
        return index >= 0 and at < stretch.ends[index]

    def next_opening(self, at: int) -> int | None:
        """`at` itself if open, else the next opening; None if none comes within 20 years."""
        first = at // STRETCH
        for number in range(first, first + SHUT_FOR_GOOD_DAYS // STRETCH_DAYS):
            stretch = self._stretch(number)
            index = bisect_right(stretch.ends, at)
            if index < len(stretch.ends):
                return max(at, stretch.starts[index])
        return None

    def covered(self, start: int, end: int) -> int:
        """Open seconds in [start, end)."""
        first, last = start // STRETCH, end // STRETCH
        whole = sum(self._stretch(number).total for number in range(first, last))
        return whole + self._stretch(last).open_until(end) - self._stretch(first).open_until(start)

    def add(self, start: int, seconds: int) -> int | None:
        """When `seconds` (> 0) of open time have passed.

        None if that takes over a century, or if the window stays shut for 20 years on the way.
        """
        number = start // STRETCH
        last, shut_for = number + LONGEST_ADD_DAYS // STRETCH_DAYS, 0
        stretch = self._stretch(number)
        wanted = seconds + stretch.open_until(start)
        while wanted > stretch.total:
            wanted -= stretch.total
            shut_for = 0 if stretch.total else shut_for + STRETCH_DAYS
            number += 1
            if number > last or shut_for > SHUT_FOR_GOOD_DAYS:
                return None
            stretch = self._stretch(number)
        return stretch.instant_after(wanted)

    def spans(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The open spans within [start, end), joined where one stretch runs on into the next."""
        pending: tuple[int, int] | None = None
        for number in range(start // STRETCH, (end - 1) // STRETCH + 1):
            stretch = self._stretch(number)
            for opening, closing in zip(stretch.starts, stretch.ends, strict=True):
                opening, closing = max(opening, start), min(closing, end)
                if opening >= closing:
                    continue
                if pending and pending[1] == opening:
                    pending = (pending[0], closing)
                    continue
                if pending:
                    yield pending
                pending = (opening, closing)
        if pending:
            yield pending

    def has_open_time(self, ordinal: int) -> bool:
        """Whether anything of that local date's own hours is left after holidays and closures."""
        known = self._days.get(ordinal)
        if known is None:
            if len(self._days) >= KEPT_DAYS:
                self._days.clear()
            midnights = (local_to_epoch(self._zone, day, 0) for day in (ordinal, ordinal + 1))
            left = self._without_closures(self._day(ordinal, *midnights))
            known = self._days[ordinal] = bool(left)
        return known

    # -- compiling -----------------------------------------------------------------------

    def _stretch(self, number: int) -> Stretch:
        stretch = self._stretches.get(number)
        if stretch is None:
            if len(self._stretches) >= KEPT_STRETCHES:
                self._stretches.clear()
            stretch = self._stretches[number] = self._compile(number)
        return stretch

    def _compile(self, number: int) -> Stretch:
        low, high = number * STRETCH, (number + 1) * STRETCH
        first, midnights = _midnights(self._zone_name, number)
        spans: list[tuple[int, int]] = []
        for index in range(len(midnights) - 1):
            spans.extend(self._day(first + index, midnights[index], midnights[index + 1]))
        clipped = [(max(a, low), min(b, high)) for a, b in spans if a < high and b > low]
        left = self._without_closures(joined(clipped))
        before, total = [], 0
        for start, end in left:
            before.append(total)
            total += end - start
        return Stretch(tuple(a for a, _b in left), tuple(b for _a, b in left), tuple(before), total)

    def _day(self, ordinal: int, midnight: int, next_midnight: int) -> list[tuple[int, int]]:
        """The hours of one local date in epoch seconds, closures not yet taken out.

        An interval that lies wholly in a gap comes out empty and is dropped; so does every interval
        of a date the zone skipped (Samoa jumped over 30 December 2011).
        """
        hours = WHOLE_DAY if self._weekly is None else self._weekly[(ordinal - 1) % 7]
        if not hours or ordinal in self._holidays or midnight >= next_midnight:
            return []
        if next_midnight - midnight == DAY_SECONDS:
            # No clock change in it: no zone in the data ever changed its clock twice within two
            # days.
            return [(midnight + start * 60, midnight + end * 60) for start, end in hours]
        edges = [
            (local_to_epoch(self._zone, ordinal, start), local_to_epoch(self._zone, ordinal, end))
            for start, end in hours
        ]
        return [(start, end) for start, end in edges if start < end]

    def _without_closures(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        if not self._closures or not spans:
            return spans
        left = []
        for start, end in spans:
            for index in range(bisect_right(self._closure_ends, start), len(self._closures)):
                shut, reopened = self._closures[index]
                if shut >= end:
                    break
                if shut > start:
                    left.append((start, shut))
                start = reopened
            if start < end:
                left.append((start, end))
        return left


@lru_cache(maxsize=1_024)
def _midnights(zone_name: str, number: int) -> tuple[int, tuple[int, ...]]:
    """Ordinal of the first local date that can reach into a stretch, and the start of it and of
    each after it.

    Kept for each zone, since all windows of a zone need the same ones.
    """
    zone = load_zone(zone_name)
    first = EPOCH_ORDINAL + number * STRETCH_DAYS - MARGIN_DAYS
    days = range(first, first + STRETCH_DAYS + 2 * MARGIN_DAYS + 1)
    return first, tuple(local_to_epoch(zone, ordinal, 0) for ordinal in days)


@lru_cache(maxsize=512)
def timeline_for(zone_name: str, weekly, holidays, closures: Spans) -> Timeline:
    """The timeline that all windows with these hours share: one read from JSON starts warm."""
    return Timeline(zone_name, weekly, holidays, closures)


def is_skipped(zone_name: str, day: date) -> bool:
    """Whether the zone never had that date: its midnight and the next one are one instant."""
    zone, ordinal = load_zone(zone_name), day.toordinal()
    return local_to_epoch(zone, ordinal, 0) >= local_to_epoch(zone, ordinal + 1, 0)
