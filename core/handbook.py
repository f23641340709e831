"""When a system handbook is good enough to hand a client over to another engineer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from .instants import to_utc

NEVER = "never"
OLD = "old"


@dataclass(frozen=True)
class Gaps:
    """What a handbook lacks: sections without a word, and a review that is missing or too old."""

    empty: tuple[str, ...] = ()
    review: str = ""

    def __bool__(self) -> bool:
        return bool(self.empty or self.review)


def gaps(sections: Mapping[str, str], reviewed_at: datetime | None, now: datetime) -> Gaps:
    """What is missing at `now`.

    :param sections: the plain words of each section, by its name
    :param reviewed_at: when the client last said that all of it is right
    """
    now = to_utc(now, "now")
    review = NEVER
    if reviewed_at is not None:
        review = OLD if now > a_year_after(to_utc(reviewed_at, "reviewed_at")) else ""
    return Gaps(tuple(name for name, words in sections.items() if not words.strip()), review)


def a_year_after(instant: datetime) -> datetime:
    """The same moment twelve months later; that of the 28th after a 29 February."""
    if (instant.month, instant.day) == (2, 29):
        instant = instant.replace(day=28)
    return instant.replace(year=instant.year + 1)
