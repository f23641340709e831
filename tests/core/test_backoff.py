"""Waiting times with full jitter, the budget of attempts, and the circuit breaker."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.backoff import Backoff
from core.circuit import Circuit, CircuitRule

SECOND = timedelta(seconds=1)
BACKOFF = Backoff(base=30 * SECOND, cap=3_600 * SECOND, tries=12, lifetime=timedelta(days=1))
RULE = CircuitRule(threshold=3, pause=60 * SECOND, longest=1_000 * SECOND)
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
YOUNG = timedelta()

spans = st.timedeltas(SECOND, timedelta(days=3))
draws = st.floats(0, 1, exclude_max=True)


@given(st.integers(1, 11), draws, st.none() | st.timedeltas(timedelta(), timedelta(days=9)))
def test_a_wait_lies_under_the_ceiling_unless_more_is_asked(failures, drawn, asked):
    wait = BACKOFF.wait(failures, YOUNG, lambda: drawn, asked)
    least = min(asked or timedelta(), BACKOFF.cap)
    assert least <= wait <= max(BACKOFF.ceiling(failures), least) <= BACKOFF.cap
    assert wait == max(least, BACKOFF.ceiling(failures) * drawn)


@given(spans, spans, st.integers(1, 2_000))
def test_the_ceiling_doubles_until_the_cap_and_never_sinks(base, more, failures):
    backoff = Backoff(base, base + more, 5, SECOND)
    here, next_one = backoff.ceiling(failures), backoff.ceiling(failures + 1)
    assert base <= here <= next_one <= backoff.cap
    assert next_one in (here * 2, backoff.cap)


def test_waits_spread_evenly_from_nothing_to_the_ceiling():
    random = Random(7).random
    waits = [BACKOFF.wait(4, YOUNG, random).total_seconds() for _turn in range(4_000)]
    assert 0 <= min(waits) < 1
    assert 239 < max(waits) < 240
    assert 116 < sum(waits) / len(waits) < 124


@given(st.integers(12, 50), draws)
def test_it_is_given_up_at_the_end_of_the_budget(failures, drawn):
    assert BACKOFF.wait(failures, YOUNG, lambda: drawn) is None


@given(st.integers(1, 11), st.timedeltas(timedelta(days=1), timedelta(days=99)))
def test_what_is_too_old_is_given_up_at_its_next_failure(failures, age):
    assert BACKOFF.wait(failures, age, lambda: 0.5) is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"base": timedelta()}, "base"),
        ({"base": 30}, "base"),
        ({"cap": SECOND}, "cap"),
        ({"tries": 0}, "tries"),
        ({"tries": True}, "tries"),
        ({"tries": 2.0}, "tries"),
        ({"lifetime": -SECOND}, "lifetime"),
    ],
)
def test_a_backoff_of_bad_numbers_is_named(values, field):
    good = {"base": 30 * SECOND, "cap": 60 * SECOND, "tries": 3, "lifetime": SECOND}
    with pytest.raises(ValueError, match=f"^{field}"):
        Backoff(**{**good, **values})


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ((0, YOUNG, lambda: 0.5), "failures"),
        ((True, YOUNG, lambda: 0.5), "failures"),
        ((1, 5, lambda: 0.5), "age"),
        ((1, YOUNG, lambda: 1.0), "draw"),
        ((1, YOUNG, lambda: -0.1), "draw"),
        ((1, YOUNG, lambda: 0.5, 30), "asked"),
    ],
)
def test_bad_arguments_are_named(arguments, field):
    with pytest.raises(ValueError, match=f"^{field}"):
        BACKOFF.wait(*arguments)


# -- the circuit


def failing(times, circuit=None, at=NOW):
    circuit = circuit or Circuit()
    for _turn in range(times):
        circuit = circuit.after_failure(at, RULE)
    return circuit


def test_it_opens_at_the_threshold_and_lets_one_trial_through_after_the_pause():
    assert failing(2).state(NOW) == "closed"
    circuit = failing(3)
    assert circuit.state(NOW) == "open"
    assert not circuit.may_try(NOW + 59 * SECOND)
    assert circuit.state(NOW + 60 * SECOND) == "half_open"
    assert circuit.after_success() == Circuit()


def test_a_failed_trial_doubles_the_pause_up_to_the_longest():
    circuit, at, pauses = failing(3), NOW, []
    for _turn in range(7):
        at = circuit.paused_until
        circuit = circuit.after_failure(at, RULE)
        pauses.append((circuit.paused_until - at).total_seconds())
    assert pauses == [120, 240, 480, 960, 1000, 1000, 1000]


def test_a_failure_for_good_opens_at_once():
    circuit = Circuit().after_failure(NOW, RULE, for_good=True)
    assert circuit.state(NOW) == "open"
    assert circuit.paused_until == NOW + RULE.pause


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 4_000)), max_size=30))
def test_any_history(steps):
    """Success closes; a pause is never longer than the longest; failures are counted in a row."""
    circuit, now, in_a_row = Circuit(), NOW, 0
    for good, for_good, seconds in steps:
        now += seconds * SECOND
        before = circuit
        circuit = (
            circuit.after_success() if good else circuit.after_failure(now, RULE, for_good=for_good)
        )
        in_a_row = 0 if good else in_a_row + 1
        assert before == Circuit(before.failures, before.paused_until)
        assert circuit.failures >= in_a_row
        assert (circuit.state(now) == "closed") == (circuit.paused_until is None)
        if circuit.failures >= RULE.threshold:
            assert not circuit.may_try(now)
            assert circuit.may_try(circuit.paused_until)
        if circuit.paused_until:
            assert circuit.paused_until - now <= RULE.longest


def test_a_circuit_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        Circuit().failures = 3


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: CircuitRule(0, SECOND, SECOND), "threshold"),
        (lambda: CircuitRule(1, timedelta(), SECOND), "pause"),
        (lambda: CircuitRule(1, 2 * SECOND, SECOND), "longest"),
        (lambda: Circuit(-1), "failures"),
        (lambda: Circuit(True), "failures"),
        (lambda: Circuit(0, NOW), "paused_until"),
        (lambda: Circuit(1, NOW.replace(tzinfo=None)), "paused_until"),
        (lambda: Circuit().state(NOW.replace(tzinfo=None)), "now"),
        (lambda: Circuit().after_failure("now", RULE), "now"),
    ],
)
def test_a_bad_circuit_is_named(make, field):
    with pytest.raises(ValueError, match=f"^{field}"):
        make()
