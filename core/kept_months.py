"""How long a log is kept: whole months by the calendar in UTC, so that a month goes as a whole."""

from datetime import UTC, datetime

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
    years, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    if years < 1:
        return datetime(1, 1, 1, tzinfo=UTC)
    return datetime(years, month + 1, 1, tzinfo=UTC)
