"""The life of a clock: what each event does, and where it stands afterwards."""

from datetime import timedelta

import pytest

from core.sla import CoverageWindow, Policy, Target, replay, settle
from making import (
    HOUR,
    KARACHI,
    MINUTE,
    MON_FRI,
    MON_SAT,
    SECOND,
    Life,
    business_days,
    clock_hours,
    coverage_hours,
    hours,
    local,
)

FOUR, TWO, EIGHT = clock_hours(4), clock_hours(2), clock_hours(8)
FILED = local("2026-03-04 10:00")  # a Wednesday


def after(**span):
    return FILED + timedelta(**span)


def life(policy=FOUR, at=FILED):
    return Life(policy, at)


def state(story):
    return replay(story.events)


def test_a_clock_that_just_started():
    clock = state(life())
    assert clock.status == "running"
    assert clock.is_open
    assert clock.submitted_at == clock.clock_start == FILED
    assert clock.deadline == clock.original_deadline == clock.due_at == after(hours=4)
    assert (clock.target, clock.policy) == (FOUR.target, FOUR)
    assert not clock.is_late
    assert clock.answered_in is None


def test_a_clock_filed_out_of_hours_starts_when_the_window_opens():
    clock = state(life(clock_hours(4, MON_SAT), local("2026-03-07 23:00")))
    assert clock.clock_start == local("2026-03-09 08:00")
    assert clock.deadline == local("2026-03-09 12:00")


# -- met and breached


def test_an_answer_in_the_very_second_of_the_deadline_is_in_time():
    clock = state(life().met(after(hours=4)))
    assert (clock.status, clock.late_by, clock.due_at) == ("met", None, None)
    assert clock.answered_in == 4 * HOUR


def test_a_breach_is_due_only_after_the_second_of_the_deadline():
    clock = state(life())
    assert not clock.breach_due(after(hours=4))
    assert not clock.breach_due(after(hours=4) + SECOND - timedelta(microseconds=1))
    assert clock.breach_due(after(hours=4) + SECOND)


def test_settle_gives_the_breach_its_true_time_however_late_it_comes():
    story = life()
    assert settle(story.events, after(hours=4)) is None
    breach = settle(story.events, after(days=9))
    assert (breach.kind, breach.at, breach.sequence) == ("breached", after(hours=4), 2)
    story.events.append(breach)
    assert settle(story.events, after(days=10)) is None
    clock = state(story)
    assert (clock.status, clock.breached_at, clock.due_at) == ("breached", after(hours=4), None)
    assert clock.is_open


def test_a_late_answer_keeps_the_breach_and_says_how_late():
    clock = state(life().breached(after(hours=4)).met(after(hours=4, minutes=47)))
    assert (clock.status, clock.late_by) == ("met", 47 * MINUTE)
    assert clock.breached_at == after(hours=4)
    assert clock.is_late


def test_a_late_answer_before_any_sweep_still_owes_the_breach():
    story = life().met(after(hours=5))
    assert (state(story).late_by, state(story).due_at) == (HOUR, after(hours=4))
    story.events.append(settle(story.events, after(hours=5)))
    assert state(story).breached_at == after(hours=4)
    assert state(story).late_by == HOUR


def test_a_second_breach_is_refused():
    with pytest.raises(ValueError, match=r"^events: 3 is a second breach"):
        state(life().breached(after(hours=4)).breached(after(hours=5)))


def test_a_call_confirmed_afterwards_makes_the_breach_moot():
    clock = state(
        life().breached(after(hours=4)).met(after(hours=6)).met(after(hours=3, minutes=59))
    )
    assert (clock.status, clock.met_at) == ("met", after(hours=3, minutes=59))
    assert (clock.breached_at, clock.late_by, clock.due_at) == (None, None, None)


def test_a_call_confirmed_for_the_very_second_of_the_deadline():
    clock = state(life().breached(after(hours=4)).met(after(hours=4)))
    assert (clock.breached_at, clock.late_by) == (None, None)


