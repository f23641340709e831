"""What is promised: an amount of time and how it is counted."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

CLOCK_HOURS = "clock_hours"
COVERAGE_HOURS = "coverage_hours"
BUSINESS_DAYS = "business_days"
UNITS = (CLOCK_HOURS, COVERAGE_HOURS, BUSINESS_DAYS)

LONGEST_DAYS = 100 * 366


@dataclass(frozen=True)
class Target:
    """An amount in a unit.

    - clock_hours: elapsed time, running on after the window closes (article, FAQ: "measured in
      clock time, not business hours")
    - coverage_hours: only time inside the window (custom contracts)
    - business_days: the same local time of day, that many business days later

    Hours may be fractional and are rounded to whole seconds; days are whole. A whole amount is kept
    as an int, so that 4 and 4.0 are one target with one canonical form.
    :raises ValueError: names amount or unit
    """

    amount: int | float
    unit: str

    def __post_init__(self):
        if self.unit not in UNITS:
            raise ValueError(f"unit: one of {', '.join(UNITS)} is needed, not {self.unit!r}")
        object.__setattr__(self, "amount", _amount(self.amount, self.unit))

    @property
    def seconds(self) -> int:
        """The promised hours in seconds; ValueError for business days, which have no length."""
        if self.unit == BUSINESS_DAYS:
            raise ValueError("unit: business days have no fixed length")
        return round(self.amount * 3600)

    def to_dict(self) -> dict:
        """A JSON-able form."""
        return {"amount": self.amount, "unit": self.unit}

    @classmethod
    def from_dict(cls, values: Mapping) -> "Target":
        """The target of `to_dict()`; ValueError names what is missing or wrong."""
        if not isinstance(values, Mapping):
            raise ValueError(f"target: a mapping is needed, not {values!r}")
        for name in ("amount", "unit"):
            if name not in values:
                raise ValueError(f"{name}: missing")
        return cls(values["amount"], values["unit"])


def _amount(amount: object, unit: str) -> int | float:
    if isinstance(amount, bool) or not isinstance(amount, int | float):
        raise ValueError(f"amount: a number is needed, not {amount!r}")
    # NaN answers every comparison with no, so ask for what is wanted instead of what is not.
    if not (amount > 0 and math.isfinite(amount)):
        raise ValueError(f"amount: a positive number is needed, not {amount!r}")
    whole = amount == int(amount)
    if unit == BUSINESS_DAYS:
        if not whole:
            raise ValueError(f"amount: business days are whole, not {amount!r}")
        longest = LONGEST_DAYS
    else:
        if amount * 3600 < 1:
            raise ValueError(f"amount: {amount!r} hours are less than a second")
        longest = LONGEST_DAYS * 24
    if amount > longest:
        raise ValueError(f"amount: {amount!r} {unit} are more than 100 years")
    return int(amount) if whole else amount
