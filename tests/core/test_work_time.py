"""Logged time, and the hours that are included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.work_time import DAY, Spent, check_minutes, minutes_of

MINUTES = st.integers(min_value=0, max_value=100_000)


@pytest.mark.parametrize(
    ("minutes", "limit", "left", "beyond"),
    [(0, 120, 120, 0), (90, 120, 30, 0), (120, 120, 0, 0), (121, 120, 0, 1), (500, 0, 0, 0)],
)
def test_what_is_left_and_what_goes_beyond(minutes, limit, left, beyond):
    spent = Spent(minutes, limit)
    assert (spent.left, spent.beyond) == (left, beyond)


@given(MINUTES, MINUTES.filter(bool))
def test_logged_time_is_within_the_limit_or_beyond_it(minutes, limit):
    spent = Spent(minutes, limit)
    assert minutes == limit - spent.left + spent.beyond
    assert not (spent.left and spent.beyond)


@pytest.mark.parametrize("minutes", [0, -1, DAY + 1, True, 1.5, "30", None, float("nan")])
def test_minutes_that_are_none(minutes):
    with pytest.raises(ValueError, match="^minutes: "):
        check_minutes(minutes)


@pytest.mark.parametrize("minutes", [1, 90, DAY])
def test_minutes_of_an_entry(minutes):
    assert check_minutes(minutes) == minutes


@pytest.mark.parametrize(("name", "values"), [("minutes", (-1, 0)), ("limit", (0, -1))])
def test_time_is_never_less_than_nothing(name, values):
    with pytest.raises(ValueError, match=f"^{name}: "):
        Spent(*values)


@pytest.mark.parametrize(("hours", "minutes"), [(2.0, 120), (0.5, 30), (0.0, 0), (-1.0, 0)])
def test_a_limit_in_hours(hours, minutes):
    assert minutes_of(hours) == minutes