def test_a_call_confirmed_after_the_deadline_shortens_the_delay():
    clock = state(life().breached(after(hours=4)).met(after(hours=6)).met(after(hours=5)))
    assert (clock.breached_at, clock.late_by) == (after(hours=4), HOUR)


def test_what_comes_after_the_answer_does_not_matter():
    story = life().met(after(hours=1)).paused(after(hours=2)).met(after(hours=3))
    story.raised(after(hours=3), TWO).cancelled(after(hours=4)).breached(after(hours=4))
    clock = state(story)
    assert (clock.status, clock.met_at, clock.deadline) == ("met", after(hours=1), after(hours=4))
    assert (clock.policy, clock.paused_at, clock.cancelled_at) == (FOUR, None, None)


# -- accepted and cancelled


def test_accepting_a_delay_keeps_the_fact():
    clock = state(life().breached(after(hours=4)).accepted(after(hours=5)))
    assert (clock.accepted, clock.status, clock.breached_at) == (True, "breached", after(hours=4))
    late = life().breached(after(hours=4)).met(after(hours=5)).accepted(after(hours=9))
    assert state(late).accepted
    assert state(late).late_by == HOUR


def test_there_is_nothing_to_accept_without_a_delay():
    with pytest.raises(ValueError, match=r"^events: 2 accepts a delay"):
        state(life().accepted(after(hours=1)))
    # Moot, not an error, once a confirmed call took the delay away.
    story = life().breached(after(hours=4)).accepted(after(hours=5)).met(after(hours=3))
    assert not state(story).accepted


def test_cancelling_ends_the_clock_and_keeps_a_breach():
    clock = state(life().cancelled(after(hours=1)))
    assert (clock.status, clock.due_at, clock.is_open) == ("cancelled", None, False)
    clock = state(life().breached(after(hours=4)).cancelled(after(hours=5)))
    assert (clock.status, clock.breached_at) == ("cancelled", after(hours=4))
    # Cancelled too late, and nobody had looked: the breach is still owed.
    assert state(life().cancelled(after(hours=5))).due_at == after(hours=4)
    assert state(life().cancelled(after(hours=4))).due_at is None


# -- severity raised and lowered


def test_raised__reckoned_from_that_moment_if_that_is_earlier():
    clock = state(life(EIGHT).raised(after(hours=1), TWO))
    assert (clock.deadline, clock.original_deadline) == (after(hours=3), after(hours=8))
    assert (clock.policy, clock.ruling.reckoned_from) == (TWO, after(hours=1))
    assert clock.clock_start == FILED


def test_raised__the_old_deadline_holds_if_that_is_earlier():
    clock = state(life(FOUR).raised(after(hours=3), TWO))
    assert clock.deadline == after(hours=4)
    assert (clock.policy, clock.ruling.policy) == (TWO, FOUR)


def test_raised_out_of_hours__the_new_time_starts_at_the_next_opening():
    policy, urgent = business_days(2), clock_hours(4, MON_SAT)
    clock = state(life(policy).raised(local("2026-03-04 23:00"), urgent))
    assert clock.deadline == local("2026-03-05 12:00")


def test_lowered__reckoned_anew_from_the_submission():
    clock = state(life(TWO).lowered(after(hours=1), EIGHT))
    assert (clock.deadline, clock.original_deadline) == (after(hours=8), after(hours=2))
    clock = state(life(EIGHT).raised(after(hours=1), TWO).lowered(after(hours=2), FOUR))
    assert clock.deadline == after(hours=4)


def test_lowering_never_makes_a_breach_unhappen():
    story = life(TWO).breached(after(hours=2)).lowered(after(hours=3), EIGHT)
    clock = state(story)
    assert (clock.status, clock.breached_at) == ("breached", after(hours=2))
    assert clock.deadline == after(hours=2)
    assert state(story.met(after(hours=4))).late_by == 2 * HOUR


