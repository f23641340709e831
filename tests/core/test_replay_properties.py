"""Whatever happens to a clock: what always holds."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.sla import Event, replay, settle
from making import SECOND, Life
from strategies import instants, policies

STEPS = ("paused", "resumed", "raised", "lowered", "met", "cancelled", "accepted", "nothing")


@st.composite
def lives(draw):
    """The life of a clock that is settled before each step, as the models do it."""
    at = draw(instants())
    story = Life(draw(policies()), at)
    for step in draw(st.lists(st.sampled_from(STEPS), max_size=7)):
        at += timedelta(seconds=draw(st.integers(0, 4 * 86_400)))
        if breach := settle(story.events, at):
            story.breached(breach.at)
        if _allowed(step, replay(story.events)):
            _take(story, step, at, draw)
    return story.events


def _allowed(step, state):
    kind = {"raised": "retargeted", "lowered": "retargeted"}.get(step, step)
    return kind in state._kinds_now()


def _take(story, step, at, draw):
    if step in ("raised", "lowered"):
        getattr(story, step)(at, draw(policies()))
    else:
        getattr(story, step)(at)


@given(lives(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_given_does_not_matter(events, random):
    shuffled = list(events)
    random.shuffle(shuffled)
    assert replay(shuffled) == replay(events)


@given(lives())
def test_a_breach_never_unhappens(events):
    for count in range(1, len(events)):
        before, after = replay(events[:count]), replay(events[: count + 1])
        if before.breached_at is not None:
            assert after.breached_at == before.breached_at
            assert after.deadline == before.deadline
        assert before.accepted <= after.accepted


@given(lives(), st.integers(0, 40 * 86_400))
def test_a_breach_is_recorded_once_at_the_deadline(events, seconds):
    now = events[-1].at + timedelta(seconds=seconds)
    state = replay(events)
    breach = settle(events, now)
    assert (breach is not None) == state.breach_due(now)
    if breach is None:
        return
    assert breach.at == state.deadline < now
    again = [*events, breach]
    assert settle(again, now) is None
    assert settle(again, now + timedelta(days=999)) is None
    assert replay(again).breached_at == state.deadline
    # Whether it is recorded now or a day later is all the same.
    assert settle(events, now + timedelta(days=1)) == breach


@given(lives())
def test_status_and_facts_agree(events):
    state = replay(events)
    assert state.is_open == (state.status in ("running", "paused", "breached"))
    if state.status == "paused":
        assert state.paused_at is not None
    if state.breached_at is not None:
        assert state.breached_at == state.deadline
        assert state.due_at is None
    if state.late_by is not None:
        assert state.late_by == state.met_at - state.deadline > timedelta()
    if state.breach_by_reclassification:
        assert state.breached_at < state.original_deadline
        assert any(event.kind == "retargeted" for event in events)
    assert (state.deadline == state.original_deadline) or any(
        event.kind == "retargeted" for event in events
    )


@given(policies(), instants(), policies(), st.integers(0, 20 * 86_400))
def test_raising_never_makes_it_later_and_lowering_forgets_it(policy, at, other, seconds):
    later = at + timedelta(seconds=seconds)
    plain = Life(policy, at)
    old = replay(plain.events).deadline
    raised = Life(policy, at).raised(later, other)
    assert replay(raised.events).deadline == min(old, other.deadline(later))
    lowered = raised.lowered(later + SECOND, other)
    assert replay(lowered.events).deadline == other.deadline(at)


@given(policies(), instants(), st.integers(0, 10 * 86_400), st.integers(0, 10 * 86_400))
def test_a_pause_never_shortens_and_a_pause_of_no_length_changes_nothing(policy, at, wait, length):
    plain = replay(Life(policy, at).events)
    paused, resumed = (at + timedelta(seconds=n) for n in (wait, wait + length))
    state = replay(Life(policy, at).paused(paused).resumed(resumed).events)
    assert plain.deadline <= state.deadline
    if not length or paused > plain.deadline:
        assert state.deadline == plain.deadline
    elif paused <= plain.deadline:
        assert state.deadline >= resumed


@given(policies(), instants(), st.lists(st.integers(1, 86_400), min_size=4, max_size=4))
def test_a_pause_in_two_halves_is_one_pause(policy, at, lengths):
    first, second, third = (at + timedelta(seconds=sum(lengths[: n + 1])) for n in range(3))
    whole = Life(policy, at).paused(first).resumed(third)
    halves = Life(policy, at).paused(first).resumed(second).paused(second).resumed(third)
    assert replay(whole.events).deadline == replay(halves.events).deadline


@given(lives(), st.lists(st.floats(0, 3), min_size=2, max_size=4))
def test_parts_of_the_promised_time_come_in_order(events, fractions):
    state = replay(events)
    if state.breached_at is not None:
        return
    steps = [state.at_fraction(fraction) for fraction in sorted(fractions)]
    assert all(a <= b for a, b in pairwise(steps))
    for fraction, step in zip(sorted(fractions), steps, strict=True):
        assert step <= state.deadline if fraction <= 1 else step >= state.deadline


@given(lives(), st.integers(1, 86_400))
def test_an_answer_confirmed_afterwards_stands_where_it_belongs(events, seconds):
    """Before whatever came later in truth: nothing that came later counts."""
    called = events[0].at + timedelta(seconds=seconds)
    call = Event("met", called, 100)
    state = replay([*events, call])
    earlier = [event for event in events if event.at <= called and event.kind != "breached"]
    first_end = next((e for e in earlier if e.kind in ("met", "cancelled")), call)
    if first_end.kind == "met":
        assert state.met_at == first_end.at
    else:
        assert state.cancelled_at == first_end.at
