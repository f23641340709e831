"""The system-down card: what makes it another card, and service hours that hold all year.

A card hangs on a wall or lies in a wallet for months. So hours are said for summer and winter
time alike, and what the clocks do to them makes no new card: only another fact does.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta

from .coverage import CoverageWindow
from .instants import load_zone, local_to_utc
from .policy import Policy
from .sheet_hours import hours_in

A_YEAR = 365  # days
SUMMER, WINTER, SOMETIMES, ALWAYS = "summer", "winter", "sometimes", "always"


@dataclass(frozen=True)
class Facts:
    """What stands on a card, without its words: equal facts are the same card in any language.

    `promise` comes from :func:`promise_of`; `ways` are pairs of kind and value.
    """

    code: str
    companies: tuple[str, ...]
    ways: tuple[tuple[str, str], ...]
    page: str
    phone_in_plan: bool
    plan: str
    answers: str
    promise: str

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all of them."""
        text = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def mark(self) -> str:
        """What people compare two cards by: "7F3A-91C2"."""
        letters = self.fingerprint[:8].upper()
        return f"{letters[:4]}-{letters[4:]}"


def promise_of(policy: Policy, aim: bool) -> str:
    """What a card says of an answer time, as text to compare: no holidays, no offsets of today."""
    terms = policy.to_dict()
    for window in (terms["window"], terms["business_days"]):
        del window["holidays"], window["closures"]
    return json.dumps({**terms, "aim": aim}, sort_keys=True, separators=(",", ":"))


def by_season(
    window: CoverageWindow, zone: str, on: date
) -> tuple[tuple[str, CoverageWindow], ...]:
    """The weekly hours as the wall of `zone` shows them within a year from `on`, and when.

    ALWAYS for the only reading; WINTER and SUMMER where it follows the reader's own clock; else
    ALWAYS for what holds longest and SOMETIMES for the rest: for the weeks in which the two zones
    do not change together, for instance.

    :raises ValueError: names zone or on
    """
    if window.weekly is None:
        return ((ALWAYS, hours_in(window, zone, on)),)
    days: dict[tuple[timedelta, timedelta], list[date]] = {}
    for day in (on + timedelta(days=number) for number in range(A_YEAR)):
        mine = _offset(zone, day)
        days.setdefault((mine, mine - _offset(window.zone, day)), []).append(day)
    # by the reader's own clock alone: each of its two offsets has one reading
    if len(days) == 2 and len({mine for mine, _ahead in days}) == 2 == len(_readings(days)):
        return tuple(
            (when, hours_in(window, zone, days[offsets][0]))
            for when, offsets in zip((WINTER, SUMMER), sorted(days), strict=True)
        )
    most, *others = sorted(_readings(days).values(), key=len, reverse=True)
    return (
        (ALWAYS, hours_in(window, zone, most[0])),
        *((SOMETIMES, hours_in(window, zone, some[0])) for some in others),
    )


def is_steady(zone: str, on: date) -> bool:
    """Whether the clocks of `zone` are not changed within a year from `on`."""
    return len({_offset(zone, on + timedelta(days=number)) for number in range(A_YEAR)}) == 1


def _readings(days):
    """The days of each reading: it follows from how far the reader's wall is ahead."""
    found: dict[timedelta, list[date]] = {}
    for (_mine, ahead), some in days.items():
        found.setdefault(ahead, []).extend(some)
    return found


def _offset(zone: str, day: date) -> timedelta:
    noon: datetime = local_to_utc(day, time(12), zone)
    return noon.astimezone(load_zone(zone)).utcoffset()
