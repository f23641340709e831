"""One reckoning of a deadline inside a clock's life, and what pauses do to it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from .policy import Policy
from .target import BUSINESS_DAYS, COVERAGE_HOURS, Target

Pauses = tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True)
class Promise:
    """A policy reckoned from one instant: the submission, or the moment severity was raised."""

    policy: Policy
    reckoned_from: datetime

    @cached_property
    def target(self) -> Target:
        """What is promised, after the weekday rules."""
        return self.policy.target_for(self.reckoned_from)

    @cached_property
    def clock_start(self) -> datetime:
        """When its time begins to count."""
        return self.policy.clock_start(self.reckoned_from)

    @cached_property
    def unpaused_deadline(self) -> datetime:
        """The deadline if nothing had ever paused the clock."""
        return self.policy.deadline(self.reckoned_from)

    def deadline(self, pauses: Pauses = ()) -> datetime:
        """The deadline with the time lost in each finished pause given back."""
        return self._credited(self.unpaused_deadline, pauses)

    def at_fraction(self, fraction: float, pauses: Pauses = ()) -> datetime:
        """When that part of the promised time is used up; 1 is the deadline, more lies after it.

        By wall time for clock hours, by covered time for coverage hours and business days
        (DESIGN, section 3, escalation).
        """
        if not 0 <= fraction < 1000:
            raise ValueError(f"fraction: a part of the target from 0 is needed, not {fraction!r}")
        if fraction == 1:
            return self.deadline(pauses)
        return self._credited(self._unpaused_at(fraction), pauses)

    def _unpaused_at(self, fraction: float) -> datetime:
        start, end = self.clock_start, self.unpaused_deadline
        calendar = {
            BUSINESS_DAYS: self.policy.business_days,
            COVERAGE_HOURS: self.policy.window,
        }.get(self.target.unit)
        whole = calendar.covered(start, end) if calendar else end - start
        if not whole:
            # Closures can leave a business day only hours after the deadline: then by the wall.
            calendar, whole = None, end - start
        # Parts beyond the whole are counted from the deadline, which may lie outside the hours.
        origin, part = (start, fraction) if fraction < 1 else (end, fraction - 1)
        duration = timedelta(seconds=round(whole.total_seconds() * part))
        return calendar.add(origin, duration) if calendar else origin + duration

    def _credited(self, instant: datetime, pauses: Pauses) -> datetime:
        for paused, resumed in pauses:
            # Whoever pauses after the instant was over it already; nothing is given back.
            if paused > instant:
                continue
            paused = max(paused, self.clock_start)
            if paused >= resumed:
                continue
            lost = self.policy.lost(self.target, paused, resumed)
            # Nothing is due while paused, not even what the target does not count.
            instant = max(self.policy.postponed(self.target, instant, lost), resumed)
        return instant
