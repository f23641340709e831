"""From when a scope sheet counts: the term that a confirmed sheet brings into the chain.

A sheet is agreed for a validity of its own, so its term may begin later than the confirmation,
and it may follow a term of the same plan: only the sheet is another one.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from .billing_period import add_months, day_start
from .instants import to_utc
from .term_chain import Chain, Change, Link
from .window_parts import check_date


def agree(chain: Chain, new: Link, now: datetime, valid_from: date, zone: str) -> Change:
    """`new` from the first moment of its validity, and not before it is confirmed.

    What was to begin before that moment still does; what was to begin then or later is superseded,
    as by any upgrade.

    :raises ValueError: names plan for a step down, now where a term begins at that very instant
    """
    now = to_utc(now, "now")
    start = max(now, day_start(check_date(valid_from, "valid_from"), zone))
    if start == now and any(link.start == now for link in chain.links):
        raise ValueError(f"now: a term already begins at {now}")
    before = tuple(link for link in chain.links if link.start < start)
    if not before:
        raise ValueError(f"now: {start} is before the first term begins")
    if new.rank < before[-1].rank:
        raise ValueError("plan: a scope sheet is of the plan in force then, or of a higher one")
    planned = tuple(link for link in chain.links if link.start >= start)
    return Change((replace(new, start=start, short=False),), planned)


def next_validity(valid_from: date, valid_until: date) -> tuple[date, date]:
    """The validity that follows, just as long: whole months stay whole months.

    :raises ValueError: names valid_until when it lies before the start
    """
    check_validity(valid_from, valid_until)
    start = valid_until + timedelta(days=1)
    months = (start.year - valid_from.year) * 12 + start.month - valid_from.month
    if start.day == valid_from.day:
        return start, add_months(start, months) - timedelta(days=1)
    return start, start + (valid_until - valid_from)


def check_validity(valid_from: date, valid_until: date) -> None:
    """ValueError names valid_until when it lies before valid_from."""
    check_date(valid_from, "valid_from")
    if check_date(valid_until, "valid_until") < valid_from:
        raise ValueError(f"valid_until: {valid_until} is before {valid_from}")
