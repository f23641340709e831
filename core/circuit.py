"""A circuit breaker: after failures in a row nothing is sent for a while, then one trial.

Closed: all goes through. Open: nothing does, until the pause is over. Half open: one attempt may be
made; if it fails the pause begins anew and twice as long, if it succeeds all is as before.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from .backoff import MOST_DOUBLINGS
from .instants import to_utc

State = Literal["closed", "open", "half_open"]


@dataclass(frozen=True, slots=True)
class CircuitRule:
    """After how many failures in a row to pause, and for how long.

    :raises ValueError: names the field
    """

    threshold: int
    pause: timedelta
    longest: timedelta

    def __post_init__(self):
        if type(self.threshold) is not int or self.threshold < 1:
            raise ValueError(f"threshold: a whole number from 1 is needed, not {self.threshold!r}")
        if not isinstance(self.pause, timedelta) or self.pause <= timedelta():
            raise ValueError(f"pause: a time longer than zero is needed, not {self.pause!r}")
        if not isinstance(self.longest, timedelta) or self.longest < self.pause:
            raise ValueError(f"longest: at least the first pause is needed, not {self.longest!r}")

    def pause_after(self, failures: int) -> timedelta | None:
        """How long to pause after so many failures in a row; None while it stays closed."""
        again = failures - self.threshold
        if again < 0:
            return None
        if again > MOST_DOUBLINGS or self.pause > self.longest / 2**again:
            return self.longest
        return self.pause * 2**again


@dataclass(frozen=True, slots=True)
class Circuit:
    """Failures in a row, and until when nothing is sent because of them.

    :raises ValueError: names failures or paused_until
    """

    failures: int = 0
    paused_until: datetime | None = None

    def __post_init__(self):
        if type(self.failures) is not int or self.failures < 0:
            raise ValueError(f"failures: a whole number from 0 is needed, not {self.failures!r}")
        if self.paused_until is not None:
            if not self.failures:
                raise ValueError("paused_until: without a failure there is no pause")
            object.__setattr__(self, "paused_until", to_utc(self.paused_until, "paused_until"))

    def state(self, now: datetime) -> State:
        """closed, open or half_open at ``now``."""
        now = to_utc(now, "now")
        if self.paused_until is None:
            return "closed"
        return "open" if now < self.paused_until else "half_open"

    def may_try(self, now: datetime) -> bool:
        """Whether something may be sent at ``now``; half open: one attempt at a time."""
        return self.state(now) != "open"

    def after_success(self) -> "Circuit":
        """As it is after something went through."""
        return Circuit()

    def after_failure(self, now: datetime, rule: CircuitRule, for_good: bool = False) -> "Circuit":
        """As it is after one more failure at ``now``.

        :param for_good: the failure says that no attempt will do until a person has changed
            something: the pause begins at once
        """
        now = to_utc(now, "now")
        failures = max(self.failures + 1, rule.threshold if for_good else 0)
        pause = rule.pause_after(failures)
        if pause is None:
            return replace(self, failures=failures)
        # an attempt that began before the pause and ends in it makes it no shorter
        until = max(now + pause, self.paused_until or now)
        return Circuit(failures, until)
