"""Where a clock stands: what a replay of its events says."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .events import (
    ACCEPTED,
    BREACHED,
    CANCELLED,
    MET,
    PAUSED,
    RESUMED,
    RETARGETED,
    STARTED,
)
from .instants import to_utc
from .policy import Policy
from .promise import Pauses, Promise
from .target import Target

RUNNING = "running"
STATUSES = (RUNNING, PAUSED, MET, BREACHED, CANCELLED)


@dataclass(frozen=True)
class ClockState:
    """A clock after its events. All instants in UTC.

    - status: "running"; "paused"; "breached": recorded as missed and still not met; "met", in time
      or late; "cancelled"
    - deadline: with pauses credited; of a recorded breach it is the missed one and stays
    - original_deadline: what the first policy alone would have asked, with pauses credited
    - late_by: how long after the deadline it was met; None when in time or not met
    - breach_by_reclassification: missed only because the target was changed, as far as is known:
      the missed deadline lies before the original one, and the original one was kept so far
    - policy: what is measured by now; target: its amount after the weekday rules
    - ruling: the reckoning that gave the deadline (after raising it may be the older one)
    """

    status: str
    submitted_at: datetime
    clock_start: datetime
    deadline: datetime
    original_deadline: datetime
    policy: Policy
    target: Target
    ruling: Promise
    pauses: Pauses = ()
    paused_at: datetime | None = None
    breached_at: datetime | None = None
    met_at: datetime | None = None
    late_by: timedelta | None = None
    accepted: bool = False
    cancelled_at: datetime | None = None
    breach_by_reclassification: bool = False

    @property
    def is_open(self) -> bool:
        """Neither met nor cancelled."""
        return self.met_at is None and self.cancelled_at is None

    @property
    def is_late(self) -> bool:
        """Missed: recorded as such, or met after the deadline."""
        return self.breached_at is not None or self.late_by is not None

    @property
    def answered_in(self) -> timedelta | None:
        """Wall time from submission until it was met; None while it is not."""
        return self.met_at - self.submitted_at if self.met_at else None

    @property
    def due_at(self) -> datetime | None:
        """The deadline that is, or may yet be, missed without being recorded as such; else None.

        Also of a clock that ended after its deadline before anybody noticed.
        """
        if self.breached_at is not None:
            return None
        ended = self.met_at or self.cancelled_at or self.paused_at
        return self.deadline if ended is None or ended > self.deadline else None

    def breach_due(self, now: datetime) -> bool:
        """Whether a breach has to be recorded: the very second of the deadline is still in time."""
        return self.due_at is not None and to_utc(now, "now") > self.due_at

    def at_fraction(self, fraction: float) -> datetime:
        """When that part of the promised time is used up (0.8: at risk; 1: the deadline)."""
        if fraction == 1:
            return self.deadline
        return self.ruling.at_fraction(fraction, self.pauses)

    def allowed_kinds(self, at: datetime | None = None) -> frozenset[str]:
        """Which kinds of event may be recorded.

        Two kinds may come after the fact, with a true instant in the past that both sides have
        confirmed: an earlier start (an outage reported by phone) and an earlier answer (a call).

        :param at: the true instant of the event in question; without it the corrections are named
            whenever they are possible at all
        """
        kinds = self._kinds_now()
        if at is None:
            return kinds | {STARTED, MET}
        at = to_utc(at, "at")
        if at < self.submitted_at:
            return frozenset({STARTED})
        ended = self.met_at or self.cancelled_at
        return kinds | {MET} if ended is not None and at < ended else kinds

    def _kinds_now(self) -> frozenset[str]:
        accept = {ACCEPTED} if self.is_late and not self.accepted else set()
        if not self.is_open:
            return frozenset(accept)
        pausing = RESUMED if self.paused_at else PAUSED
        breach = {BREACHED} if self.due_at is not None else set()
        return frozenset({RETARGETED, MET, CANCELLED, pausing} | accept | breach)