def test_a_breach_only_because_severity_was_raised_is_told_apart():
    story = life(EIGHT).raised(after(hours=1), TWO).breached(after(hours=3))
    assert state(story).breach_by_reclassification
    assert state(story.met(after(hours=8))).breach_by_reclassification
    late = life(EIGHT).raised(after(hours=1), TWO).breached(after(hours=3))
    assert not state(late.met(after(hours=8, seconds=1))).breach_by_reclassification


def test_a_breach_of_the_first_promise_is_a_plain_one():
    assert not state(life().breached(after(hours=4))).breach_by_reclassification
    story = life(FOUR).raised(after(hours=3), TWO).breached(after(hours=4))
    assert not state(story).breach_by_reclassification
    # Missed under a later, lowered deadline: the first one was missed all the more.
    story = life(TWO).lowered(after(hours=1), FOUR).breached(after(hours=4))
    assert not state(story).breach_by_reclassification


def test_a_lowering_into_the_past_is_a_breach_at_that_past_deadline_and_told_apart():
    story = life(clock_hours(48)).raised(after(hours=20), TWO).lowered(after(hours=21), EIGHT)
    assert state(story).due_at == after(hours=8)
    story.events.append(settle(story.events, after(hours=21)))
    clock = state(story)
    assert (clock.breached_at, clock.deadline) == (after(hours=8), after(hours=8))
    assert clock.breach_by_reclassification
    assert clock.ruling.policy == EIGHT
    assert settle(story.events, after(days=9)) is None


# -- pauses


def test_while_paused_nothing_is_due():
    story = life().paused(after(hours=1))
    clock = state(story)
    assert (clock.status, clock.paused_at, clock.due_at) == ("paused", after(hours=1), None)
    assert settle(story.events, after(days=30)) is None


def test_clock_hours__the_time_paused_is_given_back():
    clock = state(life().paused(after(hours=1)).resumed(after(hours=3)))
    assert (clock.status, clock.deadline) == ("running", after(hours=6))
    assert clock.original_deadline == after(hours=6)


def test_clock_hours__a_pause_before_the_clock_starts_loses_nothing():
    filed = local("2026-03-07 23:00")
    story = life(clock_hours(4, MON_SAT), filed)
    story.paused(filed + HOUR).resumed(local("2026-03-09 07:00"))
    assert state(story).deadline == local("2026-03-09 12:00")
    story = life(clock_hours(4, MON_SAT), filed).paused(filed + HOUR)
    assert state(story.resumed(local("2026-03-09 09:00"))).deadline == local("2026-03-09 13:00")


def test_coverage_hours__only_covered_time_is_given_back():
    story = life(coverage_hours(4), local("2026-03-06 16:00"))
    story.paused(local("2026-03-06 17:00")).resumed(local("2026-03-09 10:00"))
    # Two of the four hours were lost: 17-18 on Friday and 9-10 on Monday.
    assert state(story).deadline == local("2026-03-09 13:00")


def test_coverage_hours__a_pause_over_the_weekend_loses_nothing():
    story = life(coverage_hours(4), local("2026-03-06 16:00"))
    story.paused(local("2026-03-06 18:00")).resumed(local("2026-03-09 09:00"))
    assert state(story).deadline == local("2026-03-09 11:00")


def test_business_days__time_of_business_days_is_given_back():
    story = life(business_days(1), local("2026-03-05 10:00"))
    story.paused(local("2026-03-05 12:00")).resumed(local("2026-03-05 15:00"))
    assert state(story).deadline == local("2026-03-06 13:00")


def test_business_days__a_deadline_never_lies_in_a_pause():
    """20:00 lies in the service hours but after the business calendar's day."""
    story = life(business_days(1), local("2026-03-05 20:00"))
    story.paused(local("2026-03-06 19:00"))
    assert state(story.resumed(local("2026-03-06 21:00"))).deadline == local("2026-03-06 21:00")


