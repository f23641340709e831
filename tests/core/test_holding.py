"""Who had a ticket how long: spans follow one another, and their sums are the whole time."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.holding import DONE, PHASES, WAITING, Held, Span, Step, spans_of, sums_of
from making import HOUR, MINUTE, utc

START = utc("2026-11-24 10:00")
AMINA, BILAL, QUEUE = 1, 2, None


def after(hours):
    return START + hours * HOUR


def test_the_queue_then_two_people():
    steps = [Step(START, QUEUE), Step(after(1), AMINA), Step(after(3), BILAL)]
    spans = spans_of(steps, after(4))
    assert spans == (
        Span(START, after(1), QUEUE),
        Span(after(1), after(3), AMINA),
        Span(after(3), after(4), BILAL),
    )
    assert sums_of(spans) == {QUEUE: Held(HOUR), AMINA: Held(2 * HOUR), BILAL: Held(HOUR)}


def test_time_that_waits_for_the_client_is_told_apart():
    steps = [Step(START, AMINA), Step(after(1), AMINA, WAITING), Step(after(9), AMINA)]
    sums = sums_of(spans_of(steps, after(10)))
    assert sums == {AMINA: Held(2 * HOUR, 8 * HOUR)}


def test_what_is_done_is_with_nobody_and_goes_on_when_reopened():
    steps = [Step(START, AMINA), Step(after(1), AMINA, DONE), Step(after(50), AMINA)]
    spans = spans_of(steps, after(51))
    assert [span.length for span in spans] == [HOUR, HOUR]
    assert spans_of(steps[:2], after(99)) == (Span(START, after(1), AMINA),)


def test_the_same_holder_twice_in_a_row_is_one_span():
    steps = [
        Step(START, AMINA),
        Step(after(1), AMINA),
        Step(after(1), QUEUE),
        Step(after(1), AMINA),
    ]
    assert spans_of(steps, after(2)) == (Span(START, after(2), AMINA),)


def test_nothing_is_held_before_the_first_step():
    assert spans_of([Step(START, AMINA)], START - MINUTE) == ()
    assert spans_of([], START) == ()


@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.sampled_from((None, 1, 2, 3)), st.sampled_from(PHASES)),
        min_size=1,
        max_size=12,
    ),
    st.integers(0, 600),
)
def test_spans_neither_overlap_nor_lose_time(drawn, until):
    drawn = sorted(drawn, key=lambda one: one[0])
    steps = [Step(START + minutes * MINUTE, who, phase) for minutes, who, phase in drawn]
    until = START + until * MINUTE
    spans = spans_of(steps, until)
    assert all(span.length > timedelta() for span in spans)
    assert all(one.end <= two.start for one, two in zip(spans, spans[1:], strict=False))
    # minute by minute, the last step that has begun says who has it
    slowly = {}
    at = steps[0].at
    while at < until:
        step = [one for one in steps if one.at <= at][-1]
        if step.phase != DONE:
            key = (step.holder, step.phase)
            slowly[key] = slowly.get(key, timedelta()) + MINUTE
        at += MINUTE
    quickly = {}
    for holder, held in sums_of(spans).items():
        for phase in PHASES[:2]:
            if length := getattr(held, phase):
                quickly[holder, phase] = length
    assert quickly == slowly


def test_wrong_input_is_named():
    with pytest.raises(ValueError, match="^phase"):
        Step(START, AMINA, "sleeping")
    with pytest.raises(ValueError, match="^at"):
        Step(START.replace(tzinfo=None), AMINA)
    with pytest.raises(ValueError, match="^steps: number 1"):
        spans_of([Step(after(1), AMINA), Step(START, BILAL)], after(2))
