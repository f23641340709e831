"""Each row of the fine print of the SLA clock (DESIGN, section 3) by its name."""

from datetime import timedelta

import pytest

from core.sla import CoverageWindow, Policy, Target
from making import (
    ALWAYS,
    HOUR,
    KARACHI,
    MINUTE,
    MON_FRI,
    MON_SAT,
    SECOND,
    business_days,
    clock_hours,
    coverage_hours,
    day,
    hours,
    local,
    utc,
)

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"


def test_whose_holidays__those_given_to_the_window_and_no_others():
    friday = local("2026-12-25 10:00")
    assert MON_FRI.is_open(friday)
    off = CoverageWindow(KARACHI, hours("09:00-18:00"), holidays={day("2026-12-25")})
    assert not off.is_open(friday)
    assert off.next_opening(friday) == local("2026-12-28 09:00")


def test_holidays_and_an_always_open_window__a_plan_is_never_closed_by_them():
    christmas = day("2026-12-25")
    window = CoverageWindow.for_plan(KARACHI, None, holidays={christmas})
    assert window == ALWAYS
    assert window.is_open(local("2026-12-25 10:00"))
    assert clock_hours(2, window).deadline(local("2026-12-25 10:00")) == local("2026-12-25 12:00")
    # A plan with hours does keep its holidays, and a maintenance closure closes any window.
    assert not CoverageWindow.for_plan(KARACHI, hours("09:00-18:00"), holidays={christmas}).is_open(
        local("2026-12-25 10:00")
    )
    closure = (local("2026-12-25 09:00"), local("2026-12-25 11:00"))
    assert not CoverageWindow.for_plan(KARACHI, None, closures=[closure]).is_open(
        local("2026-12-25 10:00")
    )


def test_coverage_used_up_exactly_at_closing_time__the_closing_instant():
    assert coverage_hours(9).deadline(local("2026-03-06 09:00")) == local("2026-03-06 18:00")
    after = coverage_hours(9 + 1 / 3600).deadline(local("2026-03-06 09:00"))
    assert after == local("2026-03-09 09:00:01")


def test_a_closure_saved_as_235959__core_takes_what_it_is_given():
    closed = (local("2026-03-06 00:00:00"), local("2026-03-06 23:59:59"))
    window = CoverageWindow(KARACHI, hours("09:00-24:00"), closures=[closed])
    assert window.is_open(local("2026-03-06 23:59:59"))
    assert window.covered(*closed) == timedelta()
    assert window.covered(closed[0], local("2026-03-07 00:00")) == SECOND


def test_a_local_time_in_a_gap__moved_forward_by_the_gap():
    # A deadline: 02:30 does not exist in Berlin on 29 March 2026.
    nightly = CoverageWindow(BERLIN, None)
    deadline = business_days(1, nightly, nightly).deadline(local("2026-03-28 02:30", BERLIN))
    assert deadline == local("2026-03-29 03:30", BERLIN)
    # An edge of the hours: 02:30 becomes 03:30 in New York on 8 March 2026.
    window = CoverageWindow(NEW_YORK, hours("02:30-06:00", days=range(7)))
    assert window.next_opening(utc("2026-03-08 05:00")) == local("2026-03-08 03:30", NEW_YORK)
    # Both edges in the gap: nothing is left of it.
    inside = CoverageWindow(NEW_YORK, {6: [(120, 180)], 0: [(540, 600)]})
    assert inside.next_opening(utc("2026-03-08 00:00")) == local("2026-03-09 09:00", NEW_YORK)


def test_a_local_time_in_an_overlap__the_first_of_the_two():
    nightly = CoverageWindow(BERLIN, None)
    deadline = business_days(1, nightly, nightly).deadline(local("2026-10-24 02:30", BERLIN))
    assert deadline == utc("2026-10-25 00:30")
    window = CoverageWindow(NEW_YORK, hours("00:00-01:30", days=range(7)))
    assert window.is_open(utc("2026-11-01 05:29"))
    assert not window.is_open(utc("2026-11-01 05:30"))
    assert not window.is_open(utc("2026-11-01 06:10"))
    # Started in the second 01:30, due the next day: an ordinary 01:30.
    second = utc("2026-11-01 06:30")
    always = CoverageWindow(NEW_YORK, None)
    assert business_days(1, always, always).deadline(second) == local("2026-11-02 01:30", NEW_YORK)


