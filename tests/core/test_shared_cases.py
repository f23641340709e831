"""Every case of data/cases.json and data/cases_peers.json: 626 deadlines, 22 + 115 other facts."""

from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest

from core.instants import local_to_utc
from core.sla import Policy, Target
from sla_cases import instant, load, policy, window

CASES = load("cases.json")
PEERS = load("cases_peers.json")
WINDOWS = {name: window(shape) for name, shape in CASES["windows"].items()}
POLICIES = {name: policy(shape, WINDOWS) for name, shape in CASES["policies"].items()}
PEER_WINDOWS = {name: window(shape) for name, shape in PEERS["windows"].items()}


def by_id(case):
    return case["id"]


@pytest.mark.parametrize("case", CASES["cases"], ids=by_id)
def test_deadline(case):
    rules, submitted = POLICIES[case["policy"]], instant(case["submitted"])
    assert rules.target_for(submitted) == Target(**case["target"])
    assert rules.clock_start(submitted) == instant(case["clock_start"])
    assert rules.deadline(submitted) == instant(case["deadline"])


@pytest.mark.parametrize("case", CASES["elapsed"], ids=by_id)
def test_elapsed(case):
    covered = WINDOWS[case["window"]].covered(instant(case["from"]), instant(case["to"]))
    assert covered == timedelta(seconds=case["seconds"])


def coverage_add(hours, case):
    return hours.add(instant(case["start"]), timedelta(seconds=case["seconds"])), instant(
        case["expected"]
    )


def business_days_add(hours, case):
    rules = Policy(Target(case["days"], "business_days"), hours)
    return rules.deadline(instant(case["start"])), instant(case["expected"])


def business_date_add(hours, case):
    day = hours.add_business_days(date.fromisoformat(case["date"]), case["days"])
    return day.isoformat(), case["expected"]


def business_dates(hours, case):
    days = islice(hours.business_days(date.fromisoformat(case["date"])), len(case["expected"]))
    return [day.isoformat() for day in days], case["expected"]


def elapsed(hours, case):
    return hours.covered(instant(case["from"]), instant(case["to"])).total_seconds(), case[
        "expected"
    ]


def is_open(hours, case):
    return hours.is_open(instant(case["at"])), case["expected"]


def next_opening(hours, case):
    return hours.next_opening(instant(case["at"])), instant(case["expected"])


def periods(hours, case):
    start = instant(case["from"])
    expected = [(instant(a), instant(b)) for a, b in case["expected"]]
    return list(islice(hours.periods(start, start + timedelta(days=60)), len(expected))), expected


def is_business_day(hours, case):
    return hours.is_business_day(date.fromisoformat(case["date"])), case["expected"]


def local_to_utc_(_hours, case):
    local = datetime.fromisoformat(case["local"])
    return local_to_utc(local.date(), local.time() or time(), case["tz"]), instant(case["expected"])


KINDS = {
    "coverage_add": coverage_add,
    "business_days_add": business_days_add,
    "business_date_add": business_date_add,
    "business_dates": business_dates,
    "elapsed": elapsed,
    "is_open": is_open,
    "next_opening": next_opening,
    "periods": periods,
    "is_business_day": is_business_day,
    "local_to_utc": local_to_utc_,
}


@pytest.mark.parametrize("case", PEERS["cases"], ids=by_id)
def test_fact_of_other_software(case):
    found, expected = KINDS[case["kind"]](PEER_WINDOWS.get(case.get("window")), case)
    assert found == expected


def test_no_case_was_lost():
    assert (len(CASES["cases"]), len(CASES["elapsed"]), len(PEERS["cases"])) == (626, 22, 115)
