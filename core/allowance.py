"""So many times within so many seconds, and not more: counted in two numbers that a row can keep."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .instants import to_epoch


@dataclass(frozen=True)
class Allowance:
    """``times`` within a span of ``seconds``; the next span begins with the first use after it."""

    times: int
    seconds: int

    def __post_init__(self):
        for field in ("times", "seconds"):
            value = getattr(self, field)
            if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                raise ValueError(f"{field}: a whole number from 1 is needed, not {value!r}")

    def use(self, began: datetime | None, used: int, now: datetime) -> tuple[datetime, int] | None:
        """What to keep after one more use: when the span began, and how often it was used in it.

        None when there is none left: :meth:`wait` says for how long.
        """
        if self._is_new(began, now):
            return now, 1
        return (began, used + 1) if used < self.times else None

    def wait(self, began: datetime, now: datetime) -> int:
        """Whole seconds until a used up span is over, at least one."""
        ends = began + timedelta(seconds=self.seconds)
        return max(1, to_epoch(ends, "began") - to_epoch(now, "now"))

    def _is_new(self, began: datetime | None, now: datetime) -> bool:
        if began is None:
            return True
        gone = to_epoch(now, "now") - to_epoch(began, "began")
        # a server's clock that was put back must not lock anybody out for longer than a span
        return gone >= self.seconds or gone < 0