def test_a_pause_after_the_deadline_gives_nothing_back():
    story = life().paused(after(hours=5))
    assert state(story).due_at == after(hours=4)
    assert state(story.resumed(after(hours=9))).deadline == after(hours=4)


def test_met_while_paused_is_in_time():
    clock = state(life().paused(after(hours=4)).met(after(days=3)))
    assert (clock.status, clock.late_by, clock.paused_at) == ("met", None, None)
    clock = state(life().paused(after(hours=1)).cancelled(after(days=3)))
    assert clock.due_at is None


def test_pauses_are_credited_again_when_lowered():
    story = life(TWO).paused(after(hours=1)).resumed(after(hours=4))
    assert state(story).deadline == after(hours=5)
    assert state(story.lowered(after(hours=4), EIGHT)).deadline == after(hours=11)


def test_raised_while_paused__both_deadlines_move_on_and_the_earlier_holds():
    story = life(TWO).paused(after(hours=1)).raised(after(hours=10), clock_hours(0.5))
    assert state(story).status == "paused"
    # The old one would have 1 h left when resumed, the new one half an hour.
    assert state(story.resumed(after(hours=20))).deadline == after(hours=20, minutes=30)


def test_lowered_while_paused__the_whole_pause_counts():
    story = life(TWO).paused(after(hours=1)).lowered(after(hours=5), FOUR)
    assert state(story.resumed(after(hours=6))).deadline == after(hours=9)


@pytest.mark.parametrize(
    "story",
    [
        life().paused(after(hours=1)).paused(after(hours=2)),
        life().resumed(after(hours=1)),
        life().paused(after(hours=1)).resumed(after(hours=2)).resumed(after(hours=3)),
    ],
)
def test_pauses_come_in_pairs(story):
    with pytest.raises(ValueError, match="^events:"):
        state(story)


# -- the list itself


def test_started_has_to_be_first_and_sequences_are_unique():
    with pytest.raises(ValueError, match="^events:"):
        replay([])
    with pytest.raises(ValueError, match="^events:"):
        replay(life().met(after(hours=-1)).events)
    with pytest.raises(ValueError, match="^events:"):
        replay(life().events * 2)


def test_an_outage_filed_afterwards_stands_at_its_true_times():
    """DESIGN, section 9, question 2: server off 02:00-05:00, filed as of 02:10, breach at 04:10."""
    story = life(TWO, local("2026-03-08 05:20"))
    story.met(local("2026-03-08 06:00")).started(local("2026-03-08 02:10"), policy=TWO)
    assert state(story).submitted_at == local("2026-03-08 02:10")
    assert state(story).due_at == local("2026-03-08 04:10")
    story.events.append(settle(story.events, local("2026-03-08 06:05")))
    clock = state(story)
    assert clock.breached_at == clock.deadline == local("2026-03-08 04:10")
    assert clock.late_by == timedelta(hours=1, minutes=50)


def test_a_breach_recorded_before_the_true_start_was_known_moves_to_its_true_time():
    story = life(TWO, local("2026-03-08 05:20")).breached(local("2026-03-08 07:20"))
    story.started(local("2026-03-08 02:10"), policy=TWO)
    assert state(story).breached_at == local("2026-03-08 04:10")
    assert settle(story.events, local("2026-03-09 05:20")) is None


# -- what may happen next


def test_allowed_kinds():
    always = {"started", "met"}
    running = state(life())
    assert running.allowed_kinds() == always | {"paused", "retargeted", "cancelled", "breached"}
    paused = state(life().paused(after(hours=1)))
    assert paused.allowed_kinds() == always | {"resumed", "retargeted", "cancelled"}
    breached = state(life().breached(after(hours=4)))
    assert breached.allowed_kinds() == always | {"paused", "retargeted", "cancelled", "accepted"}
    met = state(life().met(after(hours=1)))
    assert met.allowed_kinds() == always
    late = life().breached(after(hours=4)).met(after(hours=5))
    assert state(late).allowed_kinds() == always | {"accepted"}
    assert state(late.accepted(after(hours=6))).allowed_kinds() == always


