"""Absences: what may be entered, and until when somebody is off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import absence
from core.absence import fault_of, off_until, overlap_of
from making import HOUR, SECOND, utc

NOW = utc("2026-11-24 10:00")
DAY = 24 * HOUR


@pytest.mark.parametrize(
    ("start", "end", "fault"),
    [
        (NOW, NOW + HOUR, None),
        (NOW - 5 * DAY, NOW + SECOND, None),
        (NOW + DAY, NOW + 15 * DAY, None),
        (NOW + HOUR, NOW + HOUR, absence.ORDER),
        (NOW + HOUR, NOW, absence.ORDER),
        (NOW - DAY, NOW, absence.OVER),
        (NOW, NOW + 367 * DAY, absence.LENGTH),
        (NOW - 32 * DAY, NOW + DAY, absence.LONG_BEGUN),
        (NOW + 367 * DAY, NOW + 368 * DAY, absence.FAR),
    ],
)
def test_what_may_be_entered(start, end, fault):
    assert fault_of(start, end, NOW) == fault


def test_the_end_is_not_part_of_it():
    span = (NOW, NOW + DAY)
    assert off_until([span], NOW) == NOW + DAY
    assert off_until([span], NOW + DAY) is None
    assert off_until([span], NOW - SECOND) is None
    assert overlap_of([span], NOW + DAY, NOW + 2 * DAY) is None
    assert overlap_of([span], NOW + DAY - SECOND, NOW + 2 * DAY) == span


def test_absences_that_follow_one_another_are_one():
    spans = [(NOW + DAY, NOW + 3 * DAY), (NOW, NOW + DAY), (NOW + 4 * DAY, NOW + 5 * DAY)]
    assert off_until(spans, NOW) == NOW + 3 * DAY


spans = st.lists(
    st.tuples(st.integers(-40, 40), st.integers(1, 30)).map(
        lambda pair: (NOW + pair[0] * HOUR, NOW + (pair[0] + pair[1]) * HOUR)
    ),
    max_size=6,
)


@given(spans, st.integers(-45, 75))
def test_until_then_away_at_every_moment_and_back_after(drawn, hours):
    at = NOW + hours * HOUR
    until = off_until(drawn, at)
    away = lambda moment: any(start <= moment < end for start, end in drawn)  # noqa: E731
    assert (until is not None) == away(at)
    if until:
        assert not away(until)
        moment = at
        while moment < until:
            assert away(moment)
            moment += HOUR


@given(spans, st.integers(-45, 75), st.integers(1, 30))
def test_an_overlap_is_found_and_only_a_real_one(drawn, hours, length):
    start, end = NOW + hours * HOUR, NOW + (hours + length) * HOUR
    found = overlap_of(drawn, start, end)
    sharing = [one for one in drawn if max(one[0], start) < min(one[1], end)]
    assert found == min(sharing, default=None)


def test_wrong_input_is_named():
    with pytest.raises(ValueError, match="^start"):
        fault_of(NOW.replace(tzinfo=None), NOW, NOW)
    with pytest.raises(ValueError, match="^spans"):
        off_until([(NOW.replace(tzinfo=None), NOW)], NOW)
