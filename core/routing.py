"""Who gets a ticket: the named engineer, the deputy, then the queue or the least loaded who knows.

Somebody is asked only if at work early enough: before half of the promised time is gone, which is
when the ladder first speaks. Otherwise the next one is, and at last the general queue. Where that
time is gone already, whoever is at work this very moment is early enough.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from .coverage import CoverageWindow
from .instants import to_utc

NAMED = "named"
DEPUTY = "deputy"
OTHER = "other"
PLACES = (NAMED, DEPUTY, OTHER)
NO_PROMISE = timedelta(days=7)  # what has no deadline waits so long for who is away
LOOK_AHEAD = 60  # absences that follow one another; more are as good as gone


@dataclass(frozen=True)
class Candidate:
    """Someone who may work the ticket.

    :param key: names the person
    :param place: named, deputy or other
    :param hours: when the person works; None: whenever something comes
    :param absences: (start, end) in UTC
    :param knows: whether the person knows the ticket's topic
    :param load: open tickets the person has
    """

    key: int
    place: str = OTHER
    hours: CoverageWindow | None = None
    absences: tuple[tuple[datetime, datetime], ...] = ()
    knows: bool = False
    load: int = 0

    def __post_init__(self):
        if self.place not in PLACES:
            raise ValueError(f"place: one of {', '.join(PLACES)} is needed, not {self.place!r}")
        pairs = tuple(
            (to_utc(start, "absences"), to_utc(end, "absences")) for start, end in self.absences
        )
        if any(end <= start for start, end in pairs):
            raise ValueError("absences: an end is not after its start")
        object.__setattr__(self, "absences", tuple(sorted(pairs)))

    def at_work_from(self, instant: datetime) -> datetime | None:
        """The first moment from `instant` on at which the person works; None: not foreseeable."""
        at = to_utc(instant, "instant")
        for _round in range(LOOK_AHEAD):
            opening = self.hours.next_opening(at) if self.hours else at
            away = [end for start, end in self.absences if start <= opening < end]
            if not away:
                return opening
            at = max(away)
        return None


def choose_holder(
    candidates: Iterable[Candidate],
    start: datetime,
    deadline: datetime | None = None,
    least_loaded: bool = False,
) -> int | None:
    """The key of who gets the ticket; None: the general queue.

    :param start: when its time begins to count
    :param deadline: without one, whoever is not away for good will do
    :param least_loaded: let the queue give it to who has the fewest tickets of those who know the
        topic, or of all when nobody does
    """
    able = [one for one in candidates if begins_in_time(one, start, deadline)]
    for place in (NAMED, DEPUTY):
        for one in able:
            if one.place == place:
                return one.key
    others = [one for one in able if one.place == OTHER]
    if not least_loaded or not others:
        return None
    knowing = [one for one in others if one.knows] or others
    return min(knowing, key=lambda one: (one.load, one.key)).key


def begins_in_time(one: Candidate, start: datetime, deadline: datetime | None = None) -> bool:
    """Whether the person is at work early enough for a ticket that is due at `deadline`.

    :param start: when its time begins to count; now, once it has begun
    :param deadline: without one, to be back within a week is early enough
    """
    start = to_utc(start, "start")
    begins = one.at_work_from(start)
    if begins is None:
        return False
    if deadline is None:
        return begins - start <= NO_PROMISE
    left = to_utc(deadline, "deadline") - start
    return begins <= start + max(left, timedelta()) / 2
