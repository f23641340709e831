"""Time that was worked on a ticket, and the hours that some topics include."""

from dataclasses import dataclass

DAY = 24 * 60


@dataclass(frozen=True)
class Spent:
    """Minutes that are logged, held against the minutes that are included (0: no limit)."""

    minutes: int
    limit: int = 0

    def __post_init__(self) -> None:
        for name, value in (("minutes", self.minutes), ("limit", self.limit)):
            if isinstance(value, bool) or not isinstance(value, int) or value < 0:
                raise ValueError(f"{name}: a whole number from 0 on is needed, not {value!r}")

    @property
    def left(self) -> int:
        """What is still included; 0 where nothing is, or where there is no limit."""
        return max(self.limit - self.minutes, 0)

    @property
    def beyond(self) -> int:
        """What goes beyond the limit."""
        return max(self.minutes - self.limit, 0) if self.limit else 0


def check_minutes(minutes: int) -> int:
    """`minutes` of one entry.

    :raises ValueError: when it is no whole number of minutes, or more than a day has
    """
    if isinstance(minutes, bool) or not isinstance(minutes, int):
        raise ValueError(f"minutes: a whole number is needed, not {minutes!r}")
    if not 0 < minutes <= DAY:
        raise ValueError(f"minutes: 1 to {DAY} are one entry, not {minutes}")
    return minutes


def minutes_of(hours: float) -> int:
    """A limit in hours as whole minutes; 0 and less: no limit."""
    return max(round(hours * 60), 0)
