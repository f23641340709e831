"""Windows and policies as values: equal, hashable, kept as canonical JSON; adding and covering."""

import json
import pickle
from dataclasses import FrozenInstanceError, replace
from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.sla import CoverageWindow, Policy, Target
from making import ALWAYS, KARACHI, MON_FRI, business_days, clock_hours, day, hours, local, utc
from strategies import instants, policies, windows


@given(windows())
def test_a_window_survives_json_and_pickle(window):
    text = window.canonical_json()
    again = CoverageWindow.from_json(text)
    assert again == window
    assert hash(again) == hash(window)
    assert again.canonical_json() == text
    assert text.isascii()
    assert " " not in text
    assert pickle.loads(pickle.dumps(window)) == window


@given(policies())
def test_a_policy_survives_json(policy):
    text = policy.canonical_json()
    again = Policy.from_json(text)
    assert (again, hash(again), again.canonical_json()) == (policy, hash(policy), text)
    assert again.fingerprint == policy.fingerprint
    assert Policy.from_json(text) is again
    assert json.loads(text) == policy.to_dict()


def test_the_same_hours_written_differently_are_one_window():
    plain = CoverageWindow(KARACHI, {0: [(540, 720), (780, 1080)]})
    for weekly in (
        {0: [(780, 1080), (540, 720)]},
        {0: [(540, 600), (600, 720), (780, 1080), (800, 900)], 1: []},
        {0: [(540, 720), (780, 1080), (300, 300)]},
    ):
        assert CoverageWindow(KARACHI, weekly) == plain
    closures = [(utc("2026-01-01"), utc("2026-01-03")), (utc("2026-01-05"), utc("2026-01-05"))]
    split = [(utc("2026-01-02"), utc("2026-01-03")), (utc("2026-01-01"), utc("2026-01-02"))]
    assert replace(plain, closures=closures) == replace(plain, closures=split)


def test_four_hours_are_four_hours():
    assert clock_hours(4) == clock_hours(4.0)
    assert clock_hours(4).fingerprint == clock_hours(4.0).fingerprint
    assert clock_hours(4).fingerprint != clock_hours(4.5).fingerprint


def test_values_do_not_change():
    with pytest.raises(FrozenInstanceError):
        MON_FRI.zone = "UTC"
    with pytest.raises(FrozenInstanceError):
        clock_hours(4).target = None


def test_a_policy_without_a_calendar_takes_its_windows_business_days():
    assert Policy(Target(1, "business_days"), MON_FRI).business_days is MON_FRI


def test_always_open():
    assert ALWAYS.is_always_open
    assert not MON_FRI.is_always_open
    assert not CoverageWindow(KARACHI, None, {day("2026-12-25")}).is_always_open


@given(windows(), instants(), st.integers(1, 400 * 3600))
def test_what_was_added_is_what_is_covered(window, start, seconds):
    end = window.add(start, timedelta(seconds=seconds))
    assert window.covered(start, end) == timedelta(seconds=seconds)
    # The second before the end is a second of coverage, so no earlier instant would do.
    assert window.is_open(end - timedelta(seconds=1))


@given(windows(), st.tuples(instants(), instants(), instants()))
def test_covered_time_adds_up(window, three):
    first, second, third = sorted(three)
    parts = window.covered(first, second) + window.covered(second, third)
    assert window.covered(first, third) == parts
    assert timedelta() <= parts <= third - first


@given(windows(), instants())
def test_nothing_is_covered_until_the_next_opening(window, at):
    opening = window.next_opening(at)
    assert window.is_open(opening)
    assert window.covered(at, opening) == timedelta()
    assert (opening == at) == window.is_open(at)
    assert window.next_opening(opening) == opening


@given(policies(), st.tuples(instants(), instants()))
def test_who_submits_later_is_not_due_earlier(policy, both):
    """But for weekday rules, which may be stricter on the later day."""
    assume(not policy.day_rules)
    first, second = sorted(both)
    # An hour is lost to a clock change: the same local time a day later may be earlier.
    slack = timedelta(hours=1) if policy.target.unit == "business_days" else timedelta()
    assert policy.deadline(first) <= policy.deadline(second) + slack
    assert policy.deadline(first) > policy.clock_start(first) >= first


def test_four_hundred_hours_cost_no_more_than_four():
    """The real measure against Odoo is bench/sla_deadline.py; this only guards the shape of it."""
    from timeit import repeat

    at = local("2026-03-06 10:00")
    short, long = (Policy(Target(n, "coverage_hours"), MON_FRI) for n in (4, 400))
    long.deadline(at)
    times = [min(repeat(lambda p=p: p.deadline(at), number=200, repeat=5)) for p in (short, long)]
    assert times[1] < 10 * times[0]


def test_hours_of_nights_and_weeks():
    night = CoverageWindow("Europe/Berlin", hours("00:00-06:00", "22:00-24:00", days=range(7)))
    start = local("2026-03-28 22:00", "Europe/Berlin")
    # Seven hours, because this night lacks one.
    assert night.covered(start, start + timedelta(hours=12)) == timedelta(hours=7)
    assert business_days(2).deadline(local("2026-03-06 23:00")) == local("2026-03-10 08:00")
