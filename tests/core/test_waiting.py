"""The one who waits: chases limited in rate, the ladder told, and when an update is owed."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import ticket_states
from core.waiting import ChaseRule, check_update_time, owes_update, update_verdict
from making import SECOND, utc

NOON = utc("2026-11-24 12:00")
MINUTE = timedelta(minutes=1)
RULE = ChaseRule(15 * MINUTE, 2)
instants = st.lists(st.integers(-500, 0).map(lambda minutes: NOON + minutes * MINUTE), max_size=8)


def test_the_first_chase_is_taken_at_any_time_and_the_next_after_a_while():
    assert RULE.again_at([]) is None
    assert RULE.again_at([NOON]) == NOON + 15 * MINUTE


@given(instants)
def test_whoever_keeps_to_the_time_never_chases_more_often(chases):
    taken = []
    for at in sorted(chases):
        again = RULE.again_at(taken)
        if again is None or at >= again:
            taken.append(at)
    assert all(later - earlier >= RULE.every for earlier, later in pairwise(taken))


def test_the_ladder_hears_of_the_second_chase_without_a_word_of_ecosire_between():
    first, second = NOON, NOON + 20 * MINUTE
    assert not RULE.climbs([first], None)
    assert RULE.climbs([first, second], None)
    assert not RULE.climbs([first, second], first + MINUTE)
    assert RULE.climbs([first, second], first - MINUTE)
    assert not RULE.climbs([first, second], second)


@pytest.mark.parametrize("state", ticket_states.STATES)
def test_an_update_is_owed_on_what_is_critical_and_answered_and_not_the_clients_turn(state):
    owed = state in {"new", "in_progress", "waiting_vendor"}
    assert owes_update("critical", state, answered=True) is owed
    assert not owes_update("critical", state, answered=False)
    assert not owes_update("high", state, answered=True)


def test_an_update_lies_ahead_and_not_too_far():
    day = timedelta(hours=24)
    check_update_time(NOON + SECOND, NOON, day)
    check_update_time(NOON + day, NOON, day)
    with pytest.raises(ValueError, match="^by: it is not in the future"):
        check_update_time(NOON, NOON, day)
    with pytest.raises(ValueError, match="^by: it is too far away"):
        check_update_time(NOON + day + SECOND, NOON, day)


def test_an_update_in_the_very_second_is_in_time():
    assert update_verdict(NOON, NOON) == "kept"
    assert update_verdict(NOON, NOON + SECOND) == "late"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ((timedelta(0), 2), "every"),
        ((15, 2), "every"),
        ((MINUTE, 0), "ladder_from"),
        ((MINUTE, True), "ladder_from"),
    ],
)
def test_a_rule_that_makes_no_sense_is_named(values, field):
    with pytest.raises(ValueError, match=f"^{field}"):
        ChaseRule(*values)
