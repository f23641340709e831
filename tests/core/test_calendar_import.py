"""What becomes of a calendar's events: known again by their keys, never twice, never overlapping."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.absence import fault_of, overlap_of
from core.calendar_import import (
    BEGUN,
    CHANGED,
    LEFT,
    NEW,
    SAME,
    TAKEN,
    WITHDRAWN,
    Event,
    judge,
)

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
HOURS = st.integers(-50, 200)
EVENTS = st.lists(
    st.builds(
        lambda key, start, hours, cancelled: Event(
            key, hour(start), hour(start + hours), cancelled=cancelled
        ),
        st.sampled_from("abcdefgh"),
        HOURS,
        st.integers(0, 30),
        st.booleans(),
    ),
    max_size=8,
    unique_by=lambda event: event.key,
)


def hour(number):
    return NOW + timedelta(hours=number)


def only(verdicts):
    [verdict] = verdicts
    return verdict.becomes, verdict.why


def applied(verdicts, known):
    """What stands after the verdicts are carried out, by key."""
    after = dict(known)
    for verdict in verdicts:
        if verdict.becomes in (NEW, CHANGED):
            after[verdict.event.key] = (verdict.event.start, verdict.event.end)
        elif verdict.becomes == WITHDRAWN:
            del after[verdict.event.key]
    return after


def test_each_case_by_itself():
    event, span = Event("a", hour(1), hour(5)), (hour(1), hour(5))
    moved = (hour(2), hour(6))
    assert only(judge([event], {}, [], NOW)) == (NEW, "")
    assert only(judge([event], {"a": span}, [span], NOW)) == (SAME, "")
    assert only(judge([event], {"a": moved}, [moved], NOW)) == (CHANGED, "")
    begun = (hour(-1), hour(6))
    assert only(judge([event], {"a": begun}, [begun], NOW)) == (LEFT, BEGUN)
    assert only(judge([event], {}, [(hour(4), hour(9))], NOW)) == (LEFT, TAKEN)
    over = Event("a", hour(-5), hour(-1))
    assert only(judge([over], {}, [], NOW)) == (LEFT, "over")


def test_what_the_calendar_cancels():
    event, span = Event("a", hour(1), hour(5), cancelled=True), (hour(1), hour(5))
    assert only(judge([event], {}, [], NOW)) == (SAME, "")
    assert only(judge([event], {"a": span}, [span], NOW)) == (WITHDRAWN, "")
    begun = (hour(-1), hour(5))
    assert only(judge([event], {"a": begun}, [begun], NOW)) == (LEFT, BEGUN)


@given(EVENTS, EVENTS)
def test_importing_twice_changes_nothing_the_second_time(before, events):
    known = applied(judge(before, {}, [], NOW), {})
    after = applied(judge(events, known, known.values(), NOW), known)
    again = judge(events, after, after.values(), NOW)
    assert {verdict.becomes for verdict in again} <= {SAME, LEFT}
    assert applied(again, after) == after


def test_one_that_moves_out_of_the_way_makes_room_for_an_earlier_one():
    known = {"b": (hour(1), hour(5))}
    events = [Event("a", hour(2), hour(3)), Event("b", hour(10), hour(12))]
    verdicts = judge(events, known, known.values(), NOW)
    assert [verdict.becomes for verdict in verdicts] == [NEW, CHANGED]


@given(EVENTS, EVENTS)
def test_no_two_absences_overlap_afterwards_and_each_may_be_entered(before, events):
    known = applied(judge(before, {}, [], NOW), {})
    after = applied(judge(events, known, known.values(), NOW), known)
    spans = list(after.values())
    for number, (start, end) in enumerate(spans):
        assert fault_of(start, end, NOW) is None
        assert overlap_of(spans[:number] + spans[number + 1 :], start, end) is None


@given(EVENTS)
def test_the_order_in_the_file_does_not_matter(events):
    assert judge(events, {}, [], NOW) == judge(list(reversed(events)), {}, [], NOW)
