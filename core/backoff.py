"""When to try again: waiting times with full jitter, and a budget after which it is given up.

Full jitter: the wait is drawn evenly between nothing and a ceiling that doubles with each failure.
Many senders that failed together then spread over the whole time, instead of coming back together.
What the receiver asks for (Retry-After) is waited at least.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

ZERO = timedelta()
MOST_DOUBLINGS = 40  # beyond it any ceiling is the cap, and numbers stay small


@dataclass(frozen=True, slots=True)
class Backoff:
    """How long to wait after each failure, and when to give up.

    :param base: the ceiling after the first failure
    :param cap: the highest ceiling, and the most that a receiver may ask for
    :param tries: attempts until it is given up
    :param lifetime: age at which a failure is the last, whatever attempts are left
    :raises ValueError: names the field
    """

    base: timedelta
    cap: timedelta
    tries: int
    lifetime: timedelta

    def __post_init__(self):
        for field in ("base", "cap", "lifetime"):
            value = getattr(self, field)
            if not isinstance(value, timedelta) or value <= ZERO:
                raise ValueError(f"{field}: a time longer than zero is needed, not {value!r}")
        if self.cap < self.base:
            raise ValueError(f"cap: {self.cap} is shorter than the first ceiling, {self.base}")
        if type(self.tries) is not int or self.tries < 1:
            raise ValueError(f"tries: a whole number from 1 is needed, not {self.tries!r}")

    def ceiling(self, failures: int) -> timedelta:
        """The longest wait after so many failures.

        :raises ValueError: names failures
        """
        check_failures(failures)
        doublings = failures - 1
        if doublings > MOST_DOUBLINGS or self.base > self.cap / 2**doublings:
            return self.cap
        return self.base * 2**doublings

    def wait(
        self,
        failures: int,
        age: timedelta,
        draw: Callable[[], float],
        asked: timedelta | None = None,
    ) -> timedelta | None:
        """How long to wait after the failure just seen; None when it is to be given up.

        :param failures: failed attempts, this one included
        :param age: how long ago the thing to send came about
        :param draw: gives evenly spread numbers from 0 up to and without 1, such as random.random
        :param asked: what the receiver asked to wait; it is kept up to ``cap``
        :raises ValueError: names failures, age, draw or asked
        """
        check_failures(failures)
        _check_span(age, "age")
        if asked is not None:
            _check_span(asked, "asked")
        if failures >= self.tries or age >= self.lifetime:
            return None
        drawn = draw()
        if not 0 <= drawn < 1:
            raise ValueError(f"draw: a number from 0 up to 1 is needed, not {drawn!r}")
        wait = self.ceiling(failures) * drawn
        return max(wait, min(asked or ZERO, self.cap))


def check_failures(failures: int) -> int:
    """``failures`` if it can be a number of failures that were seen; ValueError names it."""
    if type(failures) is not int or failures < 1:
        raise ValueError(f"failures: a whole number from 1 is needed, not {failures!r}")
    return failures


def _check_span(value: timedelta, field: str) -> None:
    if not isinstance(value, timedelta):
        raise ValueError(f"{field}: a time span is needed, not {value!r}")
