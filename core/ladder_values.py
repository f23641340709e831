"""What a ladder is climbed with: promises that have a deadline, steps, and what was done about them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from .coverage import CoverageWindow
from .instants import DAY_MINUTES, to_utc

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


NO_FACTS = Facts()


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
