"""What becomes of a calendar's events: known again by their keys, never twice, never overlapping."""

from datetime import UTC, datetime, timedelta
from time import process_time

from hypothesis import given, settings
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
    Verdict,
    judge,
)

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
HOURS = st.integers(-50, 200)


def event_in(starts, lengths):
    return st.builds(
        lambda key, start, hours, cancelled: Event(
            key, hour(start), hour(start + hours), cancelled=cancelled
        ),
        st.sampled_from("abcdefgh"),
        starts,
        lengths,
        st.booleans(),
    )


EVENTS = st.lists(
    event_in(HOURS, st.integers(0, 30)), max_size=8, unique_by=lambda event: event.key
)


def hour(number):
    return NOW + number * HOUR


def apart(edges):
    """Spans between every other of the edges and the next one: no two share a moment."""
    edges = sorted(edges)
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return [(hour(start), hour(end)) for start, end in pairs if start < end]


# all within a day, so that they stand in each other's way; and one key twice, as a forged file has
CROWDED = st.lists(event_in(st.integers(-1, 20), st.integers(1, 4)), max_size=12)
APART = st.lists(st.integers(-1, 24), max_size=16).map(apart).flatmap(st.permutations)


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


def test_its_own_former_place_hides_no_other_absence():
    was, other = (hour(3), hour(5)), (hour(1), hour(3))
    [verdict] = judge([Event("a", hour(2), hour(6))], {"a": was}, [was, other], NOW)
    assert (verdict.becomes, verdict.why) == (LEFT, TAKEN)


def test_whoever_waits_has_his_turn_when_the_others_had_theirs():
    was = (hour(5), hour(6))
    waits, gone = Event("a", hour(2), hour(9)), Event("b", hour(3), hour(4), cancelled=True)
    verdicts = judge([waits, gone, Event("c", hour(4), hour(5))], {"b": was}, [was], NOW)
    assert [verdict.becomes for verdict in verdicts] == [LEFT, WITHDRAWN, NEW]


@given(EVENTS, EVENTS)
def test_no_two_absences_overlap_afterwards_and_each_may_be_entered(before, events):
    known = applied(judge(before, {}, [], NOW), {})
    after = applied(judge(events, known, known.values(), NOW), known)
    spans = list(after.values())
    for number, (start, end) in enumerate(spans):
        assert fault_of(start, end, NOW) is None
        assert overlap_of(spans[:number] + spans[number + 1 :], start, end) is None


def judged_plainly(events, known, taken):
    """Round after round in the order of time, against all that stands, as long as one moves."""
    spans, verdicts, waiting = list(taken), {}, sorted(set(events), key=in_time)
    while waiting:
        blocked = []
        for event in waiting:
            was = known.get(event.key)
            others = [span for span in spans if span != was]
            [verdict] = judge([event], {event.key: was} if was else {}, [], NOW)
            stands = verdict.becomes in (NEW, CHANGED)
            if stands and overlap_of(others, event.start, event.end):
                verdict = Verdict(event, LEFT, TAKEN, was)
                blocked.append(event)
            elif stands:
                spans = [*others, (event.start, event.end)]
            elif verdict.becomes == WITHDRAWN:
                spans = others
            verdicts[event] = verdict
        if len(blocked) == len(waiting):
            break
        waiting = blocked
    return tuple(verdicts[event] for event in sorted(verdicts, key=in_time))


def in_time(event):
    return event.start, event.end, event.key


@settings(max_examples=300)
@given(APART, CROWDED, st.integers(0, 8))
def test_as_if_each_were_held_against_all_that_stands(spans, events, imported):
    known = dict(zip("abcdefgh"[:imported], spans, strict=False))
    assert judge(events, known, spans, NOW) == judged_plainly(events, known, spans)


def test_many_that_each_wait_for_the_next_one_are_not_reckoned_again_and_again():
    count = 2_000
    known = {str(one): (hour(one), hour(one + 1)) for one in range(1, count)}
    events = [Event(key, start + HOUR, end + HOUR) for key, (start, end) in known.items()]
    begun = process_time()
    verdicts = judge(events, known, known.values(), NOW)
    assert {verdict.becomes for verdict in verdicts} == {CHANGED}
    assert process_time() - begun < 5, "half a minute and more where it grows with the square"


@given(EVENTS)
def test_the_order_in_the_file_does_not_matter(events):
    assert judge(events, {}, [], NOW) == judge(list(reversed(events)), {}, [], NOW)
