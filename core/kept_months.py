"""How long a log is kept: whole months by the calendar in UTC, so that a month goes as a whole."""

from datetime import UTC, datetime, time

from .billing_period import add_months

FEWEST = 1


def kept_from(now: datetime, months: int) -> datetime:
    """The instant from which on entries are kept at ``now``; all that is older may be deleted.

    The present month is kept besides the ``months`` before it.

    :raises ValueError: names the field
    """
    if now.tzinfo != UTC:
        raise ValueError("now: must be an instant in UTC")
    if isinstance(months, bool) or not isinstance(months, int) or months < FEWEST:
        raise ValueError(f"months: a whole number from {FEWEST} on is needed, not {months!r}")
    if months >= (now.year - 1) * 12 + now.month:
        return datetime.min.replace(tzinfo=UTC)
    return datetime.combine(add_months(now.date().replace(day=1), -months), time(), UTC)
