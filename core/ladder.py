"""The escalation ladder: who is told when, each step once, and never a flood after an outage.

A step stands at a part of the promised time, or so many minutes before or after the deadline. What
has been said is a list of entries; from them, the clock and the present moment `decide` tells what
is to be said now, and `next_instant` when there is something to say next. The clock may be the
replay of a contractual one (`ClockState`) or a `Span`: both know `is_open`, `paused_at`,
`deadline` and `at_fraction`.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from .coverage import CoverageWindow
from .instants import DAY_MINUTES, to_utc

SUPERSEDED = "superseded"  # a later step was due by then
TAKEN = "taken"  # only while nobody has it, and somebody has
LONGEST_MINUTES = 366 * DAY_MINUTES


class Clock(Protocol):
    """What the ladder asks of a clock."""

    is_open: bool
    paused_at: datetime | None
    deadline: datetime

    def at_fraction(self, fraction: float) -> datetime: ...


@dataclass(frozen=True)
class Span:
    """A promise of a person's own: from one instant to another, by the wall."""

    start: datetime
    deadline: datetime
    is_open: bool = True
    paused_at: datetime | None = None

    def __post_init__(self):
        if to_utc(self.deadline, "deadline") <= to_utc(self.start, "start"):
            raise ValueError("deadline: it is not after the start")

    def at_fraction(self, fraction: float) -> datetime:
        """When that part of the span has passed; 1 is the deadline, more lies after it."""
        whole = (self.deadline - self.start).total_seconds()
        return self.start + timedelta(seconds=round(whole * fraction))


@dataclass(frozen=True)
class Step:
    """One rung: its place, and under which conditions it speaks.

    - key: names the step; each key speaks once for a clock
    - percent: of the promised time; or minutes: after the deadline, before it when negative
    - repeat: minutes after which it is said again until somebody acknowledges; 0: once
    - hold: waits until somebody is on duty; quiet: (start, end) minutes of the local day in which
      it keeps silent. Both only where no contractual clock runs
    - only_untaken: is left out once somebody has taken or acknowledged it
    - since: it says nothing of what lies before
    """

    key: str
    percent: float | None = None
    minutes: int | None = None
    repeat: int = 0
    hold: bool = False
    quiet: tuple[int, int] | None = None
    only_untaken: bool = False
    since: datetime | None = None

    def __post_init__(self):
        if not isinstance(self.key, str) or not self.key:
            raise ValueError(f"key: a text is needed, not {self.key!r}")
        if (self.percent is None) == (self.minutes is None):
            raise ValueError("percent: either a percentage or minutes are needed")
        if self.percent is not None:
            _check_number(self.percent, "percent", 0, 10_000)
        else:
            _check_number(self.minutes, "minutes", -LONGEST_MINUTES, LONGEST_MINUTES)
        _check_number(self.repeat, "repeat", 0, LONGEST_MINUTES)
        if self.quiet is not None:
            object.__setattr__(self, "quiet", _quiet(self.quiet))
        if self.since is not None:
            object.__setattr__(self, "since", to_utc(self.since, "since"))

    def instant(self, clock: Clock) -> datetime:
        """When the step is reached on `clock`."""
        if self.percent is not None:
            return clock.at_fraction(self.percent / 100)
        return clock.deadline + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Due:
    """A step with its instant on one clock: when it is reached, and when it may speak."""

    step: Step
    reached: datetime
    instant: datetime

    @property
    def held(self) -> bool:
        return self.instant != self.reached


@dataclass(frozen=True)
class Entry:
    """What was done about a step: said at `fired`, or left out (`fired` is None) for a reason."""

    key: str
    planned: datetime
    fired: datetime | None
    repeat: int = 0
    reason: str = ""
    held: bool = False


@dataclass(frozen=True)
class Facts:
    """What a ladder is climbed with, beside the clock.

    - duty: when somebody is on duty; its zone is that of quiet hours. None: always
    - contractual: a promise of the contract, which nothing may hold back
    - taken: somebody has taken or acknowledged it
    - acknowledged_at: the last time somebody did
    - acknowledged_steps: by their keys, those that were acknowledged for themselves, and when last
    """

    duty: CoverageWindow | None = None
    contractual: bool = True
    taken: bool = False
    acknowledged_at: datetime | None = None
    acknowledged_steps: Mapping[str, datetime] = field(default_factory=dict)

    def is_acknowledged(self, key: str, since: datetime) -> bool:
        """Whether somebody has acknowledged that step since it was said."""
        stops = (self.acknowledged_at, self.acknowledged_steps.get(key))
        return any(at is not None and at >= since for at in stops)


def due_instants(clock: Clock, steps: Iterable[Step], facts: Facts = Facts()) -> tuple[Due, ...]:
    """Each step with its instant, in the order in which they speak."""
    dues = []
    for step in steps:
        reached = step.instant(clock)
        if step.since is None or reached >= step.since:
            dues.append(Due(step, reached, _spoken_at(step, reached, facts)))
    return tuple(sorted(dues, key=lambda due: (due.instant, due.reached, due.step.key)))


