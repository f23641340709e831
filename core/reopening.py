"""The closed span that comes next: what falls due in it must be answered before people go home."""

from datetime import datetime, timedelta

from .coverage import CoverageWindow

LOOK_AHEAD = timedelta(days=366)  # hours that stay open for longer never close for who works today


def closed_span(window: CoverageWindow, at: datetime) -> tuple[datetime, datetime] | None:
    """From when until when the hours of `window` are closed next: from `at` while closed already.

    Start inclusive, end (the next opening) exclusive, both in UTC.

    :return: None for hours that do not close within a year, or never open again
    :raises ValueError: names at, when it is not aware of its zone
    """
    closing = _closing(window, at)
    if closing is None:
        return None
    try:
        return closing, window.next_opening(closing)
    except ValueError:
        return None


def _closing(window: CoverageWindow, at: datetime) -> datetime | None:
    if not window.is_open(at):
        return at
    horizon = at + LOOK_AHEAD
    _opening, closing = next(window.periods(at, horizon))
    return closing if closing < horizon else None
