"""When to remind of a date: some days before it, each step once, the nearest when late."""

from collections.abc import Iterable
from datetime import date, datetime


def due_step(until: date, today: date, steps: Iterable[int]) -> int | None:
    """The step that is due on `today`: the smallest number of days that is left or passed.

    Whoever comes late (the server was off, the date was entered late) gives the nearest step
    alone, not all that were missed. Before the first step, and after the date, there is none.

    :param until: the last day
    :param steps: days before the last day, such as 60, 30 and 7
    :raises ValueError: names until, today or steps
    """
    for field, day in (("until", until), ("today", today)):
        if not isinstance(day, date) or isinstance(day, datetime):
            raise ValueError(f"{field}: a date is needed, not {day!r}")
    days = sorted(set(steps))
    if not days or not all(type(step) is int and step >= 0 for step in days):
        raise ValueError(f"steps: whole numbers of days from 0 are needed, not {days!r}")
    left = (until - today).days
    if left < 0:
        return None
    return next((step for step in days if left <= step), None)