def test_a_day_with_one_open_minute_left__is_a_business_day_and_without_any_is_not():
    friday = day("2026-03-06")

    def closed_until(text):
        closed = (local("2026-03-06 09:00"), local(f"2026-03-06 {text}"))
        return CoverageWindow(KARACHI, hours("09:00-18:00"), closures=[closed])

    assert closed_until("17:59").is_business_day(friday)
    assert not closed_until("18:00").is_business_day(friday)
    thursday = local("2026-03-05 10:00")
    assert business_days(1, calendar=closed_until("17:59")).deadline(thursday) == local(
        "2026-03-06 10:00"
    )
    assert business_days(1, calendar=closed_until("18:00")).deadline(thursday) == local(
        "2026-03-09 10:00"
    )


def test_a_date_its_zone_skipped__has_no_coverage_and_is_not_counted():
    apia = CoverageWindow("Pacific/Apia", hours("09:00-17:00"))
    assert not apia.is_business_day(day("2011-12-30"))
    thursday = local("2011-12-29 10:00", "Pacific/Apia")
    assert business_days(1, apia, apia).deadline(thursday) == local(
        "2012-01-02 10:00", "Pacific/Apia"
    )
    assert apia.covered(thursday, thursday + timedelta(days=2)) == 7 * HOUR
    assert not CoverageWindow("Pacific/Apia", None).is_business_day(day("2011-12-30"))


def test_which_days_are_business_days__the_calendar_also_where_the_window_has_saturdays():
    saturday = local("2026-03-07 10:00")
    policy = business_days(1)
    assert policy.clock_start(saturday) == saturday
    assert policy.deadline(saturday) == local("2026-03-09 10:00")


def test_window_over_midnight__two_intervals_each_of_its_own_local_day():
    night = {day: [(22 * 60, 1440)] for day in range(5)}
    for weekday in range(1, 6):
        night.setdefault(weekday, []).insert(0, (0, 360))
    window = CoverageWindow(KARACHI, night, holidays={day("2026-03-04")})
    assert window.is_open(local("2026-03-03 23:59:59"))
    # The morning after midnight is the holiday's own, and so is its evening.
    assert not window.is_open(local("2026-03-04 00:00"))
    assert not window.is_open(local("2026-03-04 23:00"))
    assert window.is_open(local("2026-03-05 00:00"))
    tuesday = local("2026-03-02 22:00"), local("2026-03-03 06:00")
    assert list(window.periods(*tuesday)) == [tuesday]


def test_weekday_rules__the_local_day_of_submission_not_of_the_clocks_start():
    weekend = ((frozenset({5, 6}), Target(4, "clock_hours")),)
    policy = Policy(Target(2, "clock_hours"), MON_FRI, MON_FRI, weekend)
    sunday = local("2026-03-08 23:00")
    assert policy.clock_start(sunday) == local("2026-03-09 09:00")
    assert policy.deadline(sunday) == local("2026-03-09 13:00")
    # Sunday in UTC, but Monday in Karachi.
    assert policy.target_for(utc("2026-03-08 20:00")) == Target(2, "clock_hours")


@pytest.mark.parametrize("amount", [0, -1, -0.5, float("nan"), float("inf"), True, "4", None])
@pytest.mark.parametrize("unit", ["clock_hours", "coverage_hours", "business_days"])
def test_amounts__zero_negative_nan_and_no_number_are_refused(amount, unit):
    with pytest.raises(ValueError, match="^amount:"):
        Target(amount, unit)


def test_amounts__hours_may_be_fractional_and_business_days_are_whole():
    at = local("2026-03-06 10:00")
    assert clock_hours(1.5).deadline(at) == at + 90 * MINUTE
    assert clock_hours(1 / 3).deadline(at) == at + 20 * MINUTE
    with pytest.raises(ValueError, match="^amount:"):
        Target(1.5, "business_days")
    assert Target(2.0, "business_days") == Target(2, "business_days")


def test_clock_time_not_business_hours__clock_hours_run_on_after_closing():
    """Article, FAQ: "measured in clock time, not business hours"."""
    assert clock_hours(4, MON_SAT).deadline(local("2026-03-07 21:00")) == local("2026-03-08 01:00")


def test_the_clock_starts__at_submission_if_open_else_at_the_next_opening():
    policy = clock_hours(4, MON_SAT)
    assert policy.clock_start(local("2026-03-06 08:00")) == local("2026-03-06 08:00")
    assert policy.clock_start(local("2026-03-06 21:59:59")) == local("2026-03-06 21:59:59")
    assert policy.clock_start(local("2026-03-07 22:00")) == local("2026-03-09 08:00")
