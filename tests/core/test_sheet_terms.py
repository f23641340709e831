"""A scope sheet's term, its validity and its hours on other walls."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.billing_period import day_start, local_day
from core.sheet_hours import hours_in, readings
from core.sheet_terms import agree, check_validity, next_validity
from core.sla import CoverageWindow
from core.term_chain import Link, chain_of
from strategies import ZONES, instants, weekly_hours

KARACHI = "Asia/Karachi"
NOW = datetime(2026, 3, 5, 10, tzinfo=UTC)
STANDARD = Link(datetime(2026, 1, 1, tzinfo=UTC), 2, 20, Decimal(299))
ENTERPRISE = Link(NOW, 4, 40, Decimal(2400))
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))


def test_a_sheet_that_is_valid_already_begins_with_the_confirmation():
    change = agree(chain_of([STANDARD]), ENTERPRISE, NOW, date(2026, 1, 1), KARACHI)
    assert [link.start for link in change.add] == [NOW] and not change.remove


def test_a_sheet_for_later_begins_at_midnight_of_its_first_day():
    """Midnight in Karachi is 19:00 UTC of the day before."""
    change = agree(chain_of([STANDARD]), ENTERPRISE, NOW, date(2026, 4, 1), KARACHI)
    assert change.add[0].start == datetime(2026, 3, 31, 19, tzinfo=UTC)


def test_another_sheet_of_the_same_plan_is_no_upgrade_and_no_error():
    chain = chain_of([STANDARD, ENTERPRISE])
    later = agree(chain, ENTERPRISE, NOW + timedelta(days=9), date(2027, 1, 1), KARACHI)
    assert [link.plan for link in chain.apply(later).links] == [2, 4, 4]


def test_what_was_planned_for_its_first_day_or_later_is_superseded_and_what_comes_before_stays():
    first = day_start(date(2026, 6, 1), KARACHI)
    sooner = Link(first - timedelta(days=20), 3, 30)
    same, later = Link(first, 1, 10), Link(first + timedelta(days=30), 1, 10)
    chain = chain_of([STANDARD, sooner, same, later])
    change = agree(chain, ENTERPRISE, NOW, date(2026, 6, 1), KARACHI)
    assert change.remove == (same, later)
    assert [link.plan for link in chain.apply(change).links] == [2, 3, 4]


@pytest.mark.parametrize(
    ("new", "now", "words"),
    [
        (Link(NOW, 1, 10), NOW, "^plan: "),
        (ENTERPRISE, STANDARD.start, "^now: a term already begins"),
        (ENTERPRISE, STANDARD.start - timedelta(days=1), "^now: .*before the first term"),
        (ENTERPRISE, NOW.replace(tzinfo=None), "^now: "),
    ],
)
def test_what_does_not_fit_is_refused(new, now, words):
    with pytest.raises(ValueError, match=words):
        agree(chain_of([STANDARD]), new, now, date(2025, 1, 1), KARACHI)


@given(
    st.lists(st.tuples(instants(), st.sampled_from([10, 20, 30, 40])), min_size=1, max_size=6),
    instants(),
    DAYS,
    st.sampled_from(ZONES),
    instants(),
)
def test_one_term_is_in_force_at_every_instant_and_the_past_stays(links, now, day, zone, probe):
    chain = chain_of({at: Link(at, rank // 10, rank) for at, rank in links}.values())
    try:
        change = agree(chain, ENTERPRISE, now, day, zone)
    except ValueError as error:
        assert str(error).startswith(("now: ", "plan: "))
        return
    changed, start = chain.apply(change), change.add[0].start
    assert start == max(now, day_start(day, zone))
    assert all(link.start >= now for link in change.remove)
    expected = chain.at(probe) if probe < start else change.add[0]
    assert changed.at(probe) == expected
    assert changed.links[-1].plan == ENTERPRISE.plan


@pytest.mark.parametrize(
    ("first", "last", "then"),
    [
        ((2026, 1, 1), (2026, 12, 31), ((2027, 1, 1), (2027, 12, 31))),
        ((2027, 1, 1), (2027, 12, 31), ((2028, 1, 1), (2028, 12, 31))),  # a leap year
        ((2026, 3, 15), (2027, 3, 14), ((2027, 3, 15), (2028, 3, 14))),
        ((2026, 1, 31), (2026, 3, 30), ((2026, 3, 31), (2026, 5, 30))),
        ((2026, 1, 1), (2026, 1, 10), ((2026, 1, 11), (2026, 1, 20))),
        ((2026, 1, 1), (2026, 1, 1), ((2026, 1, 2), (2026, 1, 2))),
    ],
)
def test_the_next_validity_is_as_long(first, last, then):
    assert next_validity(date(*first), date(*last)) == tuple(date(*day) for day in then)


@given(DAYS, st.integers(0, 1200))
def test_validities_follow_each_other_without_a_gap(first, length):
    last = first + timedelta(days=length)
    start, end = next_validity(first, last)
    assert start == last + timedelta(days=1)
    assert abs((end - start) - (last - first)) <= timedelta(days=4)
    check_validity(start, end)


def test_a_validity_that_ends_before_it_begins_is_refused():
    for check in (check_validity, next_validity):
        with pytest.raises(ValueError, match="^valid_until: "):
            check(date(2026, 2, 1), date(2026, 1, 31))


# -- hours on other walls ----------------------------------------------------------------


def test_hours_of_karachi_as_they_read_in_rotterdam_and_on_the_other_side_of_midnight():
    """Article, FAQ: "coverage window adjustments that better align with their operational
    hours"."""
    window = CoverageWindow(KARACHI, {0: [(480, 1320)]})
    winter = hours_in(window, "Europe/Amsterdam", date(2026, 1, 5))
    assert winter.weekly[0] == ((240, 1080),)
    assert hours_in(window, "Europe/Amsterdam", date(2026, 7, 6)).weekly[0] == ((300, 1140),)
    york = hours_in(window, "America/New_York", date(2026, 1, 5))
    assert york.weekly[6] == ((1320, 1440),) and york.weekly[0] == ((0, 720),)
    assert hours_in(CoverageWindow(KARACHI, None), "Europe/Berlin", date(2026, 1, 5)).weekly is None


@given(weekly_hours(), st.sampled_from(ZONES), st.sampled_from(ZONES), instants(), DAYS)
def test_it_is_open_on_both_walls_at_once(weekly, zone, other, at, day):
    """Where neither zone changes its clocks between the two days."""
    window = CoverageWindow(zone, weekly)
    read = hours_in(window, other, day)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone))
    moments = (noon, at - timedelta(days=1), at, at + timedelta(days=1))
    for name in (zone, other):
        if len({moment.astimezone(ZoneInfo(name)).utcoffset() for moment in moments}) > 1:
            return
    assert window.is_open(at) == read.is_open(at)


def test_a_year_of_karachi_has_two_readings_in_amsterdam_and_one_in_karachi():
    window = CoverageWindow(KARACHI, {day: [(480, 1320)] for day in range(6)})
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    days = [day for day, _reading in readings(window, "Europe/Amsterdam", first, last)]
    assert days == [date(2026, 1, 1), date(2026, 3, 29)]
    assert len(readings(window, KARACHI, first, last)) == 1


@given(weekly_hours(), st.sampled_from(ZONES), instants())
def test_a_window_reads_in_its_own_zone_as_it_stands(weekly, zone, at):
    window = CoverageWindow(zone, weekly)
    assert hours_in(window, zone, local_day(at, zone)) == window
