"""Wrong input is a ValueError that begins with the name of the field; nothing runs for ever."""

from copy import copy
from datetime import date, datetime, timedelta

import pytest

from core.instants import from_iso, load_zone
from core.sla import CoverageWindow, Event, Policy, Target
from making import ALWAYS, KARACHI, MON_FRI, clock_hours, day, hours, utc

NAIVE = datetime(2026, 3, 6, 10)


def refused(field):
    return pytest.raises(ValueError, match=f"^{field}:")


@pytest.mark.parametrize("zone", ["", None, 5, "PST8", "Asia/Atlantis", "../etc/passwd", "Asia"])
def test_zone(zone):
    with refused("zone"):
        CoverageWindow(zone, None)


@pytest.mark.parametrize(
    "weekly",
    [
        {},
        {0: []},
        {7: [(0, 60)]},
        {True: [(0, 60)]},
        {"0": [(0, 60)]},
        {0: [(60, 0)]},
        {0: [(-1, 60)]},
        {0: [(0, 1441)]},
        {0: [(0.0, 60)]},
        {0: [(False, 60)]},
        {0: [(1,)]},
        {0: [5]},
        {0: 5},
        [1, 2],
        "mon",
    ],
    ids=repr,
)
def test_weekly(weekly):
    with refused("weekly"):
        CoverageWindow(KARACHI, weekly)


@pytest.mark.parametrize(
    "holidays", [5, ["2026-01-01"], [datetime(2026, 1, 1)], [date(1, 1, 1)]], ids=repr
)
def test_holidays(holidays):
    with refused("holidays"):
        CoverageWindow(KARACHI, None, holidays)


@pytest.mark.parametrize(
    "closures",
    [5, [5], [(NAIVE, NAIVE)], [(utc("2026-01-02"), utc("2026-01-01"))], [("a", "b")]],
    ids=repr,
)
def test_closures(closures):
    with refused("closures"):
        CoverageWindow(KARACHI, None, (), closures)


@pytest.mark.parametrize("value", [NAIVE, "2026-03-06", None, 5], ids=repr)
def test_instants_are_aware_datetimes(value):
    good = utc("2026-03-06 10:00")
    for field, call in {
        "at": lambda: MON_FRI.is_open(value),
        "start": lambda: MON_FRI.covered(value, good),
        "end": lambda: MON_FRI.covered(good, value),
        "submitted": lambda: clock_hours(4).deadline(value),
    }.items():
        with refused(field):
            call()
    with refused("at"):
        MON_FRI.next_opening(value)
    with refused("start"):
        MON_FRI.add(value, timedelta(1))


@pytest.mark.parametrize("year", [1, 9999])
def test_instants_at_the_ends_of_the_calendar(year):
    with refused("at"):
        ALWAYS.is_open(utc(f"{year:04d}-06-01"))


def test_an_instant_of_any_zone_is_taken_and_cut_to_its_second():
    berlin = datetime(2026, 3, 6, 11, 0, 0, 999_999, tzinfo=load_zone("Europe/Berlin"))
    assert clock_hours(4).deadline(berlin) == utc("2026-03-06 14:00")


@pytest.mark.parametrize("duration", [timedelta(-1), 5, None], ids=repr)
def test_duration(duration):
    with refused("duration"):
        MON_FRI.add(utc("2026-03-06"), duration)


def test_a_century_of_service_hours_is_refused():
    minute_a_week = CoverageWindow(KARACHI, {0: [(0, 1)]})
    with refused("duration"):
        minute_a_week.add(utc("2026-03-06"), timedelta(hours=400))
    with refused("duration"):
        MON_FRI.add(utc("2026-03-06"), timedelta(days=999_999))


def test_nothing_to_add_is_the_start_itself():
    at = utc("2026-03-07 10:00")
    assert MON_FRI.add(at, timedelta()) == at


def test_an_end_before_the_start_covers_nothing():
    assert MON_FRI.covered(utc("2026-03-06"), utc("2026-03-05")) == timedelta()


def test_hours_without_length_never_open():
    never = CoverageWindow(KARACHI, {0: [(540, 540)]})
    at = utc("2026-03-06")
    assert CoverageWindow.from_dict(never.to_dict()) == copy(never) == never
    assert not never.is_open(at)
    assert never.covered(at, at + timedelta(days=30)) == timedelta()
    assert not never.is_business_day(day("2026-03-09"))
    for call in (
        lambda: never.next_opening(at),
        lambda: never.add(at, timedelta(1)),
        lambda: never.add_business_days(day("2026-03-09"), 1),
        lambda: clock_hours(1, never).deadline(at),
    ):
        with refused("weekly"):
            call()


