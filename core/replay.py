"""From events to the state of a clock.

Events are taken by their true instants, and of one instant by their order of recording, so that
what is entered late stands where it belongs. Two kinds have a fixed place within their second: a
start comes first, and a breach after all else, because the second of the deadline is in time.
"""

from collections.abc import Iterable
from datetime import datetime

from .clock_state import RUNNING, ClockState
from .events import (
    ACCEPTED,
    BREACHED,
    CANCELLED,
    MET,
    PAUSED,
    RAISED,
    STARTED,
    Event,
)
from .promise import Promise

PLACE_IN_SECOND = {STARTED: -1, BREACHED: 1, ACCEPTED: 2}


def replay(events: Iterable[Event]) -> ClockState:
    """The state of the clock to which these events, in whatever order given, have happened.

    - started: the earliest holds; a later one was overruled by the confirmed true time.
    - retargeted, raised: reckoned anew from that moment, and the earliest of all deadlines holds.
      Lowered: reckoned anew from the submission, finished pauses credited again.
    - breached: from then on the deadline stays what it was when it was missed.
    - met and cancelled end the clock: what comes after, except accepted, no longer matters. So a
      breach is moot once an answer that was truly earlier is confirmed.

    :raises ValueError: for a list that cannot be one clock's life; names events
    """
    ordered = sorted(events, key=_place)
    if not ordered or ordered[0].kind != STARTED:
        raise ValueError("events: the first to happen has to be started")
    if len({event.sequence for event in ordered}) < len(ordered):
        raise ValueError("events: two have the same sequence")
    clock = _Replay(ordered[0])
    for event in ordered[1:]:
        clock.take(event)
    return clock.state()


def settle(events: Iterable[Event], now: datetime) -> Event | None:
    """The breach that has to be recorded at `now`, at its true time (the deadline); None if none.

    :raises ValueError: as `replay`; names now
    """
    events = list(events)
    state = replay(events)
    if not state.breach_due(now):
        return None
    return Event(BREACHED, state.due_at, max(event.sequence for event in events) + 1)


def _place(event: Event) -> tuple:
    return event.at, PLACE_IN_SECOND.get(event.kind, 0), event.sequence


class _Replay:
    """The hand that turns the events' pages. Lives only inside `replay`."""

    def __init__(self, start: Event):
        self.submitted_at = start.at
        self.policy = start.policy
        # The first promise alone, to tell what was missed only because of a reclassification.
        self.original = self.base = Promise(start.policy, start.at)
        # All that hold at once: each raise adds one, and the earliest deadline counts.
        self.promises = [self.base]
        self.pauses: list[tuple[datetime, datetime]] = []
        self.paused_at: datetime | None = None
        self.breach: tuple[datetime, Promise] | None = None
        self.met_at: datetime | None = None
        self.cancelled_at: datetime | None = None
        self.accepted = False

    def take(self, event: Event) -> None:
        ended = self.met_at is not None or self.cancelled_at is not None
        if event.kind == STARTED or (ended and event.kind != ACCEPTED):
            return
        getattr(self, f"_{event.kind}")(event)

    def _paused(self, event: Event) -> None:
        if self.paused_at is not None:
            raise ValueError(f"events: {event.sequence} pauses a clock that is paused")
        self.paused_at = event.at

    def _resumed(self, event: Event) -> None:
        if self.paused_at is None:
            raise ValueError(f"events: {event.sequence} resumes a clock that is not paused")
        self._end_pause(event.at)

    def _retargeted(self, event: Event) -> None:
        self.policy = event.policy
        if event.change == RAISED:
            promise = Promise(event.policy, event.at)
            self.promises.append(promise)
        else:
            self.base = promise = Promise(event.policy, self.submitted_at)
            self.promises = [promise]
        self._explain_breach_by(promise)

    def _explain_breach_by(self, promise: Promise) -> None:
        """A breach that this reckoning made, recorded at its true time, so before the event."""
        if self.breach is None:
            return
        pauses, (missed, ruling) = tuple(self.pauses), self.breach
        if ruling.deadline(pauses) != missed == promise.deadline(pauses):
            self.breach = missed, promise

    def _breached(self, event: Event) -> None:
        if self.breach is not None:
            raise ValueError(f"events: {event.sequence} is a second breach; it happens only once")
        deadline, ruling = self._ruling()
        # The deadline itself is the time of the breach, also when a start confirmed later moved it
        # back. A lowering that reckons a deadline already past is recorded after that deadline:
        # then the breach stands before the event that explains it.
        self.breach = min(deadline, event.at), ruling

    def _met(self, event: Event) -> None:
        self._end_pause(event.at)
        self.met_at = event.at

    def _cancelled(self, event: Event) -> None:
        self._end_pause(event.at)
        self.cancelled_at = event.at

    def _accepted(self, event: Event) -> None:
        missed = self.breach is not None or self._late_by() is not None
        if not missed and self.met_at is None and self.cancelled_at is None:
            raise ValueError(f"events: {event.sequence} accepts a delay that did not happen")
        self.accepted = missed

    def _end_pause(self, at: datetime) -> None:
        if self.paused_at is not None:
            self.pauses.append((self.paused_at, at))
            self.paused_at = None

    def _ruling(self) -> tuple[datetime, Promise]:
        """The deadline that counts and the promise it comes from."""
        if self.breach is not None:
            return self.breach
        pauses = tuple(self.pauses)
        dated = [(promise.deadline(pauses), promise) for promise in self.promises]
        return min(dated, key=lambda pair: pair[0])

    def _late_by(self):
        deadline, _ruling = self._ruling()
        if self.met_at is None or self.met_at <= deadline:
            return None
        return self.met_at - deadline

    def _by_reclassification(self) -> bool:
        if self.breach is None:
            return False
        original = self.original.deadline(tuple(self.pauses))
        kept = self.met_at is None or self.met_at <= original
        return kept and self.breach[0] < original

    def _status(self) -> str:
        if self.cancelled_at is not None:
            return CANCELLED
        if self.met_at is not None:
            return MET
        if self.breach is not None:
            return BREACHED
        return RUNNING if self.paused_at is None else PAUSED

    def state(self) -> ClockState:
        deadline, ruling = self._ruling()
        return ClockState(
            status=self._status(),
            submitted_at=self.submitted_at,
            clock_start=self.base.clock_start,
            deadline=deadline,
            original_deadline=self.original.deadline(tuple(self.pauses)),
            policy=self.policy,
            target=self.promises[-1].target,
            ruling=ruling,
            pauses=tuple(self.pauses),
            paused_at=self.paused_at,
            breached_at=self.breach[0] if self.breach else None,
            met_at=self.met_at,
            late_by=self._late_by(),
            accepted=self.accepted,
            cancelled_at=self.cancelled_at,
            breach_by_reclassification=self._by_reclassification(),
        )
