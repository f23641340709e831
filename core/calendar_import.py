"""What becomes of each event of a calendar file that is read as somebody's absences.

An event is known again by its key, so a file that is imported twice changes nothing, and an event
that was moved moves the absence as long as it has not begun. Nothing is taken away because a file
leaves it out: files hold a part of a calendar as often as the whole.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import heappop, heappush
from typing import Literal

from .absence import fault_of
from .instants import to_utc

Span = tuple[datetime, datetime]  # aware; the end exclusive
Becomes = Literal["new", "changed", "same", "withdrawn", "left"]

NEW, CHANGED, SAME, WITHDRAWN, LEFT = "new", "changed", "same", "withdrawn", "left"
# why an event is left out, besides the faults of core.absence
BEGUN, TAKEN = "begun", "taken"


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a calendar, or one date of a recurring one."""

    key: str
    start: datetime
    end: datetime
    title: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of an event; of one that is left out, why."""

    event: Event
    becomes: Becomes
    why: str = ""
    was: Span | None = None


def judge(
    events: Iterable[Event], known: Mapping[str, Span], taken: Iterable[Span], now: datetime
) -> tuple[Verdict, ...]:
    """What becomes of each event, in the order of time.

    :param known: absences that came from such events before, by key
    :param taken: all absences that stand now, those of ``known`` among them; no two of them share
        a moment
    """
    alone = {event: _judged(event, known.get(event.key), now) for event in set(events)}
    order, verdicts = sorted(alone, key=_in_time), {}
    # sorted by their beginning, and so by their end too, as no two ever share a moment
    spans = sorted({_in_utc(*span) for span in taken})
    # rounds in the order of time: one that stands in the way of others may itself move, and then
    # they have another turn, in this round still or, those before it, in the next one
    turns = [(0, place) for place in range(len(order))]
    waiting: dict[Span, list[int]] = defaultdict(list)
    while turns:
        turn, place = heappop(turns)
        event = order[place]
        verdicts[event] = verdict = alone[event]
        if verdict.becomes in (NEW, CHANGED):
            if other := _in_the_way(spans, event, verdict.was):
                verdicts[event] = Verdict(event, LEFT, TAKEN, verdict.was)
                waiting[other].append(place)
                continue
            insort(spans, _in_utc(event.start, event.end))
        if verdict.becomes in (CHANGED, WITHDRAWN) and _give_back(spans, verdict.was):
            for one in waiting.pop(verdict.was, ()):
                heappush(turns, (turn + (one < place), one))
    return tuple(verdicts[event] for event in order)


def _in_utc(start: datetime, end: datetime) -> Span:
    return to_utc(start, "start"), to_utc(end, "end")


def _in_the_way(spans: list[Span], event: Event, was: Span | None) -> Span | None:
    """One of ``spans``, other than the event's former one, that shares a moment with the event."""
    start, end = _in_utc(event.start, event.end)
    begun = bisect_left(spans, (end,))
    # of those that begin before its end the last one ends last; the one before it counts where
    # the last one is the former span
    near = spans[max(begun - 2, 0) : begun]
    return next((span for span in near if span != was and start < span[1]), None)


def _give_back(spans: list[Span], was: Span) -> bool:
    """Take a former span out, where it still stands; whether it did."""
    place = bisect_left(spans, was)
    stands = spans[place : place + 1] == [was]
    if stands:
        del spans[place]
    return stands


def _in_time(event: Event) -> tuple[datetime, datetime, str]:
    return event.start, event.end, event.key


def _judged(event: Event, was: Span | None, now: datetime) -> Verdict:
    """What becomes of the event where no other absence stands in its way."""
    if event.cancelled:
        return _cancelled(event, was, now)
    if was == (event.start, event.end):
        return Verdict(event, SAME, was=was)
    if was and was[0] <= now:
        return Verdict(event, LEFT, BEGUN, was)
    if fault := fault_of(event.start, event.end, now):
        return Verdict(event, LEFT, fault, was)
    return Verdict(event, CHANGED if was else NEW, was=was)


def _cancelled(event: Event, was: Span | None, now: datetime) -> Verdict:
    if not was or was[1] <= now:
        return Verdict(event, SAME, was=was)
    if was[0] <= now:
        return Verdict(event, LEFT, BEGUN, was)
    return Verdict(event, WITHDRAWN, was=was)
