"""The SLA clock: everything other folders need, in one place."""

from .coverage import CoverageWindow
from .policy import Policy
from .target import BUSINESS_DAYS, CLOCK_HOURS, COVERAGE_HOURS, UNITS, Target

__all__ = [
    "BUSINESS_DAYS",
    "CLOCK_HOURS",
    "COVERAGE_HOURS",
    "UNITS",
    "CoverageWindow",
    "Policy",
    "Target",
]
