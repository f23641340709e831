"""The terms of a contract as a chain: each holds until the next begins, so no gap can exist.

A change is planned here, at the moment it is confirmed, as links to add and links to remove. What
has begun is never removed, but by `existing`, which puts right what the contract said from a true
start on ("We already have a plan").
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from .billing_period import day_start, local_day, next_start
from .instants import to_utc
from .notice import downgrade_effective, short_term_end

ZERO = Decimal(0)


@dataclass(frozen=True)
class Link:
    """A plan and its price from an instant on.

    :param start: kept in UTC, whole seconds
    :param plan: which plan; the rules compare it, and never ask for one by name
    :param rank: where the plan stands: a higher one is an upgrade
    :param price: for a whole billing period
    :param quota: tickets a billing period; 0 is no limit
    :param extra_price: of each ticket past the quota
    :param short: it ends by itself where the next link begins
    :raises ValueError: names the field
    """

    start: datetime
    plan: int
    rank: int
    price: Decimal = ZERO
    quota: int = 0
    extra_price: Decimal = ZERO
    short: bool = False

    def __post_init__(self):
        object.__setattr__(self, "start", to_utc(self.start, "start"))
        for name in ("price", "extra_price"):
            object.__setattr__(self, name, amount_of(getattr(self, name), name))
        if isinstance(self.quota, bool) or not isinstance(self.quota, int) or self.quota < 0:
            raise ValueError(f"quota: a whole number from 0 is needed, not {self.quota!r}")

    @property
    def is_charged(self) -> bool:
        """Whether anything can ever be billed under it."""
        return bool(self.price) or bool(self.quota)


class Change(NamedTuple):
    """What confirming something does to the chain."""

    add: tuple[Link, ...]
    remove: tuple[Link, ...]


@dataclass(frozen=True)
class Chain:
    """Links in the order of their starts, which are unique.

    :raises ValueError: names links
    """

    links: tuple[Link, ...]

    def __post_init__(self):
        links = tuple(sorted(self.links, key=lambda link: link.start))
        object.__setattr__(self, "links", links)
        if not links:
            raise ValueError("links: a contract has at least one term")
        if len(set(self._starts)) < len(links):
            raise ValueError("links: two terms begin at the same instant")

    @cached_property
    def _starts(self) -> list[datetime]:
        return [link.start for link in self.links]

    def at(self, instant: datetime) -> Link | None:
        """The link in force at that instant; None before the first."""
        index = bisect_right(self._starts, to_utc(instant, "instant"))
        return self.links[index - 1] if index else None

    def after(self, instant: datetime) -> tuple[Link, ...]:
        """The links that have not begun at that instant."""
        return self.links[bisect_right(self._starts, to_utc(instant, "instant")) :]

    def apply(self, change: Change) -> "Chain":
        """The chain after a change; ValueError names links when it does not fit."""
        missing = set(change.remove) - set(self.links)
        if missing:
            raise ValueError(f"links: {len(missing)} to remove are not in the chain")
        kept = (link for link in self.links if link not in change.remove)
        return Chain((*kept, *change.add))

    def _in_force(self, instant: datetime, field: str) -> Link:
        link = self.at(instant)
        if link is None:
            raise ValueError(f"{field}: {instant} is before the first term begins")
        return link


def upgrade(chain: Chain, new: Link, at: datetime) -> Change:
    """`new` from the moment of confirmation; what was planned for later is superseded.

    To the plan already in force it is the wish to keep it: legal when something would end it.
    """
    at = _free_start(chain, at)
    current, planned = chain._in_force(at, "at"), chain.after(at)
    if new.plan == current.plan:
        if all(link.plan == new.plan for link in planned):
            raise ValueError("plan: it is in force already, and nothing planned would end it")
    elif new.rank <= current.rank:
        raise ValueError("plan: an upgrade is to a higher plan than the one in force")
    return Change((replace(new, start=at, short=False),), planned)


def downgrade(
    chain: Chain, new: Link, requested: date, now: datetime, anchor_day: int, zone: str
) -> Change:
    """`new` from the first period on that the notice allows, and not while a short term runs.

    It replaces what else was planned, except a step down on the way to it, and what a short term
    leads back to. The notice counts from the request, but a late confirmation reaches back to no period that has
    begun before its own day. On that very day the term begins with the confirmation, not at
    midnight: what happened this morning stays under the plan it happened under, and the day as a
    whole is billed by the plan in force at its end.
    """
    now = to_utc(now, "now")
    current, planned = chain._in_force(now, "now"), chain.after(now)
    day = max(
        downgrade_effective(requested, anchor_day), next_start(local_day(now, zone), anchor_day)
    )
    agreed_until = _short_terms_end((current, *planned)) or now
    start = max(day_start(day, zone), agreed_until)
    if chain.at(start).plan == new.plan:
        raise ValueError("plan: it would be in force by then without any change")
    kept = tuple(
        link
        for link in planned
        if link.start < start and (link.start <= agreed_until or link.rank > new.rank)
    )
    if new.rank >= (current, *kept)[-1].rank:
        raise ValueError("plan: a downgrade is to a lower plan than the one in force")
    removed = tuple(link for link in planned if link not in kept)
    if start == now:
        _free_start(chain, start)
    return Change((replace(new, start=start, short=False),), removed)


def short_term(
    chain: Chain, new: Link, months: int, at: datetime, anchor_day: int, zone: str
) -> Change:
    """`new` from the confirmation on, and at its end what would have been in force then."""
    at = _free_start(chain, at)
    current = chain._in_force(at, "at")
    end = day_start(short_term_end(local_day(at, zone), months, anchor_day), zone)
    between = tuple(link for link in chain.after(at) if link.start < end)
    if new.rank < current.rank:
        raise ValueError("plan: a short term is of a higher plan than the one in force")
    if all(link.plan == new.plan for link in (current, *between)):
        raise ValueError("plan: it is in force already, and nothing planned would end it")
    begun = replace(new, start=at, short=True)
    back = chain._in_force(end, "at")
    if back.start == end:
        return Change((begun,), between)
    return Change((begun, replace(back, start=end)), between)


def existing(chain: Chain, new: Link, true_start: datetime) -> Change:
    """`new` from its true start, also in the past; it replaces every term that began later."""
    start = to_utc(true_start, "true_start")
    later = tuple(link for link in chain.links if link.start >= start)
    return Change((replace(new, start=start, short=False),), later)


def amount_of(value: object, field: str) -> Decimal:
    """A price or credit: an exact number from 0; ValueError names `field`."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError(f"{field}: a Decimal is needed, not {value!r}")
    amount = Decimal(value)
    if not amount.is_finite():
        raise ValueError(f"{field}: {value} is no amount")
    if amount < 0:
        raise ValueError(f"{field}: {value} is negative")
    return amount


def chain_of(links: Iterable[Link]) -> Chain:
    """The chain of links in whatever order."""
    return Chain(tuple(links))


def _short_terms_end(links: tuple[Link, ...]) -> datetime | None:
    """When the last short term of these has ended; None where there is none."""
    ends = [after.start for link, after in pairwise(links) if link.short]
    return max(ends, default=None)


def _free_start(chain: Chain, at: datetime) -> datetime:
    start = to_utc(at, "at")
    if any(link.start == start for link in chain.links):
        raise ValueError(f"at: a term already begins at {start}")
    return start
