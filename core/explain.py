"""Why this deadline: the reckoning retold in sentences.

The sentences are templates marked for translation. `translate` looks a template up in the reader's
language before the values are put in; `format_instant(instant, zone)` lets the caller write dates
the way its users are used to. Both may be left out: then the text is English.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from .explain_hours import (
    Words,
    closures_between,
    hours_text,
    listed,
    skipped_days,
    weekdays_text,
    why_closed,
)
from .instants import to_utc
from .labels import WEEKDAYS_LONG, FormatInstant, Translate, city, utc_offset, zone_label
from .messages import _
from .policy import Policy
from .target import BUSINESS_DAYS, CLOCK_HOURS, COVERAGE_HOURS, Target

TARGETS = {
    CLOCK_HOURS: (_("1 hour by the clock"), _("%(amount)s hours by the clock")),
    COVERAGE_HOURS: (_("1 hour of service time"), _("%(amount)s hours of service time")),
    BUSINESS_DAYS: (_("1 business day"), _("%(amount)s business days")),
}
RULES = {
    CLOCK_HOURS: _("Promised: %(target)s. The time runs on when the service hours end."),
    COVERAGE_HOURS: _("Promised: %(target)s. Only time within the service hours counts."),
    BUSINESS_DAYS: _(
        "Promised: %(target)s, that is the same time of day that many business days later."
    ),
}


SUBMITTED = "submitted"
RAISED = "raised"
STARTS = {
    SUBMITTED: (
        _("Submitted %(when)s: the clock started at once."),
        _("Submitted %(when)s, outside the service hours (%(why)s): the clock starts %(start)s."),
    ),
    RAISED: (
        _("Reckoned from %(when)s, when it was raised: the clock started at once."),
        _(
            "Reckoned from %(when)s, when it was raised, outside the service hours (%(why)s): the "
            "clock starts %(start)s."
        ),
    ),
}


def explain(
    policy: Policy,
    submitted: datetime,
    zones: Iterable[str] = (),
    translate: Translate = str,
    format_instant: FormatInstant | None = None,
    since: str = SUBMITTED,
) -> str:
    """Why a ticket submitted at that instant has its deadline: `explain_lines`, a line each."""
    return "\n".join(explain_lines(policy, submitted, zones, translate, format_instant, since))


def explain_lines(
    policy: Policy,
    submitted: datetime,
    zones: Iterable[str] = (),
    translate: Translate = str,
    format_instant: FormatInstant | None = None,
    since: str = SUBMITTED,
) -> tuple[str, ...]:
    """The rule, the service hours, the start, what was skipped and why, and the deadline.

    :param submitted: when the ticket was submitted
    :param zones: IANA names of the readers' zones; the deadline is given in each of them, and in
        the zone of the service hours
    :param translate: template → template in the reader's language
    :param format_instant: (instant, zone) → text; default "Tue 24 Nov 14:00"
    :param since: what happened at `submitted`: SUBMITTED, or RAISED for a severity or plan raised
    :raises ValueError: names submitted, zones, or what is wrong with the policy
    """
    words = Words(policy.window.zone, translate, format_instant)
    submitted = to_utc(submitted, "submitted")
    start, deadline = policy.clock_start(submitted), policy.deadline(submitted)
    return (
        *_rule_lines(policy, submitted, words),
        *_window_lines(policy, submitted, words),
        _start_line(policy, submitted, start, words, since),
        *_skipped_lines(policy, submitted, start, deadline, words),
        *_clock_change_lines(start, deadline, words),
        _deadline_line(deadline, zones, words),
    )


def weekday_line(policy: Policy, submitted: datetime, translate: Translate = str) -> str:
    """The sentence on the weekday rule that bites for that submission; "" when none does."""
    submitted = to_utc(submitted, "submitted")
    if not policy.rule_for(submitted):
        return ""
    return _weekday_line(policy, submitted, Words(policy.window.zone, translate, None))


def _target_text(target: Target, words: Words) -> str:
    one, many = TARGETS[target.unit]
    return words.say(one if target.amount == 1 else many, amount=target.amount)


def _rule_lines(policy: Policy, submitted: datetime, words: Words) -> Iterator[str]:
    target = policy.target_for(submitted)
    yield words.say(RULES[target.unit], target=_target_text(target, words))
    if policy.rule_for(submitted):
        yield _weekday_line(policy, submitted, words)


def _weekday_line(policy: Policy, submitted: datetime, words: Words) -> str:
    return words.say(
        _("Filed on a %(weekday)s in %(city)s: %(target)s instead of %(usual)s."),
        weekday=words.say(WEEKDAYS_LONG[words.local(submitted).weekday()]),
        city=city(words.zone),
        target=_target_text(policy.target_for(submitted), words),
        usual=_target_text(policy.target, words),
    )


def _window_lines(policy: Policy, submitted: datetime, words: Words) -> Iterator[str]:
    zone = zone_label(words.zone, submitted)
    if policy.window.weekly is None:
        yield words.say(_("Service hours: day and night, every day."))
    else:
        hours = hours_text(policy.window, words)
        yield words.say(_("Service hours: %(hours)s (%(zone)s)."), hours=hours, zone=zone)
    calendar = policy.business_days
    by_days = policy.target_for(submitted).unit == BUSINESS_DAYS
    if by_days and calendar.weekly is not None:
        days = weekdays_text([d for d in range(7) if calendar.weekly[d]], words)
        yield words.say(_("Business days: %(days)s."), days=days)


def _start_line(
    policy: Policy, submitted: datetime, start: datetime, words: Words, since: str
) -> str:
    at_once, later = STARTS[since]
    when = words.when_and_where(submitted)
    if start == submitted:
        return words.say(at_once, when=when)
    return words.say(
        later,
        when=when,
        why=why_closed(policy.window, submitted, words),
        start=words.when_and_where(start),
    )


def _skipped_lines(
    policy: Policy, submitted: datetime, start: datetime, deadline: datetime, words: Words
) -> Iterator[str]:
    """What did not count: the wait for opening, and then whatever the unit leaves out."""
    unit = policy.target_for(submitted).unit
    calendar = policy.business_days if unit == BUSINESS_DAYS else policy.window
    if unit == COVERAGE_HOURS:
        idle = deadline - start - policy.window.covered(start, deadline)
        if idle:
            yield words.say(
                _("Outside the service hours and not counted: %(duration)s."),
                duration=words.duration(idle),
            )
    counted_to = start if unit == CLOCK_HOURS else deadline
    days = skipped_days(
        policy.window, _days_between(submitted, start, words), _("no service that day"), words
    )
    if unit != CLOCK_HOURS:
        reason = _("no business day") if unit == BUSINESS_DAYS else _("no service that day")
        days |= skipped_days(calendar, _days_between(start, deadline, words), reason, words)
    if days:
        texts = [days[day] for day in sorted(days)]
        yield words.say(_("Days skipped: %(days)s."), days=listed(texts, words))
    closures = closures_between(calendar, submitted, counted_to, words)
    if closures:
        yield words.say(_("Closed: %(closures)s."), closures=listed(closures, words))


def _days_between(start: datetime, end: datetime, words: Words) -> list[date]:
    """The local dates after that of `start` and before that of `end`."""
    first, last = words.local(start).toordinal(), words.local(end).toordinal()
    return [date.fromordinal(ordinal) for ordinal in range(first + 1, last)]


def _clock_change_lines(start: datetime, deadline: datetime, words: Words) -> Iterator[str]:
    before, after = utc_offset(words.zone, start), utc_offset(words.zone, deadline)
    if before != after:
        yield words.say(
            _("The clocks in %(city)s change in between, from %(before)s to %(after)s."),
            city=city(words.zone),
            before=before,
            after=after,
        )


def _deadline_line(deadline: datetime, zones: Iterable[str], words: Words) -> str:
    places = dict.fromkeys((*zones, words.zone))
    when = " = ".join(words.when_and_where(deadline, zone) for zone in places)
    return words.say(_("Due %(when)s."), when=when)
