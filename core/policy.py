"""A promise with its rules: which target holds, when the clock starts and when it runs out."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache

from .coverage import CoverageWindow
from .instants import from_epoch, load_zone, local_to_utc, to_epoch
from .target import BUSINESS_DAYS, COVERAGE_HOURS, Target
from .window_parts import WEEKDAYS

DayRules = tuple[tuple[frozenset[int], Target], ...]


@dataclass(frozen=True)
class Policy:
    """One promise: a target, the window it is measured by, the business-day calendar and weekday
    rules.

    :param window: the service hours; its zone is the zone of every local day and time in the
        reckoning
    :param business_days: whose business days count; None: those of the window itself
    :param day_rules: ((weekdays, target), …), 0 Monday … 6 Sunday; the first that names the
        submission's local weekday replaces the target (article, Tier 3: "2 hours, 24/5 (weekdays),
        4 hours on weekends")
    :raises ValueError: names target, window, business_days or day_rules
    """

    target: Target
    window: CoverageWindow
    business_days: CoverageWindow | None = None
    day_rules: DayRules = ()

    def __post_init__(self):
        _check_type(self.target, Target, "target")
        _check_type(self.window, CoverageWindow, "window")
        if self.business_days is None:
            object.__setattr__(self, "business_days", self.window)
        _check_type(self.business_days, CoverageWindow, "business_days")
        object.__setattr__(self, "day_rules", _day_rules(self.day_rules))

    def target_for(self, submitted: datetime) -> Target:
        """The target after the weekday rules: by the *submission's* day in the window's zone."""
        return self._target_at(to_epoch(submitted, "submitted"))

    def rule_for(self, submitted: datetime) -> tuple[frozenset[int], Target] | None:
        """The weekday rule that bites for a submission, if any."""
        return self._rule_at(to_epoch(submitted, "submitted"))

    def clock_start(self, submitted: datetime) -> datetime:
        """When the clock starts (UTC): at submission if the window is open, else when it opens."""
        return from_epoch(self.window.opening_epoch(to_epoch(submitted, "submitted")))

    def deadline(self, submitted: datetime) -> datetime:
        """The last second in which an answer is in time (UTC).

        :raises ValueError: names submitted, or the part of the window because of which there is no
            such second
        """
        at = to_epoch(submitted, "submitted")
        target, start = self._target_at(at), self.window.opening_epoch(at)
        if target.unit == BUSINESS_DAYS:
            return self._same_time_later(from_epoch(start), target.amount)
        if target.unit == COVERAGE_HOURS:
            return from_epoch(self.window.add_epoch(start, target.seconds))
        return from_epoch(start + target.seconds)

    def lost(self, target: Target, paused: datetime, resumed: datetime) -> timedelta:
        """How much of the time that a target of this policy counts lies between two instants."""
        if target.unit == BUSINESS_DAYS:
            return self.business_days.covered(paused, resumed)
        if target.unit == COVERAGE_HOURS:
            return self.window.covered(paused, resumed)
        return max(resumed - paused, timedelta())

    def postponed(self, target: Target, deadline: datetime, lost: timedelta) -> datetime:
        """A deadline moved on by that much of the time the target counts."""
        if not lost:
            return deadline
        if target.unit == BUSINESS_DAYS:
            return self.business_days.add(deadline, lost)
        if target.unit == COVERAGE_HOURS:
            return self.window.add(deadline, lost)
        return deadline + lost

    def _same_time_later(self, start: datetime, days: int) -> datetime:
        """The same local time of day on the Nth business day after the day the clock started on."""
        local = self._local(start)
        day = self.business_days.add_business_days(local.date(), days)
        return local_to_utc(day, local.time(), self.window.zone)

    def _rule_at(self, submitted: int) -> tuple[frozenset[int], Target] | None:
        if not self.day_rules:
            return None
        weekday = self._local(from_epoch(submitted)).weekday()
        return next((rule for rule in self.day_rules if weekday in rule[0]), None)

    def _target_at(self, submitted: int) -> Target:
        rule = self._rule_at(submitted)
        return rule[1] if rule else self.target

    def _local(self, instant: datetime) -> datetime:
        return instant.astimezone(load_zone(self.window.zone))

    # -- canonical form ------------------------------------------------------------------

    def to_dict(self) -> dict:
        """A JSON-able form that is equal for equal policies."""
        return {
            "target": self.target.to_dict(),
            "window": self.window.to_dict(),
            "business_days": self.business_days.to_dict(),
            "day_rules": [
                {"weekdays": sorted(days), "target": target.to_dict()}
                for days, target in self.day_rules
            ],
        }

    @classmethod
    def from_dict(cls, values: Mapping) -> "Policy":
        """The policy of `to_dict()`; ValueError names what is missing or wrong."""
        if not isinstance(values, Mapping):
            raise ValueError(f"policy: a mapping is needed, not {values!r}")
        for name in ("target", "window"):
            if name not in values:
                raise ValueError(f"{name}: missing")
        calendar, rules = values.get("business_days"), values.get("day_rules", ())
        if not isinstance(rules, list | tuple):
            raise ValueError(f"day_rules: a list is needed, not {rules!r}")
        return cls(
            Target.from_dict(values["target"]),
            CoverageWindow.from_dict(values["window"]),
            None if calendar is None else CoverageWindow.from_dict(calendar),
            tuple(_rule_from_dict(rule) for rule in rules),
        )

    def canonical_json(self) -> str:
        """`to_dict()` as text: sorted keys, no spaces, ASCII. Equal policies have equal text."""
        return json.dumps(self.to_dict(), sort_keys=True, separators=(",", ":"))

    @staticmethod
    def from_json(text: str) -> "Policy":
        """The policy of `canonical_json()`; cheap: the same object for the same text."""
        return _policy_from_json(text)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of the canonical form: what events name the policy by."""
        return hashlib.sha256(self.canonical_json().encode("ascii")).hexdigest()


@lru_cache(maxsize=512)
def _policy_from_json(text: str) -> Policy:
    return Policy.from_dict(json.loads(text))


def _check_type(value: object, wanted: type, field: str) -> None:
    if not isinstance(value, wanted):
        raise ValueError(f"{field}: a {wanted.__name__} is needed, not {value!r}")


def _day_rules(rules: Iterable) -> DayRules:
    try:
        pairs = tuple((frozenset(days), target) for days, target in rules)
    except (TypeError, ValueError):
        raise ValueError(f"day_rules: (weekdays, target) pairs are needed, not {rules!r}") from None
    for days, target in pairs:
        if not days or any(isinstance(day, bool) or day not in WEEKDAYS for day in days):
            raise ValueError(
                f"day_rules: weekdays are 0 (Monday) to 6 (Sunday), not {sorted(days, key=str)}"
            )
        _check_type(target, Target, "day_rules")
    return pairs


def _rule_from_dict(rule: Mapping) -> tuple[frozenset[int], Target]:
    if not isinstance(rule, Mapping) or not {"weekdays", "target"} <= rule.keys():
        raise ValueError(f"day_rules: weekdays and target are needed, not {rule!r}")
    return frozenset(rule["weekdays"]), Target.from_dict(rule["target"])
