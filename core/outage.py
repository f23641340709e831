"""An outage filed afterwards: what a confirmed true time makes of a clock, before it is confirmed."""

from collections.abc import Iterable
from datetime import datetime

from .clock_state import ClockState
from .events import STARTED, Event
from .instants import to_utc
from .policy import Policy
from .replay import replay, settle


def as_if_reported(
    events: Iterable[Event], at: datetime, policy: Policy, now: datetime
) -> ClockState:
    """The clock as it will stand at `now` once both sides agree that it was reported at `at`.

    :param events: the clock's life so far, which began with the filing
    :param policy: what was promised at `at`
    :raises ValueError: as `replay`; names at or now
    """
    events = list(events)
    number = max((event.sequence for event in events), default=0) + 1
    events.append(Event(STARTED, to_utc(at, "at"), number, policy))
    if breach := settle(events, to_utc(now, "now")):
        events.append(breach)
    return replay(events)


def overlap(at: datetime, filed: datetime, other_at: datetime, other_filed: datetime) -> bool:
    """Whether two outages may be one: each lasted at most from its report until it was filed."""
    return at <= other_filed and other_at <= filed