def test_allowed_kinds_at_an_instant_tell_corrections_of_the_past_apart():
    late = state(life().breached(after(hours=4)).met(after(hours=5)))
    assert late.allowed_kinds(after(hours=6)) == {"accepted"}
    assert late.allowed_kinds(after(hours=3)) == {"accepted", "met"}
    assert late.allowed_kinds(after(hours=-1)) == {"started"}
    assert "started" not in state(life()).allowed_kinds(after(hours=1))


# -- parts of the promised time


def test_at_fraction_by_wall_time_for_clock_hours():
    clock = state(life())
    assert clock.at_fraction(0.5) == after(hours=2)
    assert clock.at_fraction(1) == after(hours=4)
    assert clock.at_fraction(1.5) == after(hours=6)
    assert state(life().paused(after(hours=1)).resumed(after(hours=2))).at_fraction(0.5) == after(
        hours=3
    )


def test_at_fraction_by_covered_time_for_the_other_units():
    clock = state(life(coverage_hours(4), local("2026-03-06 16:00")))
    assert clock.at_fraction(0.5) == local("2026-03-06 18:00")
    assert clock.at_fraction(0.75) == local("2026-03-09 10:00")
    assert clock.at_fraction(1.5) == local("2026-03-09 13:00")
    clock = state(life(business_days(1), local("2026-03-05 10:00")))
    assert clock.at_fraction(8 / 9) == local("2026-03-05 18:00")
    assert clock.at_fraction(1) == local("2026-03-06 10:00")


def test_at_fraction_where_the_business_calendar_has_no_time_before_the_deadline():
    """The next business day opens only at noon, and the deadline is 08:00: by wall time then."""
    closure = local("2026-03-05 07:00"), local("2026-03-06 12:00")
    calendar = CoverageWindow(KARACHI, hours("09:00-18:00"), closures=[closure])
    clock = state(life(business_days(1, calendar=calendar), local("2026-03-05 08:00")))
    assert clock.deadline == local("2026-03-06 08:00")
    assert clock.at_fraction(0.5) == local("2026-03-05 20:00")
    assert clock.at_fraction(1.5) == local("2026-03-06 20:00")


@pytest.mark.parametrize("fraction", [-0.1, float("nan"), float("inf")])
def test_at_fraction_refuses_what_is_no_part(fraction):
    with pytest.raises(ValueError, match="^fraction:"):
        state(life()).at_fraction(fraction)


def test_a_raise_on_a_weekend_is_measured_by_that_days_rule():
    """Article, Tier 3: "2 hours, 24/5 (weekdays), 4 hours on weekends"."""
    rules = ((frozenset({5, 6}), Target(4, "clock_hours")),)
    critical = Policy(Target(2, "clock_hours"), CoverageWindow(KARACHI, None), MON_FRI, rules)
    friday, saturday = local("2026-03-06 22:00"), local("2026-03-07 01:00")
    clock = state(life(business_days(1), friday).raised(saturday, critical))
    assert clock.deadline == saturday + 4 * HOUR
    assert clock.target == Target(4, "clock_hours")


def test_two_promises_of_different_units_each_lose_their_own_time():
    """Paused over the weekend, the clock hours move on and the coverage hours do not."""
    friday = local("2026-03-06 16:00")
    window = CoverageWindow(KARACHI, hours("09:00-18:00"))
    story = life(coverage_hours(10, window), friday).raised(friday, clock_hours(20))
    assert state(story).deadline == local("2026-03-07 12:00")
    story.paused(local("2026-03-06 18:00")).resumed(local("2026-03-09 09:00"))
    # Clock hours: 63 h later, Tuesday 03:00. Coverage hours: still Monday 17:00, so they rule.
    assert state(story).deadline == local("2026-03-09 17:00")
