"""Due before we reopen: the closed span that comes next."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given

from core.coverage import CoverageWindow
from core.reopening import closed_span
from strategies import instants, windows

KARACHI = CoverageWindow("Asia/Karachi", {day: [(8 * 60, 22 * 60)] for day in range(6)})


def karachi(text):
    return datetime.fromisoformat(f"{text}:00+05:00").astimezone(UTC)


def test_while_open_it_is_the_coming_night():
    assert closed_span(KARACHI, karachi("2026-11-24 10:00")) == (
        karachi("2026-11-24 22:00"),
        karachi("2026-11-25 08:00"),
    )


def test_while_closed_it_begins_now():
    now = karachi("2026-11-24 23:30")
    assert closed_span(KARACHI, now) == (now, karachi("2026-11-25 08:00"))


def test_over_a_sunday_it_lasts_until_monday():
    assert closed_span(KARACHI, karachi("2026-11-28 21:59")) == (
        karachi("2026-11-28 22:00"),
        karachi("2026-11-30 08:00"),
    )


def test_at_the_closing_instant_it_is_closed_and_at_the_opening_one_it_is_not():
    closing = karachi("2026-11-24 22:00")
    assert closed_span(KARACHI, closing) == (closing, karachi("2026-11-25 08:00"))
    start, _end = closed_span(KARACHI, karachi("2026-11-25 08:00"))
    assert start == karachi("2026-11-25 22:00")


def test_hours_that_never_close_or_never_open_have_none():
    assert closed_span(CoverageWindow("UTC", None), karachi("2026-11-24 10:00")) is None
    shut = CoverageWindow("UTC", {0: [(0, 0)]})
    assert closed_span(shut, karachi("2026-11-24 10:00")) is None


def test_a_time_without_zone_is_refused_by_name():
    with pytest.raises(ValueError, match="at"):
        closed_span(KARACHI, datetime(2026, 11, 24))


@given(windows(), instants())
def test_it_is_closed_from_its_start_to_its_end_and_open_then(window, at):
    span = closed_span(window, at)
    assume(span is not None)
    start, end = span
    assert at <= start < end
    assert window.covered(start, end) == timedelta()
    assert window.is_open(end)
    assert start == at or (window.is_open(at) and window.covered(at, start) == start - at)
