"""DESIGN §9, question 2: an outage as of 02:10 has its 2 h breach at 04:10, and says so before."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core import sla
from core.outage import as_if_reported, overlap

WINDOW = sla.CoverageWindow("Asia/Karachi", None)
TWO_HOURS = sla.Policy(sla.Target(2, "clock_hours"), WINDOW)
FOUR_HOURS = sla.Policy(sla.Target(4, "clock_hours"), WINDOW)


def at(text):
    return datetime.fromisoformat(f"2026-11-24 {text}").replace(tzinfo=UTC)


def filed(text="05:05", policy=TWO_HOURS):
    return sla.Event(sla.STARTED, at(text), 1, policy)


def test_the_breach_reads_the_deadline_by_the_true_time():
    state = as_if_reported([filed()], at("02:10"), TWO_HOURS, at("05:30"))
    assert (state.deadline, state.breached_at) == (at("04:10"), at("04:10"))


def test_what_was_promised_then_counts_and_not_what_is_promised_now():
    state = as_if_reported([filed()], at("02:10"), FOUR_HOURS, at("05:30"))
    assert (state.deadline, state.breached_at) == (at("06:10"), None)


def test_an_answer_after_the_true_deadline_was_late():
    answered = sla.Event(sla.MET, at("05:20"), 2)
    state = as_if_reported([filed(), answered], at("02:10"), TWO_HOURS, at("05:30"))
    assert (state.met_at, state.late_by) == (at("05:20"), timedelta(minutes=70))


def test_an_answer_before_it_was_in_time():
    answered = sla.Event(sla.MET, at("05:20"), 2)
    state = as_if_reported([filed(), answered], at("04:50"), TWO_HOURS, at("05:30"))
    assert (state.met_at, state.breached_at) == (at("05:20"), None)


@given(st.integers(1, 10_000), st.integers(0, 10_000), st.integers(0, 10_000))
def test_it_is_never_better_to_have_reported_earlier(before, answered, looked):
    """The earlier it was reported, the earlier the deadline; nothing of the clock is changed."""
    start = at("05:05")
    events = [sla.Event(sla.STARTED, start, 1, TWO_HOURS)]
    if answered:
        events.append(sla.Event(sla.MET, start + timedelta(minutes=answered), 2))
    now = start + timedelta(minutes=answered + looked)
    known = list(events)
    state = as_if_reported(events, start - timedelta(minutes=before), TWO_HOURS, now)
    assert events == known
    assert state.deadline == start - timedelta(minutes=before) + timedelta(hours=2)
    looked_at = events[-1].at if answered else now
    assert bool(state.breached_at) == (looked_at > state.deadline)


def test_outages_that_may_be_one():
    assert overlap(at("02:10"), at("05:05"), at("03:00"), at("06:00"))
    assert overlap(at("03:00"), at("06:00"), at("02:10"), at("05:05"))
    assert overlap(at("02:00"), at("06:00"), at("03:00"), at("04:00"))
    assert overlap(at("05:05"), at("06:00"), at("02:10"), at("05:05"))
    assert not overlap(at("05:06"), at("06:00"), at("02:10"), at("05:05"))
