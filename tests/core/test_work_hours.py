"""Working hours as they are typed: night shifts are one line, nothing typed is whenever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.work_hours import checked, time_of, window_of
from making import HOUR, KARACHI, MINUTE, local

OFFICE = {day: ("09:00", "18:00") for day in range(5)}


def test_office_hours():
    window = window_of(KARACHI, OFFICE)
    assert window.is_open(local("2026-11-24 09:00"))
    assert not window.is_open(local("2026-11-24 18:00"))
    assert not window.is_open(local("2026-11-28 12:00"))  # Saturday


def test_a_night_shift_belongs_to_the_day_it_begins():
    window = window_of(KARACHI, {6: ("22:00", "06:00")})  # Sunday
    assert window.is_open(local("2026-11-29 22:00"))
    assert window.is_open(local("2026-11-30 05:59"))
    assert not window.is_open(local("2026-11-30 06:00"))
    assert not window.is_open(local("2026-11-29 05:00"))


def test_midnight_as_an_end_and_the_whole_day():
    late = window_of(KARACHI, {1: ("16:00", "00:00")})
    assert late.covered(local("2026-11-24 00:00"), local("2026-11-26 00:00")) == 8 * HOUR
    whole = window_of(KARACHI, {1: ("00:00", "24:00")})
    assert whole.covered(local("2026-11-23 00:00"), local("2026-11-26 00:00")) == 24 * HOUR


def test_without_hours_whenever_something_comes():
    assert window_of(KARACHI, {}) is None


minutes = st.integers(0, 1439)
times = minutes.map(lambda one: f"{one // 60:02}:{one % 60:02}")
weeks = st.dictionaries(st.integers(0, 6), st.tuples(times, times), min_size=1)


@given(weeks, st.integers(0, 7 * 1440 - 1))
def test_at_work_exactly_within_a_shift(shifts, minute):
    monday = local("2026-11-23 00:00")  # in a week without a change of the clock
    day, time = divmod(minute, 1440)

    def within(weekday, moment):
        if weekday not in shifts:
            return False
        begin, end = (int(text[:2]) * 60 + int(text[3:]) for text in shifts[weekday])
        return begin <= moment < (end if end > begin else end + 1440)

    expected = within(day, time) or within((day - 1) % 7, time + 1440)
    assert window_of(KARACHI, shifts).is_open(monday + minute * MINUTE) == expected


@given(weeks)
def test_what_was_checked_is_its_own_form(shifts):
    assert checked(KARACHI, shifts) == checked(KARACHI, checked(KARACHI, shifts)) == shifts


@pytest.mark.parametrize(
    "text", ["", "9", "9:5", "25:00", "24:01", "09:60", "-1:00", "٩:00", "a:bc"]
)
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValueError, match="^time"):
        time_of(text)


def test_wrong_input_is_named():
    with pytest.raises(ValueError, match="^zone"):
        window_of("Mars/Olympus", OFFICE)
    with pytest.raises(ValueError, match="^weekday"):
        window_of(KARACHI, {7: ("09:00", "10:00")})
