"""Which reminder is due: each step once, and the nearest alone when it is late."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reminder_steps import due_step

UNTIL = date(2026, 12, 31)
STEPS = (60, 30, 7)


@pytest.mark.parametrize(
    ("left", "step"),
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (1, 7), (0, 7), (-1, None)],
)
def test_the_step_by_the_days_left(left, step):
    assert due_step(UNTIL, UNTIL - timedelta(days=left), STEPS) == step


@given(st.lists(st.integers(0, 90), max_size=30, unique=True))
def test_whatever_days_the_job_runs_on_the_steps_only_come_nearer(days):
    """Told when it first comes due, each step is given once, and never a farther one later."""
    said = []
    for left in sorted(days, reverse=True):
        step = due_step(UNTIL, UNTIL - timedelta(days=left), STEPS)
        if step and step not in said:
            said.append(step)
    assert said == sorted(said, reverse=True)
    assert bool(said) == any(left <= 60 for left in days)


def test_a_job_that_runs_daily_gives_each_step_on_its_day():
    days = [UNTIL - timedelta(days=left) for left in range(90, -5, -1)]
    due = [due_step(UNTIL, day, STEPS) for day in days]
    assert [days[due.index(step)] for step in STEPS] == [
        UNTIL - timedelta(days=step) for step in STEPS
    ]


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ((None, UNTIL, STEPS), "until"),
        ((UNTIL, datetime(2026, 12, 1), STEPS), "today"),
        ((UNTIL, UNTIL, ()), "steps"),
        ((UNTIL, UNTIL, (7, -1)), "steps"),
        ((UNTIL, UNTIL, (7.5,)), "steps"),
        ((UNTIL, UNTIL, (True,)), "steps"),
    ],
)
def test_bad_input_is_named(arguments, field):
    with pytest.raises(ValueError, match=f"^{field}"):
        due_step(*arguments)
