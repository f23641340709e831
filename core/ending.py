"""How a ticket ends after ECOSIRE has answered with a cure, and how it went, in the client's word.

Whoever does not answer agrees: after so many days of 24 hours a resolved ticket closes by itself.
Then its submitter is asked once how it went.
"""

from datetime import datetime, timedelta

from .instants import to_utc

HAPPY = 5
NEUTRAL = 3
UNHAPPY = 1
RATES = (HAPPY, NEUTRAL, UNHAPPY)  # what Odoo's faces stand for
COMMENT_LIMIT = 2_000


def closes_on(resolved: datetime, days: int) -> datetime:
    """When a ticket resolved then closes by itself, UTC; with its very second it is over.

    :raises ValueError: names resolved or days
    """
    if isinstance(days, bool) or not isinstance(days, int) or days < 1:
        raise ValueError(f"days: a whole number from 1 is needed, not {days!r}")
    return to_utc(resolved, "resolved") + timedelta(days=days)


def asks_how_it_went(*, closed: bool, answered: bool, duplicate: bool, asked: bool) -> bool:
    """Whether the submitter is asked: once, of a ticket that ECOSIRE has answered and that ended.

    One that was cancelled, or closed as the duplicate of another, or that nobody answered, has
    nothing to be rated.
    """
    return closed and answered and not duplicate and not asked


def check_rate(rate: int) -> int:
    """`rate` when it is one of the three faces.

    :raises ValueError: names rate when it is anything else
    """
    if isinstance(rate, bool) or rate not in RATES:
        raise ValueError(f"rate: one of {', '.join(map(str, RATES))} is needed, not {rate!r}")
    return int(rate)


def comment_as_kept(text: str) -> str:
    """What is kept of a comment: no characters that a database cannot hold, and a sane length."""
    return text.replace("\0", "").strip()[:COMMENT_LIMIT].rstrip()