def test_a_window_closed_for_good_is_refused():
    closures = [(utc("2026-01-01"), utc("9000-01-01"))]
    shut = CoverageWindow(KARACHI, hours("09:00-18:00"), closures=closures)
    at = utc("2026-03-06")
    for call in (
        lambda: shut.next_opening(at),
        lambda: shut.add(at, timedelta(1)),
        lambda: shut.add_business_days(day("2026-03-06"), 1),
    ):
        with refused("closures"):
            call()
    first, every_day = day("2026-01-01"), 25 * 366
    holidays = frozenset(first + timedelta(n) for n in range(every_day))
    with refused("holidays"):
        CoverageWindow(KARACHI, None, holidays).next_opening(at)


def test_a_closure_of_years_is_waited_for():
    shut = CoverageWindow(KARACHI, None, (), [(utc("2026-01-01"), utc("2040-01-01"))])
    assert shut.next_opening(utc("2026-03-06")) == utc("2040-01-01")


@pytest.mark.parametrize("count", [-1, 1.5, True, None], ids=repr)
def test_count_of_business_days(count):
    with refused("count"):
        MON_FRI.add_business_days(day("2026-03-06"), count)


@pytest.mark.parametrize("value", [datetime(2026, 3, 6), "2026-03-06", date(9999, 1, 1)], ids=repr)
def test_a_business_day_is_a_date(value):
    with refused("day"):
        MON_FRI.is_business_day(value)


@pytest.mark.parametrize("unit", ["hours", "", None, "Clock_Hours"])
def test_unit(unit):
    with refused("unit"):
        Target(4, unit)


@pytest.mark.parametrize(
    ("amount", "unit"),
    [(1e9, "clock_hours"), (1e-9, "clock_hours"), (10**6, "business_days"), (1e308, "clock_hours")],
)
def test_amounts_beyond_reason(amount, unit):
    with refused("amount"):
        Target(amount, unit)


def test_business_days_have_no_length():
    with refused("unit"):
        _ = Target(1, "business_days").seconds


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("target", (4, ALWAYS)),
        ("window", (Target(4, "clock_hours"), None)),
        ("business_days", (Target(4, "clock_hours"), ALWAYS, 5)),
        ("day_rules", (Target(4, "clock_hours"), ALWAYS, None, 5)),
        ("day_rules", (Target(4, "clock_hours"), ALWAYS, None, [({7}, Target(1, "clock_hours"))])),
        ("day_rules", (Target(4, "clock_hours"), ALWAYS, None, [((), Target(1, "clock_hours"))])),
        ("day_rules", (Target(4, "clock_hours"), ALWAYS, None, [({5}, 4)])),
    ],
)
def test_policy(field, values):
    with refused(field):
        Policy(*values)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("window", None),
        ("zone", {"weekly": None}),
        ("weekly", {"zone": KARACHI}),
        ("weekly", {"zone": KARACHI, "weekly": {"x": [[0, 60]]}}),
        ("holidays", {"zone": KARACHI, "weekly": None, "holidays": ["soon"]}),
        ("closures", {"zone": KARACHI, "weekly": None, "closures": [["a", "b"]]}),
        ("closures", {"zone": KARACHI, "weekly": None, "closures": ["ab c"]}),
        ("closures", {"zone": KARACHI, "weekly": None, "closures": 5}),
        ("holidays", {"zone": KARACHI, "weekly": None, "holidays": 5}),
    ],
)
def test_a_window_read_from_json(field, values):
    with refused(field):
        CoverageWindow.from_dict(values)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("policy", None),
        ("target", {"target": ...}),
        ("window", {"window": ...}),
        ("amount", {"target": {"unit": "clock_hours"}}),
        ("unit", {"target": {"amount": 4}}),
        ("target", {"target": 4}),
        ("day_rules", {"day_rules": [5]}),
        ("day_rules", {"day_rules": 5}),
    ],
)
def test_a_policy_read_from_json(field, change):
    values = clock_hours(4).to_dict() | (change or {})
    values = {name: value for name, value in values.items() if value is not ...}
    with refused(field):
        Policy.from_dict(values if change else None)


EVENT = {"kind": "met", "at": utc("2026-03-06"), "sequence": 1}


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("kind", {"kind": "answered"}),
        ("at", {"at": NAIVE}),
        ("sequence", {"sequence": -1}),
        ("sequence", {"sequence": 1.0}),
        ("sequence", {"sequence": True}),
        ("policy", {"kind": "started"}),
        ("policy", {"policy": clock_hours(4)}),
        ("policy", {"kind": "retargeted", "change": "raised"}),
        ("change", {"kind": "retargeted", "policy": clock_hours(4)}),
        ("change", {"change": "raised"}),
        ("data", {"data": 5}),
        ("data", {"data": {"actor": 5}}),
    ],
)
def test_event(field, change):
    with refused(field):
        Event(**EVENT | change)


def test_an_instant_read_from_text():
    assert from_iso("2026-03-06T10:00:00+05:00", "at") == utc("2026-03-06 05:00")
    for text in ("soon", None, "2026-03-06T10:00:00"):
        with refused("at"):
            from_iso(text, "at")
