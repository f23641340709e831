"""A statement beside the vendor's bill: which lines agree, which differ, which one side lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .term_chain import ZERO

SAME = "same"
DIFFERENT = "different"
NOT_BILLED = "not_billed"
ONLY_BILLED = "only_billed"


@dataclass(frozen=True)
class Pair:
    """Places of a statement's and of a bill's line, None where there is none."""

    stated: int | None
    billed: int | None
    verdict: str
    difference: Decimal


def compare(stated: Sequence[Decimal], billed: Sequence[Decimal]) -> tuple[Pair, ...]:
    """Pairs of lines in the statement's order, then what only the bill has.

    Equal amounts belong together, whatever their order: a bill is written by people. What is then
    left on both sides is paired in order, as different; the rest has no other side. `difference` is
    what the bill asks beyond the statement, so the sum of all is that of the totals.
    """
    open_bill = dict(enumerate(billed))
    partner: dict[int, int] = {}
    for place, amount in enumerate(stated):
        same = next((other for other, value in open_bill.items() if value == amount), None)
        if same is not None:
            partner[place] = same
            del open_bill[same]
    for place in range(len(stated)):
        if place not in partner and open_bill:
            first = next(iter(open_bill))
            partner[place] = first
            del open_bill[first]
    pairs = [_pair(place, partner.get(place), stated, billed) for place in range(len(stated))]
    return (*pairs, *(_pair(None, place, stated, billed) for place in open_bill))


def _pair(place: int | None, other: int | None, stated, billed) -> Pair:
    difference = (ZERO if other is None else billed[other]) - (
        ZERO if place is None else stated[place]
    )
    if place is None:
        verdict = ONLY_BILLED
    elif other is None:
        verdict = NOT_BILLED
    else:
        verdict = DIFFERENT if difference else SAME
    return Pair(place, other, verdict, difference)
