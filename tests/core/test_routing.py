"""Who gets a ticket: named, deputy, queue; absences and working hours are honoured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.routing import DEPUTY, NAMED, OTHER, Candidate, choose_holder
from making import HOUR, MINUTE, MON_FRI, local, utc
from strategies import instants

START = utc("2026-11-24 10:00")  # Tuesday 15:00 in Karachi
DEADLINE = START + 4 * HOUR
AWAY = ((START - HOUR, START + 48 * HOUR),)


def named(**values):
    return Candidate(1, NAMED, **values)


def deputy(**values):
    return Candidate(2, DEPUTY, **values)


def test_the_named_engineer_first():
    assert choose_holder([deputy(), named()], START, DEADLINE) == 1


def test_the_deputy_while_the_named_engineer_is_away():
    assert choose_holder([named(absences=AWAY), deputy()], START, DEADLINE) == 2


def test_the_queue_when_both_are_away():
    assert choose_holder([named(absences=AWAY), deputy(absences=AWAY)], START, DEADLINE) is None


def test_who_is_back_before_half_of_the_time_is_gone_keeps_it():
    back = ((START - HOUR, START + 2 * HOUR),)
    late = ((START - HOUR, START + 2 * HOUR + MINUTE),)
    assert choose_holder([named(absences=back), deputy()], START, DEADLINE) == 1
    assert choose_holder([named(absences=late), deputy()], START, DEADLINE) == 2


def test_who_sleeps_does_not_get_a_critical_ticket():
    night = local("2026-11-22 03:00")  # Sunday
    assert choose_holder([named(hours=MON_FRI), deputy()], night, night + 2 * HOUR) == 2
    assert choose_holder([named(hours=MON_FRI)], night, night + 2 * HOUR) is None
    # but one with time enough waits for the morning
    assert choose_holder([named(hours=MON_FRI), deputy()], night, night + 96 * HOUR) == 1


def test_what_is_late_already_goes_to_who_is_at_work_now():
    due = START - HOUR
    coming = ((START - HOUR, START + MINUTE),)
    assert choose_holder([named(), deputy()], START, due) == 1
    assert choose_holder([named(absences=coming), deputy()], START, due) == 2
    assert choose_holder([named(absences=coming)], START, due) is None


def test_an_absence_ends_in_the_night():
    away = ((START, local("2026-11-25 02:00")),)
    assert named(hours=MON_FRI, absences=away).at_work_from(START) == local("2026-11-25 09:00")


def test_absences_that_follow_one_another():
    away = ((START + HOUR, START + 2 * HOUR), (START - HOUR, START + HOUR))
    assert named(absences=away).at_work_from(START) == START + 2 * HOUR


def test_the_least_loaded_who_knows_the_topic():
    team = [
        Candidate(5, OTHER, load=0),
        Candidate(6, OTHER, load=3, knows=True),
        Candidate(7, OTHER, load=2, knows=True),
        Candidate(8, OTHER, load=1, knows=True, absences=AWAY),
    ]
    assert choose_holder(team, START, DEADLINE) is None
    assert choose_holder(team, START, DEADLINE, least_loaded=True) == 7
    assert choose_holder(team[:1], START, DEADLINE, least_loaded=True) == 5


def test_without_a_promise_whoever_is_back_within_a_week():
    week = ((START - HOUR, START + 100 * HOUR),)
    month = ((START - HOUR, START + 700 * HOUR),)
    assert choose_holder([named(absences=week)], START) == 1
    assert choose_holder([named(absences=month)], START) is None


candidates = st.builds(
    Candidate,
    st.integers(1, 9),
    st.sampled_from((NAMED, DEPUTY, OTHER)),
    hours=st.sampled_from((None, MON_FRI)),
    absences=st.lists(
        st.tuples(st.integers(-50, 50), st.integers(1, 80)).map(
            lambda pair: (START + pair[0] * HOUR, START + (pair[0] + pair[1]) * HOUR)
        ),
        max_size=3,
    ).map(tuple),
    knows=st.booleans(),
    load=st.integers(0, 9),
)


@given(st.lists(candidates, max_size=6, unique_by=lambda one: one.key), instants(), st.booleans())
def test_nobody_gets_what_he_cannot_begin_in_time(team, start, least_loaded):
    deadline = start + 8 * HOUR
    chosen = choose_holder(team, start, deadline, least_loaded)
    able = [one for one in team if (one.at_work_from(start) or deadline) <= start + 4 * HOUR]
    if chosen is None:
        assert not [one for one in able if one.place != OTHER or least_loaded]
        return
    one = next(one for one in team if one.key == chosen)
    assert one in able
    assert not any(begin <= one.at_work_from(start) < end for begin, end in one.absences)
    assert one.place == min((other.place for other in able), key=(NAMED, DEPUTY, OTHER).index)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"place": "boss"}, "place"), ({"absences": ((START, START),)}, "absences")],
)
def test_wrong_input_is_named(values, field):
    with pytest.raises(ValueError, match=f"^{field}"):
        Candidate(1, **values)
