"""A card that hangs on a wall all year: only another fact makes another card."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.coverage import CoverageWindow
from core.down_card import (
    ALWAYS,
    SOMETIMES,
    SUMMER,
    WINTER,
    Facts,
    by_season,
    is_steady,
    promise_of,
)
from core.policy import Policy
from core.target import Target

HOURS = {day: [(480, 1320)] for day in range(6)}
NIGHT = CoverageWindow("Asia/Karachi", HOURS)
FACTS = Facts(
    code="DELTA",
    companies=("Delta Distribution",),
    ways=(("phone", "+92 300 1234567"), ("mail", "support@ecosire.example")),
    page="",
    phone_in_plan=True,
    plan="priority",
    answers="Amina Khan",
    promise="x",
)


def policy(window=NIGHT, amount=4):
    return Policy(Target(amount, "clock_hours"), window)


@pytest.mark.parametrize("on", [date(2026, 1, 10), date(2026, 7, 10), date(2026, 10, 24)])
def test_hours_are_said_for_winter_and_summer_whenever_it_is_printed(on):
    (winter, cold), (summer, warm) = by_season(NIGHT, "Europe/Amsterdam", on)
    assert (winter, summer) == (WINTER, SUMMER)
    assert cold.weekly[0] == ((240, 1080),)
    assert warm.weekly[0] == ((300, 1140),)


def test_below_the_equator_summer_is_the_other_half_of_the_year():
    (winter, cold), (summer, warm) = by_season(NIGHT, "Australia/Sydney", date(2026, 1, 10))
    assert (winter, summer) == (WINTER, SUMMER)
    assert cold.weekly[0] == ((780, 1440),)
    assert warm.weekly[0] == ((840, 1440),)


@pytest.mark.parametrize("zone", ["Asia/Karachi", "Asia/Dubai", "UTC"])
def test_one_reading_where_no_clock_is_changed(zone):
    [(when, _hours)] = by_season(NIGHT, zone, date(2026, 3, 1))
    assert when == ALWAYS
    assert is_steady(zone, date(2026, 3, 1))


def test_two_zones_that_change_together_read_alike_all_year():
    [(when, hours)] = by_season(
        CoverageWindow("Europe/Berlin", {0: [(540, 1020)]}), "Europe/London", date(2026, 6, 1)
    )
    assert (when, hours.weekly[0]) == (ALWAYS, ((480, 960),))
    assert not is_steady("Europe/London", date(2026, 6, 1))


@pytest.mark.parametrize("on", [date(2026, 1, 10), date(2026, 3, 9), date(2026, 10, 20)])
def test_zones_that_change_some_weeks_apart_say_what_holds_longest_first(on):
    window = CoverageWindow("America/New_York", {0: [(540, 1020)]})
    (most, long), (some, short) = by_season(window, "Europe/Amsterdam", on)
    assert (most, some) == (ALWAYS, SOMETIMES)
    assert (long.weekly[0], short.weekly[0]) == (((900, 1380),), ((840, 1320),))


def test_where_only_the_service_hours_change_their_clock_it_is_no_season_of_the_wall():
    window = CoverageWindow("Europe/Berlin", {0: [(540, 1020)]})
    found = by_season(window, "Asia/Karachi", date(2026, 1, 10))
    assert [when for when, _hours in found] == [ALWAYS, SOMETIMES]


def test_day_and_night_is_so_everywhere():
    [(when, hours)] = by_season(
        CoverageWindow("Asia/Karachi", None), "Europe/Amsterdam", date(2026, 1, 1)
    )
    assert (when, hours.weekly) == (ALWAYS, None)


def test_neither_a_holiday_nor_todays_offset_makes_another_card():
    holidays = frozenset({date(2026, 12, 25), date(2027, 1, 1)})
    closed = CoverageWindow("Asia/Karachi", HOURS, holidays)
    assert promise_of(policy(closed), False) == promise_of(policy(), False)
    assert "+" not in promise_of(policy(), False)


def test_another_promise_makes_another_card():
    mine = promise_of(policy(), False)
    others = {
        promise_of(policy(), True),
        promise_of(policy(amount=2), False),
        promise_of(policy(CoverageWindow("Asia/Karachi", None)), False),
    }
    assert len({mine, *others}) == 4
    assert json.loads(mine)["target"] == {"amount": 4, "unit": "clock_hours"}


@given(
    st.sampled_from(
        [
            {"code": "DELTA2"},
            {"companies": ("Delta",)},
            {"ways": ()},
            {"ways": (("phone", "+92 300 1234568"), ("mail", "support@ecosire.example"))},
            {"page": "https://status.ecosire.example"},
            {"phone_in_plan": False},
            {"plan": "enterprise"},
            {"answers": "Bilal Raza"},
            {"promise": "y"},
        ]
    )
)
def test_each_fact_makes_another_card_and_back_the_same(change):
    other = replace(FACTS, **change)
    assert other.fingerprint != FACTS.fingerprint
    assert replace(other, **{name: getattr(FACTS, name) for name in change}) == FACTS


def test_people_compare_two_cards_by_a_short_mark():
    assert FACTS.mark == replace(FACTS).mark
    assert len(FACTS.mark) == 9
    assert FACTS.mark.replace("-", "").lower() == FACTS.fingerprint[:8]
