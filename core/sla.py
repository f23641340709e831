"""The SLA clock: everything other folders need, in one place."""

from .clock_state import RUNNING, STATUSES, ClockState
from .coverage import CoverageWindow
from .events import (
    ACCEPTED,
    BREACHED,
    CANCELLED,
    KINDS,
    LOWERED,
    MET,
    PAUSED,
    RAISED,
    RESUMED,
    RETARGETED,
    STARTED,
    Event,
    daily_root,
    event_hash,
    verify_chain,
)
from .explain import explain, explain_lines, weekday_line
from .labels import city, local_text, zone_label
from .policy import Policy
from .promise import Promise
from .replay import replay, settle
from .target import BUSINESS_DAYS, CLOCK_HOURS, COVERAGE_HOURS, UNITS, Target

__all__ = [
    "ACCEPTED",
    "BREACHED",
    "BUSINESS_DAYS",
    "CANCELLED",
    "CLOCK_HOURS",
    "COVERAGE_HOURS",
    "KINDS",
    "LOWERED",
    "MET",
    "PAUSED",
    "RAISED",
    "RESUMED",
    "RETARGETED",
    "RUNNING",
    "STARTED",
    "STATUSES",
    "UNITS",
    "ClockState",
    "CoverageWindow",
    "Event",
    "Policy",
    "Promise",
    "Target",
    "city",
    "daily_root",
    "event_hash",
    "explain",
    "explain_lines",
    "local_text",
    "replay",
    "settle",
    "verify_chain",
    "weekday_line",
    "zone_label",
]
