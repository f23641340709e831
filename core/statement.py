"""A usage statement: the lines of one period's bill, corrections of earlier ones, and their proof.

Lines hold what was reckoned, not words: the words are made by whoever shows them, in his language.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .billing_period import Period
from .charges import WHOLE_CONTRACT, Bill, Counted
from .term_chain import ZERO

BASE = "base"
EXTRA = "extra"
CREDIT = "credit"
CORRECTION = "correction"
KINDS = (BASE, EXTRA, CREDIT, CORRECTION)


@dataclass(frozen=True)
class Line:
    """One amount of a statement.

    :param company: whose column it is in; None for the whole contract
    :param tickets: what it is about, by id
    :param quantity: of `price` each; a base line has a part of one, told by its days
    :param plan: of a base line
    :param first: and `last`, `days` of `of_days`: of a base line
    :param for_start: of a correction: the start of the period that was stated wrongly
    """

    kind: str
    amount: Decimal
    company: int | None = WHOLE_CONTRACT
    tickets: tuple[int, ...] = ()
    quantity: int = 1
    price: Decimal = ZERO
    plan: int | None = None
    first: date | None = None
    last: date | None = None
    days: int = 0
    of_days: int = 0
    for_start: date | None = None

    def to_dict(self) -> dict:
        """JSON-able, amounts as text so that no reader makes a float of them."""
        return {
            "amount": _plain(self.amount),
            "company": self.company,
            "days": self.days,
            "first": self.first and self.first.isoformat(),
            "for_start": self.for_start and self.for_start.isoformat(),
            "kind": self.kind,
            "last": self.last and self.last.isoformat(),
            "of_days": self.of_days,
            "plan": self.plan,
            "price": _plain(self.price),
            "quantity": self.quantity,
            "tickets": list(self.tickets),
        }


def own_lines(bill: Bill) -> tuple[Line, ...]:
    """The lines of a period itself: the plan by days, extra tickets, credits."""
    return (*_base_lines(bill), *_extra_lines(bill.extras), *_credit_lines(bill))


def correction_lines(changes: Iterable[tuple[date, Mapping, Iterable[int]]]) -> tuple[Line, ...]:
    """What earlier periods cost more or less than was stated.

    :param changes: (start of the period, amount by company, tickets by which it changed)
    """
    return tuple(
        Line(
            CORRECTION,
            amounts[company],
            company,
            tickets=tuple(sorted(set(tickets))),
            price=amounts[company],
            for_start=start,
        )
        for start, amounts, tickets in sorted(changes, key=lambda change: change[0])
        for company in sorted(amounts, key=_whole_first)
    )


def total(lines: Iterable[Line]) -> Decimal:
    """The sum of the lines: each is rounded already."""
    return sum((line.amount for line in lines), ZERO)


def canonical_json(head: Mapping[str, str], lines: Iterable[Line]) -> str:
    """The one text of a statement: JSON with sorted keys, no spaces, ASCII.

    :param head: whose it is and of which period, as text
    """
    lines = tuple(lines)
    values = {
        **head,
        "lines": [line.to_dict() for line in lines],
        "total": _plain(total(lines)),
    }
    return json.dumps(values, sort_keys=True, separators=(",", ":"))


def fingerprint(text: str) -> str:
    """SHA-256 (hex) of a canonical text."""
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def head(contract: str, zone: str, currency: str, period: Period) -> dict[str, str]:
    """What stands above the lines of a statement."""
    return {
        "contract": contract,
        "currency": currency,
        "from": period.start.isoformat(),
        "to": period.last.isoformat(),
        "zone": zone,
    }


def _base_lines(bill: Bill):
    for segment in bill.segments:
        yield Line(
            BASE,
            segment.amount,
            price=segment.link.price,
            plan=segment.link.plan,
            first=segment.first,
            last=segment.last,
            days=segment.days,
            of_days=segment.of_days,
        )


def _extra_lines(extras: Iterable[Counted]):
    """One line a company and price: which tickets they are stands in it."""
    groups: dict[tuple[int, Decimal], list[int]] = {}
    for one in extras:
        groups.setdefault((one.use.company, one.price), []).append(one.use.ticket)
    for company, price in sorted(groups):
        tickets = tuple(groups[company, price])
        yield Line(EXTRA, price * len(tickets), company, tickets, len(tickets), price)


def _credit_lines(bill: Bill):
    for credit in bill.credits:
        if credit.amount:
            yield Line(
                CREDIT, -credit.amount, credit.company, (credit.ticket,), price=-credit.amount
            )


def _whole_first(company: int | None) -> tuple[bool, int]:
    return (company is not WHOLE_CONTRACT, company or 0)


def _plain(amount: Decimal) -> str:
    """The shortest exact text of an amount: 299, 99.67; never 3E+2 or -0."""
    return f"{amount.normalize():f}" if amount else "0"
