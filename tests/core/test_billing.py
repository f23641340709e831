"""Billing periods and notice: days of the calendar, and the article's numbers in their place."""

from datetime import date, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.billing_period import (
    Period,
    add_months,
    bounds,
    day_start,
    local_day,
    next_start,
    period_of,
)
from core.notice import NOTICE_DAYS, SHORT_TERM_MONTHS, downgrade_effective, short_term_end
from making import KARACHI, day, local, utc
from strategies import ZONES, instants

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
anchors = st.integers(1, 31)


@given(days, anchors)
def test_each_day_lies_in_exactly_one_period(at, anchor):
    period = period_of(at, anchor)
    assert period.start <= at < period.end
    assert period_of(period.last, anchor) == period == period_of(period.start, anchor)
    following = period_of(period.end, anchor)
    assert following.start == period.end
    assert period.days + following.days == (following.end - period.start).days
    assert 28 <= period.days <= 31


@given(days, anchors)
def test_a_period_begins_on_the_billing_day_or_the_months_last_day(at, anchor):
    start = period_of(at, anchor).start
    is_last = (start + timedelta(days=1)).month != start.month
    assert start.day == anchor or (start.day < anchor and is_last)


@given(days, anchors)
def test_the_next_start_is_the_first_on_or_after_the_day(at, anchor):
    start = next_start(at, anchor)
    assert start >= at and period_of(start, anchor).start == start
    if start > at:
        assert period_of(at, anchor).end == start


def test_a_billing_day_of_31_in_a_leap_february():
    assert period_of(day("2028-02-10"), 31) == Period(day("2028-01-31"), day("2028-02-29"))
    assert period_of(day("2028-02-29"), 31) == Period(day("2028-02-29"), day("2028-03-31"))
    assert period_of(day("2027-02-28"), 31) == Period(day("2027-02-28"), day("2027-03-31"))
    assert period_of(day("2028-02-29"), 31).days == 31
    assert period_of(day("2028-02-29"), 29) == Period(day("2028-02-29"), day("2028-03-29"))
    assert period_of(day("2027-12-31"), 31) == Period(day("2027-12-31"), day("2028-01-31"))


def test_from_and_to_are_printed_with_both_days_in_the_period():
    period = period_of(day("2026-11-24"), 15)
    assert (period.start, period.last) == (day("2026-11-15"), day("2026-12-14"))


def test_a_period_begins_at_midnight_of_the_contracts_zone():
    first, end = bounds(period_of(day("2026-11-24"), 1), KARACHI)
    assert (first, end) == (utc("2026-10-31 19:00"), utc("2026-11-30 19:00"))
    assert local_day(utc("2026-10-31 18:59"), KARACHI) == day("2026-10-31")
    assert local_day(utc("2026-10-31 19:00"), KARACHI) == day("2026-11-01")


@given(instants(), st.sampled_from((*ZONES, "America/Havana", "America/Asuncion", "Africa/Cairo")))
def test_each_instant_belongs_to_one_day(at, zone):
    at_day = local_day(at, zone)
    assert day_start(at_day, zone) <= at < day_start(at_day + timedelta(days=1), zone)


def test_days_are_in_order_at_every_change_of_every_clock():
    """Also where midnight is missing, comes twice, or a whole date was skipped."""
    for zone in sorted(available_timezones()):
        start = day_start(day("2009-12-01"), zone)
        for count in range(1, 800):
            after = day_start(day("2009-12-01") + timedelta(days=count), zone)
            assert after >= start, zone
            start = after


def test_a_day_whose_midnight_is_missing_begins_when_the_gap_is_over():
    # Havana, 2026-03-08: clocks go from 00:00 to 01:00.
    assert day_start(day("2026-03-08"), "America/Havana") == utc("2026-03-08 05:00")
    assert local_day(utc("2026-03-08 04:59"), "America/Havana") == day("2026-03-07")


def test_a_day_with_two_midnights_begins_at_the_first():
    # Havana, 2026-11-01: clocks go from 01:00 back to 00:00.
    assert day_start(day("2026-11-01"), "America/Havana") == utc("2026-11-01 04:00")
    # St John's, 2010-11-07: from 00:01 back to 23:01 of the day before, a day that is over.
    assert day_start(day("2010-11-07"), "America/St_Johns") == utc("2010-11-07 02:30")
    assert local_day(utc("2010-11-07 02:45"), "America/St_Johns") == day("2010-11-07")


def test_a_skipped_date_has_no_instant_of_its_own():
    assert day_start(day("2011-12-30"), "Pacific/Apia") == day_start(
        day("2011-12-31"), "Pacific/Apia"
    )
    assert local_day(local("2011-12-31 00:00", "Pacific/Apia"), "Pacific/Apia") == day("2011-12-31")


# -- the article's numbers ---------------------------------------------------------------


def test_30_days_notice():
    """Article, FAQ: "Support tier changes require 30 days notice." """
    assert NOTICE_DAYS == 30


@given(days, anchors)
def test_a_downgrade_counts_from_the_next_period_after_the_notice(requested, anchor):
    """Article, FAQ: "at the next billing cycle start after the 30-day notice period"."""
    start = downgrade_effective(requested, anchor)
    noticed = requested + timedelta(days=30)
    assert start == next_start(noticed, anchor)
    assert 30 <= (start - requested).days <= 30 + 31


def test_notice_that_ends_on_a_billing_day_waits_no_further_month():
    assert downgrade_effective(day("2026-11-01"), 1) == day("2026-12-01")
    assert downgrade_effective(day("2026-11-02"), 1) == day("2027-01-01")


def test_a_short_term_is_at_least_3_months():
    """Article, FAQ: "short-term Priority Support coverage (minimum 3 months)"."""
    assert SHORT_TERM_MONTHS == 3
    assert short_term_end(day("2026-11-30"), 3, 30) == day("2027-02-28")
    assert short_term_end(day("2026-11-24"), 3, 1) == day("2027-03-01")
    for months in (2, 0, -3):
        with pytest.raises(ValueError, match=r"^months: "):
            short_term_end(day("2026-11-24"), months, 1)


@given(days, anchors, st.integers(3, 36))
def test_a_short_term_ends_where_a_period_begins(start, anchor, months):
    end = short_term_end(start, months, anchor)
    assert period_of(end, anchor).start == end
    assert 0 <= (end - add_months(start, months)).days <= 30


@pytest.mark.parametrize("anchor", [0, 32, -1, True, 1.0, "1", None])
def test_a_billing_day_that_no_month_has_is_refused(anchor):
    with pytest.raises(ValueError, match=r"^anchor_day: "):
        period_of(day("2026-11-24"), anchor)


def test_bad_input_names_its_field():
    now = utc("2026-11-24 09:00")
    for call, field in (
        (lambda: period_of(now, 1), "day"),
        (lambda: Period(day("2026-11-24"), day("2026-11-24")), "end"),
        (lambda: Period(now, day("2026-11-24")), "start"),
        (lambda: local_day(now.replace(tzinfo=None), KARACHI), "instant"),
        (lambda: local_day(now, "Asia/Atlantis"), "zone"),
        (lambda: downgrade_effective(now, 1), "requested"),
        (lambda: short_term_end(day("2026-11-24"), 3.0, 1), "months"),
        (lambda: short_term_end("2026-11-24", 3, 1), "start"),
    ):
        with pytest.raises(ValueError, match=rf"^{field}: "):
            call()
