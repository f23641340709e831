"""The escalation ladder: who is told when, each step once, and never a flood after an outage.

A step stands at a part of the promised time, or so many minutes before or after the deadline. What
has been said is a list of entries; from them, the clock and the present moment `decide` tells what
is to be said now, and `next_instant` when there is something to say next. The clock may be the
replay of a contractual one (`ClockState`) or a `Span`: both know `is_open`, `paused_at`,
`deadline` and `at_fraction`.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from .coverage import CoverageWindow
from .instants import DAY_MINUTES, to_utc
from .ladder_values import NO_FACTS, Clock, Due, Entry, Facts, Step

SUPERSEDED = "superseded"  # a later step was due by then
TAKEN = "taken"  # only while nobody has it, and somebody has


def due_instants(clock: Clock, steps: Iterable[Step], facts: Facts = NO_FACTS) -> tuple[Due, ...]:
    """Each step with its instant, in the order in which they speak."""
    dues = []
    for step in steps:
        reached = step.instant(clock)
        if step.since is None or reached >= step.since:
            dues.append(Due(step, reached, _spoken_at(step, reached, facts)))
    return tuple(sorted(dues, key=lambda due: (due.instant, due.reached, due.step.key)))


def decide(
    clock: Clock,
    steps: Iterable[Step],
    history: Iterable[Entry],
    now: datetime,
    facts: Facts = NO_FACTS,
) -> tuple[Entry, ...]:
    """The entries to add at `now`: what is said, and what is left out.

    Of several steps that are due together (the server was off) only the highest speaks, with those
    that share its instant; the others are kept as left out. A step that was held back until after
    a higher one has spoken is left out too. The very second of an instant is not over yet.
    """
    now, history = to_utc(now, "now"), tuple(history)
    if not _climbable(clock):
        return ()
    known = {entry.key for entry in history}
    due = [
        one
        for one in due_instants(clock, steps, facts)
        if one.step.key not in known and one.instant < now
    ]
    spoken = max((entry.fired for entry in history if entry.fired), default=None)
    entries, able = [], []
    for one in due:
        if facts.taken and one.step.only_untaken:
            entries.append(_left_out(one, TAKEN))
        elif one.held and spoken is not None and one.reached < spoken:
            entries.append(_left_out(one, SUPERSEDED))
        else:
            able.append(one)
    highest = max((one.reached for one in able), default=None)
    for one in able:
        if one.reached < highest:
            entries.append(_left_out(one, SUPERSEDED))
        else:
            entries.append(Entry(one.step.key, one.reached, now, held=one.held))
    if not able:
        again = _repeats(steps, history, facts)
        entries += [
            Entry(last.key, instant, now, last.repeat + 1)
            for last, instant in again
            if instant < now
        ]
    return tuple(entries)


def next_instant(
    clock: Clock, steps: Iterable[Step], history: Iterable[Entry], facts: Facts = NO_FACTS
) -> datetime | None:
    """When there is something to decide next, also in the past; None: never as things stand."""
    steps, history = tuple(steps), tuple(history)
    if not _climbable(clock):
        return None
    known = {entry.key for entry in history}
    pending = [
        one.instant for one in due_instants(clock, steps, facts) if one.step.key not in known
    ]
    repeats = [instant for _last, instant in _repeats(steps, history, facts)]
    return min(pending + repeats, default=None)


def climb_now(
    clock: Clock,
    steps: Iterable[Step],
    history: Iterable[Entry],
    now: datetime,
    facts: Facts = NO_FACTS,
) -> tuple[Entry, ...]:
    """What somebody brings forward who will not wait: the next steps that have not spoken.

    Steps of one instant speak together. When all have spoken, the highest do so again.
    """
    now, history = to_utc(now, "now"), tuple(history)
    able = [step for step in steps if not (facts.taken and step.only_untaken)]
    dues = due_instants(clock, able)
    known = {entry.key for entry in history}
    waiting = [due for due in dues if due.step.key not in known]
    place = waiting[0].reached if waiting else (dues[-1].reached if dues else None)
    entries = []
    for due in waiting or dues:
        if due.reached == place:
            told = [entry.repeat for entry in history if entry.key == due.step.key]
            entries.append(Entry(due.step.key, due.reached, now, max(told, default=-1) + 1))
    return tuple(entries)


def _climbable(clock: Clock) -> bool:
    return clock.is_open and clock.paused_at is None


def _spoken_at(step: Step, reached: datetime, facts: Facts) -> datetime:
    if facts.contractual or facts.duty is None:
        return reached
    windows = [facts.duty] if step.hold else []
    if step.quiet:
        windows.append(_awake(step.quiet, facts.duty.zone))
    instant = reached
    # opening of one may be closed in the other; each round moves on, and a week has no more parts
    for _round in range(64):
        later = instant
        for window in windows:
            later = window.next_opening(later)
        if later == instant:
            return instant
        instant = later
    raise ValueError("quiet: nobody is ever on duty outside the quiet hours")


def _awake(quiet: tuple[int, int], zone: str) -> CoverageWindow:
    start, end = quiet
    parts = [(end, start)] if end < start else [(0, start), (end, DAY_MINUTES)]
    spans = [part for part in parts if part[0] < part[1]]
    return CoverageWindow(zone, {day: spans for day in range(7)})


def _repeats(steps: Iterable[Step], history: tuple[Entry, ...], facts: Facts):
    """The steps that are said again, with the instant of the next time.

    Those that spoke last of all that wait for an acknowledgement: one that asks for none takes the
    word from nobody. But whatever speaks is heard, so the time until the next repeat begins anew.
    """
    asking = {
        step.key: step for step in steps if step.repeat and not (facts.taken and step.only_untaken)
    }
    first = [entry for entry in history if entry.fired and not entry.repeat and entry.key in asking]
    top = max((entry.fired for entry in first), default=None)
    spoken = max((entry.fired for entry in history if entry.fired), default=None)
    for one in first:
        if one.fired != top:
            continue
        step = asking[one.key]
        last = max(
            (entry for entry in history if entry.key == one.key and entry.fired),
            key=lambda entry: entry.repeat,
        )
        if not facts.is_acknowledged(one.key, last.fired):
            yield last, spoken + timedelta(minutes=step.repeat)


def _left_out(due: Due, reason: str) -> Entry:
    return Entry(due.step.key, due.reached, None, reason=reason, held=due.held)
