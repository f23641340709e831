"""What a ladder would do about a sample ticket, line by line, before anybody relies on it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from .events import STARTED, Event
from .instants import SECOND, to_utc
from .ladder import TAKEN, decide, next_instant
from .ladder_values import NO_FACTS, Clock, Entry, Facts, Step
from .messages import _
from .policy import Policy
from .replay import replay

MOST_LINES = 60
REPEATS_SHOWN = 2


@dataclass(frozen=True)
class Telling:
    """A step with the words of who is told, and by which channels."""

    step: Step
    name: str
    who: str
    how: str


def climb(
    clock: Clock, steps: Iterable[Step], facts: Facts = NO_FACTS, until: datetime | None = None
) -> tuple[Entry, ...]:
    """All that the ladder does about a clock that nobody stops, with a sweep whenever it is due.

    :param until: where to stop; without it repeats are shown twice
    """
    steps, history = tuple(steps), []
    while len(history) < MOST_LINES:
        shown = _without_endless(steps, history) if until is None else steps
        instant = next_instant(clock, shown, history, facts)
        if instant is None or (until is not None and instant >= until):
            break
        history += decide(clock, shown, history, instant + SECOND, facts)
    return tuple(history)


@dataclass(frozen=True)
class Row:
    """One line of a story: when, what sort of thing, which step, and the words.

    kind: filed, opens, deadline, said, again or left_out
    """

    at: datetime
    kind: str
    text: str
    key: str = ""


def story(
    policy: Policy,
    submitted: datetime,
    tellings: Iterable[Telling],
    format_instant: Callable[[datetime], str],
    translate: Callable[[str], str] = str,
    aim: bool = False,
) -> list[str]:
    """The time line of a ticket filed at `submitted` that nobody answers, in words.

    :raises ValueError: names what of the policy or the steps cannot be reckoned
    """
    submitted = to_utc(submitted, "submitted")
    clock = replay([Event(STARTED, submitted, 1, policy)])
    facts = Facts(duty=policy.window, contractual=not aim)
    rows = story_rows(clock, submitted, tellings, format_instant, translate, facts)
    return [row.text for row in rows]


def story_rows(
    clock: Clock,
    submitted: datetime,
    tellings: Iterable[Telling],
    format_instant: Callable[[datetime], str],
    translate: Callable[[str], str] = str,
    facts: Facts = NO_FACTS,
) -> list[Row]:
    """The same for any clock, also a `Span`, as rows that can be drawn."""
    by_key = {telling.step.key: telling for telling in tellings}
    filed = translate(_("Filed: %(when)s")) % {"when": format_instant(submitted)}
    deadline = _deadline_line(clock, not facts.contractual, format_instant, translate)
    rows = [
        (submitted, 0, Row(submitted, "filed", filed)),
        (clock.deadline, 2, Row(clock.deadline, "deadline", deadline)),
    ]
    start = getattr(clock, "clock_start", submitted)
    if start > submitted:
        text = translate(_("Outside the service hours: the clock starts %(when)s"))
        text %= {"when": format_instant(start)}
        rows.append((start, 0, Row(start, "opens", text)))
    for entry in climb(clock, [telling.step for telling in by_key.values()], facts):
        at = entry.fired or entry.planned
        place = min(at, clock.deadline) if entry.planned == clock.deadline else at
        line = _entry_line(entry, by_key[entry.key], format_instant, translate)
        kind = "left_out" if entry.fired is None else "again" if entry.repeat else "said"
        rows.append((place, 1, Row(at, kind, line, entry.key)))
    return [row for _at, _place, row in sorted(rows, key=lambda row: row[:2])]


def _deadline_line(clock, aim, format_instant, translate) -> str:
    text = translate(_("Aimed at: %(when)s")) if aim else translate(_("Deadline: %(when)s"))
    return text % {"when": format_instant(clock.deadline)}


def _entry_line(entry: Entry, telling: Telling, format_instant, translate) -> str:
    at = entry.planned
    if entry.held:
        at = (entry.fired or entry.planned) - SECOND
    values = {
        "when": format_instant(at),
        "name": telling.name,
        "who": telling.who,
        "how": telling.how,
    }
    if entry.fired is None:
        text = (
            _("%(when)s: “%(name)s” is left out: somebody has the ticket by then")
            if entry.reason == TAKEN
            else _("%(when)s: “%(name)s” is left out: a later step has spoken by then")
        )
    elif entry.repeat:
        text = _("%(when)s: “%(name)s” again, until somebody acknowledges: %(who)s, by %(how)s")
    elif entry.held:
        text = _("%(when)s: “%(name)s”, held until then: %(who)s, by %(how)s")
    else:
        text = _("%(when)s: “%(name)s”: %(who)s, by %(how)s")
    return translate(text) % values


def _without_endless(steps: tuple[Step, ...], history: list[Entry]) -> list[Step]:
    """The steps; without their repeating those that were said again often enough, and earlier ones.

    An earlier one would take the word again, which it does not do while the last one has it.
    """
    enough = {entry.key for entry in history if entry.repeat >= REPEATS_SHOWN}
    first = {entry.key: entry.fired for entry in history if entry.fired and not entry.repeat}
    last = max((first[key] for key in enough), default=None)
    silent = {key for key, fired in first.items() if last is not None and fired <= last}
    return [replace(step, repeat=0) if step.key in silent else step for step in steps]
