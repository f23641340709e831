"""core/coverage.py against the minute-stepping reckoning of slow_reckoning.py."""

from datetime import UTC, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.coverage import CoverageWindow
from slow_reckoning import ANCHORS, MINUTE, SlowWindow, clock_at
from strategies import weekly_hours


@st.composite
def twins(draw):
    """A window and its slow twin, and two instants well inside the slow one's table."""
    anchor = draw(st.sampled_from(ANCHORS))
    clock = clock_at(anchor)
    weekly = draw(weekly_hours())
    holidays = frozenset(draw(st.lists(st.sampled_from(clock.dates), max_size=2)))
    closures = []
    for _index in range(draw(st.integers(0, 2))):
        start = clock.first + draw(st.integers(0, clock.count)) * MINUTE
        closures.append((start, start + draw(st.integers(1, 3000)) * MINUTE))
    slow = SlowWindow(anchor, weekly, holidays, closures)
    fast = CoverageWindow(
        anchor[0], weekly, holidays, [(aware(start), aware(end)) for start, end in closures]
    )
    inside = st.integers(3 * 86_400, 9 * 86_400)
    first, second = sorted(draw(st.tuples(inside, inside)))
    start, end = (clock.first + timedelta(seconds=n) for n in (first, second))
    return fast, slow, start, end


def aware(instant):
    return instant.replace(tzinfo=UTC)


@given(twins())
def test_is_open_and_next_opening(twin):
    fast, slow, start, _end = twin
    assert fast.is_open(aware(start)) == slow.is_open(start)
    expected = slow.next_opening(start)
    assume(expected is not None and expected < slow.clock.first + timedelta(days=10))
    assert fast.next_opening(aware(start)) == aware(expected)


@given(twins())
def test_covered(twin):
    fast, slow, start, end = twin
    assert fast.covered(aware(start), aware(end)) == slow.covered(start, end)


@given(twins(), st.integers(1, 60 * 3600))
def test_add(twin, seconds):
    fast, slow, start, _end = twin
    expected = slow.add(start, timedelta(seconds=seconds))
    assume(expected is not None and expected < slow.clock.first + timedelta(days=10))
    assert fast.add(aware(start), timedelta(seconds=seconds)) == aware(expected)


@given(twins())
def test_business_days(twin):
    fast, slow, _start, _end = twin
    for day in slow.clock.whole_dates:
        assert fast.is_business_day(day) == slow.is_business_day(day)


@given(twins())
def test_periods(twin):
    fast, slow, start, end = twin
    minutes = (start + n * MINUTE for n in range(int((end - start) / MINUTE)))
    spans = list(fast.periods(aware(start), aware(end)))
    assert sum((b - a for a, b in spans), timedelta()) == slow.covered(start, end)
    assert all(a < b for a, b in spans)
    assert all(b < c for (_a, b), (c, _d) in zip(spans, spans[1:], strict=False))
    for at in list(minutes)[::97]:
        assert any(a <= aware(at) < b for a, b in spans) == slow.is_open(at)


@pytest.mark.parametrize("anchor", ANCHORS, ids=lambda anchor: f"{anchor[0]}-{anchor[1]}")
def test_a_whole_week_open_to_the_minute_around_each_odd_date(anchor):
    weekly = {day: [(90, 150), (1320, 1440)] for day in range(7)}
    slow, fast = SlowWindow(anchor, weekly), CoverageWindow(anchor[0], weekly)
    for n in range(3 * 1440, 9 * 1440):
        at = slow.clock.first + n * MINUTE
        assert fast.is_open(aware(at)) == bool(slow.open[n]), at
