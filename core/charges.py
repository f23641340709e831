"""What a billing period costs: the plan by days, extra tickets, agreed credits.

Amounts are exact (Decimal) and rounded once each, half up, to the currency's digits: so a sum of
lines is the sum that is printed, and whoever reckons again from the same rows gets the same cents.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from .billing_period import DAY, Period, bounds, local_day
from .instants import to_utc
from .term_chain import ZERO, Chain, Link, amount_of

WHOLE_CONTRACT = None
"""The company of what is billed for the contract as a whole."""


@dataclass(frozen=True)
class Segment:
    """Some days of a period under one link; `last` belongs to them."""

    link: Link
    first: date
    last: date
    days: int
    of_days: int
    amount: Decimal


@dataclass(frozen=True)
class Use:
    """A ticket that counts against the quota.

    :param submitted: the instant that decides its period and its rank
    :param company: whose ticket it is
    :param link: the term it falls under, whose quota and price hold for it
    """

    ticket: int
    submitted: datetime
    company: int
    link: Link

    def __post_init__(self):
        object.__setattr__(self, "submitted", to_utc(self.submitted, "submitted"))


@dataclass(frozen=True)
class Counted:
    """A use with its rank in the period; what it costs is nothing unless it is `extra`."""

    use: Use
    rank: int
    quota: int
    extra: bool
    price: Decimal


@dataclass(frozen=True)
class Credit:
    """What was agreed for one breach; a positive amount, taken off the bill.

    :param key: what it is for, unique: the breach
    """

    key: int
    ticket: int
    company: int
    amount: Decimal

    def __post_init__(self):
        object.__setattr__(self, "amount", amount_of(self.amount, "amount"))


@dataclass(frozen=True)
class Bill:
    """One period's own charges, before corrections of earlier ones."""

    period: Period
    segments: tuple[Segment, ...] = ()
    counted: tuple[Counted, ...] = ()
    credits: tuple[Credit, ...] = ()
    total: Decimal = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "total", sum(self.by_company().values(), ZERO))

    @property
    def extras(self) -> tuple[Counted, ...]:
        """The uses past the quota."""
        return tuple(one for one in self.counted if one.extra)

    def by_company(self) -> dict[int | None, Decimal]:
        """The amount of each company; the plan itself is of the contract as a whole."""
        sums: dict[int | None, Decimal] = {}
        for company, amount in self._amounts():
            sums[company] = sums.get(company, ZERO) + amount
        return sums

    @property
    def has_charges(self) -> bool:
        """Whether there is anything to state: a bill of credits and extras that cancel is one."""
        return any(amount for _company, amount in self._amounts())

    def _amounts(self):
        for segment in self.segments:
            yield WHOLE_CONTRACT, segment.amount
        for one in self.extras:
            yield one.use.company, one.price
        for credit in self.credits:
            yield credit.company, -credit.amount


def bill(
    period: Period,
    chain: Chain,
    zone: str,
    uses: Iterable[Use] = (),
    credits: Iterable[Credit] = (),
    digits: int = 2,
    until: date | None = None,
) -> Bill:
    """The charges of a period, from all that counts for it.

    :param until: the day on which the contract ended: it and those after it are not charged
    """
    return Bill(
        period,
        base_charges(period, chain, zone, digits, until),
        extra_uses(period, zone, uses, digits),
        tuple(
            Credit(one.key, one.ticket, one.company, rounded(one.amount, digits))
            for one in sorted(credits, key=lambda one: one.key)
        ),
    )


def base_charges(
    period: Period, chain: Chain, zone: str, digits: int = 2, until: date | None = None
) -> tuple[Segment, ...]:
    """The plan's price by days: each local day belongs to the link in force at its end.

    So the day of an upgrade is the new plan's, and days before the first term are nobody's.
    """
    segments: list[Segment] = []
    end = min(period.end, until or period.end)
    for link in reversed(chain.links):
        first = max(local_day(link.start, zone), period.start)
        if first < end:
            days = (end - first).days
            amount = rounded(link.price * days / period.days, digits)
            segments.append(Segment(link, first, end - DAY, days, period.days, amount))
            end = first
    return tuple(reversed(segments))


def extra_uses(
    period: Period, zone: str, uses: Iterable[Use], digits: int = 2
) -> tuple[Counted, ...]:
    """Each use under a quota with its rank by (submitted, ticket), the ones past it priced.

    The quota is whole also for a part of a period, and 0 is no limit: what is filed under such a
    term takes no rank. The others are ranked over the whole period, whichever term they fall under.

    :raises ValueError: names uses when a ticket is in them twice, or one is of another period
    """
    first, end = bounds(period, zone)
    ordered = sorted(uses, key=lambda use: (use.submitted, use.ticket))
    if len({use.ticket for use in ordered}) < len(ordered):
        raise ValueError("uses: a ticket is in them twice")
    counted: list[Counted] = []
    for use in ordered:
        if not first <= use.submitted < end:
            raise ValueError(f"uses: ticket {use.ticket} was not submitted in this period")
        link = use.link
        if not link.quota:
            continue
        rank = len(counted) + 1
        extra = rank > link.quota
        price = rounded(link.extra_price, digits) if extra else ZERO
        counted.append(Counted(use, rank, link.quota, extra, price))
    return tuple(counted)


def difference(after: Bill, before: Bill) -> dict[int | None, Decimal]:
    """What a period costs more (or less) than was stated, by company; only where it differs."""
    if after.period != before.period:
        raise ValueError("period: two bills of one period are compared")
    new, old = after.by_company(), before.by_company()
    changes = {key: new.get(key, ZERO) - old.get(key, ZERO) for key in {**old, **new}}
    return {key: amount for key, amount in changes.items() if amount}


def rounded(amount: Decimal, digits: int) -> Decimal:
    """Rounded half up, away from zero, to the currency's digits."""
    return amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
