"""Why this deadline, in sentences; places by city and never by letters such as PST."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sla import (
    CoverageWindow,
    Policy,
    Target,
    city,
    explain,
    explain_lines,
    local_text,
    weekday_line,
    zone_label,
)
from making import (
    ALWAYS,
    KARACHI,
    MON_FRI,
    MON_SAT,
    business_days,
    clock_hours,
    coverage_hours,
    day,
    hours,
    local,
    utc,
)
from strategies import instants, policies

AMSTERDAM = "Europe/Amsterdam"


def test_clock_hours_inside_the_hours():
    text = explain(clock_hours(4, MON_SAT), local("2026-03-06 10:00"), [AMSTERDAM])
    assert text.splitlines() == [
        "Promised: 4 hours by the clock. The time runs on when the service hours end.",
        "Service hours: Mon–Sat 08:00–22:00 (Karachi, UTC+5).",
        "Submitted Fri 6 Mar 10:00 (Karachi, UTC+5): the clock started at once.",
        "Due Fri 6 Mar 10:00 (Amsterdam, UTC+1) = Fri 6 Mar 14:00 (Karachi, UTC+5).",
    ]


def test_business_days_over_a_weekend_and_a_holiday():
    calendar = CoverageWindow(KARACHI, hours("09:00-18:00"), holidays={day("2026-03-23")})
    lines = explain_lines(business_days(1, calendar=calendar), local("2026-03-20 10:00"))
    assert lines == (
        "Promised: 1 business day, that is the same time of day that many business days later.",
        "Service hours: Mon–Sat 08:00–22:00 (Karachi, UTC+5).",
        "Business days: Mon–Fri.",
        "Submitted Fri 20 Mar 10:00 (Karachi, UTC+5): the clock started at once.",
        "Days skipped: Sat 21 Mar (no business day), Sun 22 Mar (no business day), "
        "Mon 23 Mar (holiday).",
        "Due Tue 24 Mar 10:00 (Karachi, UTC+5).",
    )


def test_outside_the_hours_it_says_why_and_when_the_clock_starts():
    late = explain(clock_hours(4, MON_SAT), local("2026-03-07 23:00"))
    assert "outside the service hours (before opening or after closing)" in late
    assert "the clock starts Mon 9 Mar 08:00 (Karachi, UTC+5)" in late
    assert "Days skipped: Sun 8 Mar (no service that day)." in late
    sunday = explain(clock_hours(4, MON_SAT), local("2026-03-08 12:00"))
    assert "outside the service hours (no service that day)" in sunday
    holiday = CoverageWindow(KARACHI, hours("09:00-18:00"), holidays={day("2026-03-06")})
    assert "(holiday)" in explain(clock_hours(4, holiday), local("2026-03-06 12:00"))
    closure = local("2026-03-06 11:00"), local("2026-03-06 13:00")
    closed = CoverageWindow(KARACHI, hours("09:00-18:00"), closures=[closure])
    text = explain(clock_hours(4, closed), local("2026-03-06 12:00"))
    assert "(closed until Fri 6 Mar 13:00)" in text
    assert "Closed: Fri 6 Mar 11:00 to Fri 6 Mar 13:00." in text


def test_coverage_hours_say_how_much_did_not_count():
    text = explain(coverage_hours(10), local("2026-03-06 16:00"))
    assert "Promised: 10 hours of service time." in text
    assert "Outside the service hours and not counted: 63 h." in text
    assert "Days skipped: Sat 7 Mar (no service that day), Sun 8 Mar" in text


def test_the_weekday_rule_is_told_when_it_bites_and_only_then():
    rules = ((frozenset({5, 6}), Target(4, "clock_hours")),)
    policy = Policy(Target(2, "clock_hours"), ALWAYS, MON_FRI, rules)
    sentence = (
        "Filed on a Saturday in Karachi: 4 hours by the clock instead of 2 hours by the clock."
    )
    assert weekday_line(policy, local("2026-03-07 01:00")) == sentence
    assert weekday_line(policy, local("2026-03-06 23:59")) == ""
    assert sentence in explain(policy, local("2026-03-07 01:00"))
    assert "instead" not in explain(policy, local("2026-03-06 23:59"))
    assert "Service hours: day and night, every day." in explain(policy, local("2026-03-07 01:00"))


def test_a_clock_change_in_between_is_told():
    berlin = CoverageWindow("Europe/Berlin", hours("09:00-18:00"))
    text = explain(
        business_days(1, berlin, berlin), local("2026-03-27 10:00", "Europe/Berlin"), ["UTC"]
    )
    assert "The clocks in Berlin change in between, from UTC+1 to UTC+2." in text
    assert text.endswith("Due Mon 30 Mar 08:00 (UTC) = Mon 30 Mar 10:00 (Berlin, UTC+2).")


def test_hours_read_like_hours():
    split = hours("08:00-12:00", "13:00-17:30") | {5: [(600, 840)], 6: [(600, 840)]}
    text = explain(clock_hours(1.5, CoverageWindow(KARACHI, split)), local("2026-03-06 10:00"))
    assert "Mon–Fri 08:00–12:00 + 13:00–17:30, Sat, Sun 10:00–14:00 (Karachi, UTC+5)" in text
    assert "Promised: 1.5 hours by the clock." in text


def test_a_skipped_date_is_told():
    apia = CoverageWindow("Pacific/Apia", hours("09:00-17:00", days=range(7)))
    text = explain(business_days(1, apia, apia), local("2011-12-29 10:00", "Pacific/Apia"))
    assert "Fri 30 Dec (a date this zone never had)" in text


def test_a_long_list_is_cut():
    text = explain(business_days(30), local("2026-03-02 10:00"))
    assert ", and 1 more." not in text
    assert re.search(r", and \d+ more\.", explain(business_days(60), local("2026-03-02 10:00")))


def test_translation_comes_before_the_values_are_put_in():
    german = {
        "Due %(when)s.": "Fällig %(when)s.",
        "%(amount)s hours by the clock": "%(amount)s Stunden nach der Uhr",
        "Fri": "Fr",
        "%(weekday)s %(day)s %(month)s": "%(weekday)s, %(day)s. %(month)s",
        "Mar": "März",
    }
    text = explain(
        clock_hours(4, MON_SAT), local("2026-03-06 10:00"), translate=lambda t: german.get(t, t)
    )
    assert "4 Stunden nach der Uhr" in text
    assert text.endswith("Fällig Fr, 6. März 14:00 (Karachi, UTC+5).")


def test_the_caller_may_write_instants_its_own_way():
    text = explain(
        clock_hours(4, MON_SAT),
        local("2026-03-06 10:00"),
        format_instant=lambda at, zone: f"<{at:%H%M} {zone}>",
    )
    assert text.endswith("Due <0900 Asia/Karachi> (Karachi, UTC+5).")


@given(policies(), instants(), st.lists(st.sampled_from(["UTC", AMSTERDAM, KARACHI]), max_size=3))
def test_every_policy_explains_its_own_deadline(policy, at, zones):
    lines = explain_lines(policy, at, zones)
    deadline = policy.deadline(at)
    for zone in (*zones, policy.window.zone):
        assert f"{local_text(deadline, zone)} ({zone_label(zone, deadline)})" in lines[-1]
    assert not any("%(" in line for line in lines)
    assert not re.search(r"\b(PST|PKT|CET|EST)\b", "\n".join(lines))


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        (KARACHI, "Karachi, UTC+5"),
        ("America/New_York", "New York, UTC-5"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires, UTC-3"),
        ("Asia/Kathmandu", "Kathmandu, UTC+5:45"),
        ("America/St_Johns", "St Johns, UTC-3:30"),
        ("Europe/London", "London, UTC"),
        ("UTC", "UTC"),
        ("Etc/GMT+5", "UTC-5"),
    ],
)
def test_zones_are_named_by_city(zone, label):
    assert zone_label(zone, utc("2026-01-15 12:00")) == label


def test_local_text():
    assert local_text(utc("2026-11-24 09:00"), KARACHI) == "Tue 24 Nov 14:00"
    assert city("America/Port-au-Prince") == "Port-au-Prince"
    with pytest.raises(ValueError, match="^zone:"):
        city("Asia/Atlantis")
    with pytest.raises(ValueError, match="^at:"):
        local_text(None, KARACHI)
