"""What becomes of each event of a calendar file that is read as somebody's absences.

An event is known again by its key, so a file that is imported twice changes nothing, and an event
that was moved moves the absence as long as it has not begun. Nothing is taken away because a file
leaves it out: files hold a part of a calendar as often as the whole.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from .absence import fault_of, overlap_of

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
    :param taken: all absences that stand now, those of ``known`` among them
    """
    spans, verdicts = list(taken), {}
    waiting = sorted(set(events), key=_in_time)
    while waiting:
        blocked = []
        for event in waiting:
            was = known.get(event.key)
            others = [span for span in spans if span != was]
            verdicts[event] = verdict = _judged(event, was, others, now)
            if verdict.becomes in (NEW, CHANGED):
                spans = [*others, (event.start, event.end)]
            elif verdict.becomes == WITHDRAWN:
                spans = others
            elif verdict.why == TAKEN:
                blocked.append(event)
        if len(blocked) == len(waiting):
            break
        waiting = blocked  # one that stood in the way may have moved
    return tuple(verdicts[event] for event in sorted(verdicts, key=_in_time))


def _in_time(event: Event) -> tuple[datetime, datetime, str]:
    return event.start, event.end, event.key


def _judged(event: Event, was: Span | None, others: list[Span], now: datetime) -> Verdict:
    if event.cancelled:
        return _cancelled(event, was, now)
    if was == (event.start, event.end):
        return Verdict(event, SAME, was=was)
    if was and was[0] <= now:
        return Verdict(event, LEFT, BEGUN, was)
    if fault := fault_of(event.start, event.end, now):
        return Verdict(event, LEFT, fault, was)
    if overlap_of(others, event.start, event.end):
        return Verdict(event, LEFT, TAKEN, was)
    return Verdict(event, CHANGED if was else NEW, was=was)


def _cancelled(event: Event, was: Span | None, now: datetime) -> Verdict:
    if not was or was[1] <= now:
        return Verdict(event, SAME, was=was)
    if was[0] <= now:
        return Verdict(event, LEFT, BEGUN, was)
    return Verdict(event, WITHDRAWN, was=was)
