"""The ladder: each step once, never a flood, nothing held back that the contract promises."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ladder import (
    SUPERSEDED,
    TAKEN,
    climb_now,
    decide,
    due_instants,
    next_instant,
)
from core.ladder_story import Telling, climb, story
from core.ladder_values import Facts, Span, Step
from core.replay import replay
from making import (
    ALWAYS,
    HOUR,
    MINUTE,
    MON_FRI,
    MON_SAT,
    SECOND,
    Life,
    business_days,
    clock_hours,
    coverage_hours,
    local,
    utc,
)
from strategies import instants, policies

DEFAULTS = tuple(Step(f"{percent} %", percent=percent) for percent in (50, 80, 100, 150))
FILED = utc("2026-11-24 10:00")


def running(policy=None, at=FILED):
    return replay(Life(policy or clock_hours(4), at).events)


def sweep_each_minute(clock_at, steps, start, minutes, off=(), facts_at=lambda now: Facts()):
    """One tick a minute, none while the server is off; all entries."""
    history = []
    for minute in range(minutes):
        now = start + minute * MINUTE
        if any(begin <= now < end for begin, end in off):
            continue
        history += decide(clock_at(now), steps, history, now, facts_at(now))
    return history


def said(history):
    return [entry.key for entry in history if entry.fired]


def left_out(history):
    return [entry.key for entry in history if not entry.fired]


# -- where the steps stand


def test_the_defaults_of_four_hours():
    dues = due_instants(running(), DEFAULTS)
    assert [due.instant - FILED for due in dues] == [2 * HOUR, 3.2 * HOUR, 4 * HOUR, 6 * HOUR]


def test_business_days_go_by_covered_time():
    clock = running(business_days(1), local("2026-11-20 15:00"))  # a Friday
    half = due_instants(clock, [Step("half", percent=50)])[0].instant
    assert half == local("2026-11-23 10:30")  # 3 h on Friday, 1.5 h on Monday


def test_coverage_hours_go_by_covered_time():
    clock = running(coverage_hours(6), local("2026-11-20 15:00"))
    assert due_instants(clock, [Step("half", percent=50)])[0].instant == local("2026-11-20 18:00")


def test_clock_hours_run_on_at_night():
    clock = running(clock_hours(8, MON_FRI), local("2026-11-20 17:00"))
    assert due_instants(clock, [Step("half", percent=50)])[0].instant == local("2026-11-20 21:00")


def test_minutes_before_and_after_the_deadline():
    steps = [Step("after", minutes=10), Step("before", minutes=-15), Step("at", minutes=0)]
    dues = due_instants(running(), steps)
    assert [due.step.key for due in dues] == ["before", "at", "after"]
    assert dues[0].instant == FILED + 4 * HOUR - 15 * MINUTE


# -- each step once


def test_a_day_without_an_answer_says_each_step_once():
    history = sweep_each_minute(lambda now: running(), DEFAULTS, FILED, 24 * 60)
    assert said(history) == ["50 %", "80 %", "100 %", "150 %"]
    assert all(entry.fired - entry.planned <= MINUTE for entry in history)


def test_the_very_second_of_an_instant_is_not_over():
    at = FILED + 2 * HOUR
    assert decide(running(), DEFAULTS, (), at) == ()
    assert said(decide(running(), DEFAULTS, (), at + SECOND)) == ["50 %"]


def test_an_outage_is_caught_up_with_by_the_highest_step_alone():
    off = [(FILED + HOUR, FILED + 5 * HOUR)]
    history = sweep_each_minute(lambda now: running(), DEFAULTS, FILED, 24 * 60, off)
    assert said(history) == ["100 %", "150 %"]
    assert left_out(history) == ["50 %", "80 %"]
    assert {entry.reason for entry in history if not entry.fired} == {SUPERSEDED}


def test_steps_of_one_instant_speak_together():
    steps = [Step("holder", percent=100), Step("manager", minutes=0)]
    assert sorted(said(decide(running(), steps, (), FILED + 5 * HOUR))) == ["holder", "manager"]


def test_a_retarget_says_nothing_twice():
    life = Life(clock_hours(8), FILED)
    raised_at = FILED + 5 * HOUR  # 50 % is said at four hours

    def clock_at(now):
        return replay(life.events)

    history = sweep_each_minute(clock_at, DEFAULTS, FILED, 5 * 60)
    assert said(history) == ["50 %"]
    life.raised(raised_at, clock_hours(2))
    for minute in range(12 * 60):
        now = raised_at + minute * MINUTE
        history += decide(clock_at(now), DEFAULTS, history, now)
    assert said(history) == ["50 %", "80 %", "100 %", "150 %"]
    assert history[2].planned == raised_at + 2 * HOUR


def test_a_step_that_comes_with_the_raise_speaks_though_a_later_one_has_spoken():
    life = Life(clock_hours(8), FILED)
    history = sweep_each_minute(lambda now: replay(life.events), DEFAULTS, FILED, 5 * 60)
    life.raised(FILED + 5 * HOUR, clock_hours(2))
    steps = [*DEFAULTS, Step("call", percent=0)]
    entries = decide(replay(life.events), steps, history, FILED + 5 * HOUR + MINUTE)
    assert said(entries) == ["call"]


@pytest.mark.parametrize("end", ["met", "cancelled"])
def test_nothing_is_said_of_a_clock_that_has_ended(end):
    life = getattr(Life(clock_hours(4), FILED), end)(FILED + HOUR)
    clock = replay(life.events)
    assert decide(clock, DEFAULTS, (), FILED + 9 * HOUR) == ()
    assert next_instant(clock, DEFAULTS, ()) is None


def test_nothing_is_said_while_paused_and_what_was_due_moves_on():
    life = Life(clock_hours(4), FILED).paused(FILED + HOUR)
    assert next_instant(replay(life.events), DEFAULTS, ()) is None
    life.resumed(FILED + 11 * HOUR)
    assert next_instant(replay(life.events), DEFAULTS, ()) == FILED + 12 * HOUR


def test_a_rule_made_later_does_not_reach_back():
    steps = [Step("new", percent=50, since=FILED + 3 * HOUR), Step("old", percent=100)]
    assert said(decide(running(), steps, (), FILED + 3.5 * HOUR)) == []
    assert next_instant(running(), steps, ()) == FILED + 4 * HOUR


# -- holding back


def test_nothing_holds_a_contractual_step_back():
    step = Step("half", percent=50, hold=True, quiet=(1320, 420))
    clock = running(clock_hours(4), local("2026-11-22 03:00"))  # a Sunday
    due = due_instants(clock, [step], Facts(duty=MON_SAT, contractual=True))[0]
    assert due.instant == local("2026-11-22 05:00")
    assert not due.held


def test_an_aim_waits_until_somebody_is_on_duty():
    clock = running(clock_hours(4), local("2026-11-22 03:00"))
    due = due_instants(
        clock, [Step("half", percent=50, hold=True)], Facts(duty=MON_SAT, contractual=False)
    )[0]
    assert due.held
    assert due.instant == local("2026-11-23 08:00")


def test_quiet_hours_over_midnight_and_within_a_day():
    facts = Facts(duty=ALWAYS, contractual=False)
    night = Step("night", minutes=0, quiet=(22 * 60, 7 * 60))
    siesta = Step("siesta", minutes=0, quiet=(13 * 60, 15 * 60))
    clock = running(clock_hours(1), local("2026-11-24 22:30"))
    assert due_instants(clock, [night], facts)[0].instant == local("2026-11-25 07:00")
    clock = running(clock_hours(1), local("2026-11-24 13:15"))
    assert due_instants(clock, [siesta], facts)[0].instant == local("2026-11-24 15:00")


def test_a_step_held_until_after_a_higher_one_is_left_out():
    steps = [Step("half", percent=50, hold=True), Step("end", percent=100)]
    clock = running(clock_hours(4), local("2026-11-22 03:00"))
    facts = Facts(duty=MON_SAT, contractual=False)
    history = sweep_each_minute(
        lambda now: clock, steps, local("2026-11-22 03:00"), 48 * 60, facts_at=lambda now: facts
    )
    assert said(history) == ["end"]
    assert left_out(history) == ["half"]


def test_quiet_hours_that_leave_no_duty_are_refused():
    step = Step("never", percent=50, hold=True, quiet=(8 * 60, 18 * 60))
    with pytest.raises(ValueError, match="^quiet"):
        due_instants(running(), [step], Facts(duty=MON_FRI, contractual=False))


# -- acknowledging


CALL = Step("call", percent=0, repeat=10)


def test_it_is_repeated_until_acknowledged():
    def facts_at(now):
        acknowledged = FILED + 25 * MINUTE
        return Facts(acknowledged_at=acknowledged if now >= acknowledged else None)

    history = sweep_each_minute(lambda now: running(), [CALL], FILED, 120, facts_at=facts_at)
    assert [entry.repeat for entry in history] == [0, 1, 2]
    # each tick a minute late at most: said after 1, 12 and 23 minutes
    assert [entry.fired - FILED for entry in history] == [MINUTE, 12 * MINUTE, 23 * MINUTE]


def test_an_acknowledgement_stops_no_other_step():
    facts = Facts(acknowledged_at=FILED + 5 * MINUTE, taken=True)
    history = sweep_each_minute(
        lambda now: running(), [CALL, *DEFAULTS], FILED, 600, facts_at=lambda now: facts
    )
    assert said(history) == ["call", "50 %", "80 %", "100 %", "150 %"]


def test_one_step_can_be_acknowledged_for_itself():
    """The client's word stops what the client is told, and nothing of ECOSIRE's own."""
    steps = [CALL, Step("client", percent=0, repeat=10)]
    facts = Facts(acknowledged_steps={"client": FILED + 5 * MINUTE})
    history = sweep_each_minute(lambda now: running(), steps, FILED, 30, facts_at=lambda now: facts)
    assert said(history).count("client") == 1
    assert said(history).count("call") == 3


def test_only_the_last_that_spoke_is_repeated():
    steps = [CALL, Step("lead", percent=10, repeat=10)]
    history = sweep_each_minute(lambda now: running(), steps, FILED, 50)
    keys = [entry.key for entry in history]
    assert keys[:3] == ["call", "call", "call"]
    assert set(keys[3:]) == {"lead"}


def test_after_an_outage_a_repeat_comes_once():
    off = [(FILED + 5 * MINUTE, FILED + 95 * MINUTE)]
    history = sweep_each_minute(lambda now: running(), [CALL], FILED, 100, off)
    assert [entry.repeat for entry in history] == [0, 1]


def test_a_step_for_what_nobody_takes_is_left_out_once_taken():
    step = Step("lead", percent=25, only_untaken=True)
    entries = decide(running(), [step], (), FILED + 2 * HOUR, Facts(taken=True))
    assert [(entry.fired, entry.reason) for entry in entries] == [(None, TAKEN)]
    assert said(decide(running(), [step], (), FILED + 2 * HOUR)) == ["lead"]


def test_a_step_without_acknowledgement_takes_the_word_from_nobody():
    steps = [CALL, Step("half", minutes=-225)]
    history = sweep_each_minute(lambda now: running(), steps, FILED, 40)
    assert said(history) == ["call", "call", "half", "call", "call"]


def test_a_repeat_never_comes_together_with_another_step():
    """After an outage one thing is said, and the sweep that looks again finds nothing more."""
    steps = [CALL, Step("half", percent=50)]
    history = list(decide(running(), steps, (), FILED + MINUTE))
    for _pass in range(3):
        history += decide(running(), steps, history, FILED + 3 * HOUR)
    assert said(history) == ["call", "half"]


def test_what_nobody_takes_is_repeated_until_taken():
    def facts_at(now):
        return Facts(taken=now >= FILED + 15 * MINUTE)

    step = Step("call", percent=0, repeat=10, only_untaken=True)
    history = sweep_each_minute(lambda now: running(), [step], FILED, 60, facts_at=facts_at)
    assert [entry.repeat for entry in history] == [0, 1]


# -- brought forward


def test_who_will_not_wait_brings_the_next_step_forward_and_it_does_not_come_again():
    clock = running()
    history = list(climb_now(clock, DEFAULTS, (), FILED + MINUTE))
    assert said(history) == ["50 %"]
    assert history[0].planned == FILED + 2 * HOUR
    for minute in range(2, 24 * 60):
        history += decide(clock, DEFAULTS, history, FILED + minute * MINUTE)
    assert said(history) == ["50 %", "80 %", "100 %", "150 %"]


def test_steps_of_one_instant_are_brought_forward_together():
    steps = [Step("holder", percent=100), Step("manager", minutes=0), Step("far", percent=150)]
    assert sorted(said(climb_now(running(), steps, (), FILED + HOUR))) == ["holder", "manager"]


def test_when_all_have_spoken_the_highest_speaks_again():
    clock = running()
    history = sweep_each_minute(lambda now: clock, DEFAULTS, FILED, 1000)
    again = climb_now(clock, DEFAULTS, history, FILED + 1000 * MINUTE)
    assert [(entry.key, entry.repeat) for entry in again] == [("150 %", 1)]
    assert climb_now(clock, (), (), FILED) == ()


def test_a_ticket_that_is_taken_is_not_brought_to_whom_only_the_untaken_go():
    steps = [Step("on call", percent=15, only_untaken=True), Step("lead", percent=80)]
    assert said(climb_now(running(), steps, (), FILED, Facts(taken=True))) == ["lead"]


# -- a day, whatever the server does


steps_drawn = st.lists(
    st.one_of(
        st.builds(Step, st.uuids().map(str), percent=st.integers(0, 300)),
        st.builds(Step, st.uuids().map(str), minutes=st.integers(-300, 300)),
    ),
    max_size=6,
)
outages = st.lists(st.tuples(st.integers(0, 1440), st.integers(1, 400)), max_size=4)


@given(steps_drawn, outages, st.integers(1, 23), st.none() | st.integers(1, 1400))
def test_none_missing_none_twice(steps, off, hours, answered):
    """Each step that is reached before the answer is said once or left out for a higher one."""
    life = Life(clock_hours(hours), FILED)
    spans = [(FILED + begin * MINUTE, FILED + (begin + length) * MINUTE) for begin, length in off]
    open_clock = replay(life.events)
    end = FILED + (answered or 1440) * MINUTE
    met = replay(life.met(end).events) if answered else open_clock

    def clock_at(now):
        return open_clock if now < end else met

    history = sweep_each_minute(clock_at, steps, FILED, 1440, spans)
    keys = [entry.key for entry in history]
    assert len(keys) == len(set(keys)), "a step twice"
    ticks = [
        FILED + minute * MINUTE
        for minute in range(1440)
        if FILED + minute * MINUTE < end
        and not any(begin <= FILED + minute * MINUTE < stop for begin, stop in spans)
    ]
    # the exact list, reckoned the other way round: each tick says the highest of what came to be due
    expected, before = [], None
    dues = due_instants(open_clock, steps)
    for now in ticks:
        new = [
            due for due in dues if due.instant < now and (before is None or due.instant >= before)
        ]
        if new:
            expected += [due.step.key for due in new if due.instant == new[-1].instant]
        before = now
    assert sorted(said(history)) == sorted(expected)
    assert set(keys) == {due.step.key for due in dues if ticks and due.instant < ticks[-1]}


@given(policies(), instants(days=300), steps_drawn)
def test_the_next_instant_is_when_something_happens(policy, at, steps):
    try:
        clock = running(policy, at)
        due_instants(clock, steps)
    except ValueError as error:
        assert str(error).startswith(("submitted", "window", "start", "duration", "day"))
        return
    history = []
    for _round in range(len(steps) + 1):
        instant = next_instant(clock, steps, history)
        if instant is None:
            break
        assert decide(clock, steps, history, instant) == ()
        entries = decide(clock, steps, history, instant + SECOND)
        assert entries
        history += entries
    assert next_instant(clock, steps, history) is None
    assert {entry.key for entry in history} == {step.key for step in steps}


# -- the story


def test_the_time_line_in_words():
    tellings = [
        Telling(CALL, "Call", "the one on call", "mail"),
        Telling(Step("half", percent=50), "Half", "holder, deputy", "mail"),
        Telling(Step("end", percent=100), "Missed", "lead", "mail, portal"),
        Telling(Step("nobody", percent=60, only_untaken=True), "Nobody", "lead", "mail"),
    ]
    lines = story(clock_hours(4), FILED, tellings, lambda at: f"{at:%H:%M}")
    assert lines == [
        "Filed: 10:00",
        "10:00: “Call”: the one on call, by mail",
        "10:10: “Call” again, until somebody acknowledges: the one on call, by mail",
        "10:20: “Call” again, until somebody acknowledges: the one on call, by mail",
        "12:00: “Half”: holder, deputy, by mail",
        "12:24: “Nobody”: lead, by mail",
        "14:00: “Missed”: lead, by mail, portal",
        "Deadline: 14:00",
    ]


def test_the_story_shows_no_earlier_step_again_once_a_later_one_has_the_word():
    steps = [CALL, Step("lead", percent=10, repeat=10)]
    keys = [(entry.key, entry.repeat) for entry in climb(running(), steps)]
    assert keys == [("call", 0), ("call", 1), ("call", 2), ("lead", 0), ("lead", 1), ("lead", 2)]


def test_the_story_of_an_aim_outside_the_hours():
    tellings = [Telling(Step("half", percent=50, hold=True), "Half", "holder", "mail")]
    lines = story(
        clock_hours(12, MON_FRI),
        local("2026-11-22 03:00"),
        tellings,
        lambda at: f"{at + 5 * HOUR:%a %H:%M}",
        aim=True,
    )
    assert lines == [
        "Filed: Sun 03:00",
        "Outside the service hours: the clock starts Mon 09:00",
        "Mon 15:00: “Half”: holder, by mail",
        "Aimed at: Mon 21:00",
    ]


def test_a_climb_until_an_instant_shows_every_repeat():
    entries = climb(running(), [CALL], until=FILED + HOUR)
    assert [entry.repeat for entry in entries] == [0, 1, 2, 3, 4, 5]


# -- bad input


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"key": ""}, "key"),
        ({"key": "a"}, "percent"),
        ({"key": "a", "percent": 50, "minutes": 5}, "percent"),
        ({"key": "a", "percent": -1}, "percent"),
        ({"key": "a", "percent": float("nan")}, "percent"),
        ({"key": "a", "minutes": 10**9}, "minutes"),
        ({"key": "a", "percent": 1, "repeat": -5}, "repeat"),
        ({"key": "a", "percent": 1, "quiet": (60, 60)}, "quiet"),
        ({"key": "a", "percent": 1, "quiet": (0, 1440)}, "quiet"),
        ({"key": "a", "percent": 1, "quiet": 7}, "quiet"),
        ({"key": "a", "percent": 1, "since": datetime(2026, 1, 1)}, "since"),
    ],
)
def test_a_wrong_step_is_named(values, field):
    with pytest.raises(ValueError, match=f"^{field}"):
        Step(**values)


def test_a_span_that_ends_before_it_starts():
    with pytest.raises(ValueError, match="^deadline"):
        Span(FILED, FILED)


def test_a_span_climbs_like_a_clock():
    span = Span(FILED, FILED + HOUR)
    assert said(decide(span, DEFAULTS, (), FILED + 61 * MINUTE)) == ["100 %"]
    assert due_instants(span, DEFAULTS)[-1].instant == FILED + timedelta(minutes=90)
