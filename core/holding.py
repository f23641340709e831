"""Who had a ticket how long: steps in time become spans, and spans become sums.

Each step says who has the ticket from then on, and whether it waits for the client meanwhile. The
next step is its end, so gaps and overlaps cannot exist.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from .instants import to_utc

WORKING = "working"  # ECOSIRE has it
WAITING = "waiting"  # the client has to say something first
DONE = "done"  # nobody has it: resolved, closed or cancelled
PHASES = (WORKING, WAITING, DONE)


@dataclass(frozen=True)
class Step:
    """From `at` on the ticket is with `holder`; None is the general queue."""

    at: datetime
    holder: int | None
    phase: str = WORKING

    def __post_init__(self):
        object.__setattr__(self, "at", to_utc(self.at, "at"))
        if self.phase not in PHASES:
            raise ValueError(f"phase: one of {', '.join(PHASES)} is needed, not {self.phase!r}")


@dataclass(frozen=True)
class Span:
    """The ticket was with `holder` from `start` until `end`, both in UTC."""

    start: datetime
    end: datetime
    holder: int | None
    phase: str = WORKING

    @property
    def length(self) -> timedelta:
        return self.end - self.start


@dataclass(frozen=True)
class Held:
    """How long somebody had a ticket, and how long of it besides it waited for the client."""

    working: timedelta = timedelta()
    waiting: timedelta = timedelta()

    def __add__(self, other: "Held") -> "Held":
        return Held(self.working + other.working, self.waiting + other.waiting)


def spans_of(steps: Iterable[Step], until: datetime) -> tuple[Span, ...]:
    """What the steps say up to `until`, in order: without what is done and what took no time.

    Spans that follow one another and differ in nothing are one.

    :raises ValueError: when a step lies before the one in front of it
    """
    steps, until = tuple(steps), to_utc(until, "until")
    found: list[Span] = []
    for index, step in enumerate(steps):
        later = steps[index + 1].at if index + 1 < len(steps) else max(until, step.at)
        if later < step.at:
            raise ValueError(f"steps: number {index + 1} lies before number {index}")
        end = min(later, until)
        if step.phase == DONE or end <= step.at:
            continue
        last = found[-1] if found else None
        if last and (last.end, last.holder, last.phase) == (step.at, step.holder, step.phase):
            found[-1] = Span(last.start, end, step.holder, step.phase)
        else:
            found.append(Span(step.at, end, step.holder, step.phase))
    return tuple(found)


def sums_of(spans: Iterable[Span]) -> dict[int | None, Held]:
    """Time by holder, in the order in which each first had it; None is the general queue."""
    sums: dict[int | None, Held] = {}
    for span in spans:
        took = Held(**{span.phase: span.length})
        sums[span.holder] = sums.get(span.holder, Held()) + took
    return sums