def decide(
    clock: Clock,
    steps: Iterable[Step],
    history: Iterable[Entry],
    now: datetime,
    facts: Facts = Facts(),
) -> tuple[Entry, ...]:
    """The entries to add at `now`: what is said, and what is left out.

    Of several steps that are due together (the server was off) only the highest speaks, with those
    that share its instant; the others are kept as left out. A step that was held back until after
    a higher one has spoken is left out too. The very second of an instant is not over yet.
    """
    now, history = to_utc(now, "now"), tuple(history)
    if not _climbable(clock):
        return ()
    known = {entry.key for entry in history}
    due = [
        one
        for one in due_instants(clock, steps, facts)
        if one.step.key not in known and one.instant < now
    ]
    spoken = max((entry.fired for entry in history if entry.fired), default=None)
    entries, able = [], []
    for one in due:
        if facts.taken and one.step.only_untaken:
            entries.append(_left_out(one, TAKEN))
        elif one.held and spoken is not None and one.reached < spoken:
            entries.append(_left_out(one, SUPERSEDED))
        else:
            able.append(one)
    highest = max((one.reached for one in able), default=None)
    for one in able:
        if one.reached < highest:
            entries.append(_left_out(one, SUPERSEDED))
        else:
            entries.append(Entry(one.step.key, one.reached, now, held=one.held))
    if not able:
        again = _repeats(steps, history, facts)
        entries += [
            Entry(last.key, instant, now, last.repeat + 1)
            for last, instant in again
            if instant < now
        ]
    return tuple(entries)


def next_instant(
    clock: Clock, steps: Iterable[Step], history: Iterable[Entry], facts: Facts = Facts()
) -> datetime | None:
    """When there is something to decide next, also in the past; None: never as things stand."""
    steps, history = tuple(steps), tuple(history)
    if not _climbable(clock):
        return None
    known = {entry.key for entry in history}
    pending = [
        one.instant for one in due_instants(clock, steps, facts) if one.step.key not in known
    ]
    repeats = [instant for _last, instant in _repeats(steps, history, facts)]
    return min(pending + repeats, default=None)


def climb_now(
    clock: Clock,
    steps: Iterable[Step],
    history: Iterable[Entry],
    now: datetime,
    facts: Facts = Facts(),
) -> tuple[Entry, ...]:
    """What somebody brings forward who will not wait: the next steps that have not spoken.

    Steps of one instant speak together. When all have spoken, the highest do so again.
    """
    now, history = to_utc(now, "now"), tuple(history)
    able = [step for step in steps if not (facts.taken and step.only_untaken)]
    dues = due_instants(clock, able)
    known = {entry.key for entry in history}
    waiting = [due for due in dues if due.step.key not in known]
    place = waiting[0].reached if waiting else (dues[-1].reached if dues else None)
    entries = []
    for due in waiting or dues:
        if due.reached == place:
            told = [entry.repeat for entry in history if entry.key == due.step.key]
            entries.append(Entry(due.step.key, due.reached, now, max(told, default=-1) + 1))
    return tuple(entries)


def _climbable(clock: Clock) -> bool:
    return clock.is_open and clock.paused_at is None


def _spoken_at(step: Step, reached: datetime, facts: Facts) -> datetime:
    if facts.contractual or facts.duty is None:
        return reached
    windows = [facts.duty] if step.hold else []
    if step.quiet:
        windows.append(_awake(step.quiet, facts.duty.zone))
    instant = reached
    # opening of one may be closed in the other; each round moves on, and a week has no more parts
    for _round in range(64):
        later = instant
        for window in windows:
            later = window.next_opening(later)
        if later == instant:
            return instant
        instant = later
    raise ValueError("quiet: nobody is ever on duty outside the quiet hours")


def _awake(quiet: tuple[int, int], zone: str) -> CoverageWindow:
    start, end = quiet
    parts = [(end, start)] if end < start else [(0, start), (end, DAY_MINUTES)]
    spans = [part for part in parts if part[0] < part[1]]
    return CoverageWindow(zone, {day: spans for day in range(7)})


def _repeats(steps: Iterable[Step], history: tuple[Entry, ...], facts: Facts):
    """The steps that are said again, with the instant of the next time.

    Those that spoke last of all that wait for an acknowledgement: one that asks for none takes the
    word from nobody. But whatever speaks is heard, so the time until the next repeat begins anew.
    """
    asking = {
        step.key: step for step in steps if step.repeat and not (facts.taken and step.only_untaken)
    }
    first = [entry for entry in history if entry.fired and not entry.repeat and entry.key in asking]
    top = max((entry.fired for entry in first), default=None)
    spoken = max((entry.fired for entry in history if entry.fired), default=None)
    for one in first:
        if one.fired != top:
            continue
        step = asking[one.key]
        last = max(
            (entry for entry in history if entry.key == one.key and entry.fired),
            key=lambda entry: entry.repeat,
        )
        if not facts.is_acknowledged(one.key, last.fired):
            yield last, spoken + timedelta(minutes=step.repeat)


def _left_out(due: Due, reason: str) -> Entry:
    return Entry(due.step.key, due.reached, None, reason=reason, held=due.held)


def _quiet(value: object) -> tuple[int, int]:
    try:
        start, end = value
    except (TypeError, ValueError):
        raise ValueError(f"quiet: (start, end) in minutes is needed, not {value!r}") from None
    for minute in (start, end):
        _check_number(minute, "quiet", 0, DAY_MINUTES)
    if start == end or abs(end - start) == DAY_MINUTES:
        raise ValueError("quiet: the hours are empty, or the whole day")
    return start, end


def _check_number(value: object, field: str, low: int, high: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{field}: a number is needed, not {value!r}")
    if not low <= value <= high:
        raise ValueError(f"{field}: {value!r} is not between {low} and {high}")
