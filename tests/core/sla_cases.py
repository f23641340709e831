"""The shared cases of data/: reading their shapes into core's values (see data/README.md)."""

import json
from datetime import date, datetime
from pathlib import Path

from core.coverage import CoverageWindow
from core.sla import Policy, Target

DATA = Path(__file__).with_name("data")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def load(name: str) -> dict:
    return json.loads((DATA / name).read_text())


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def minute(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def window(shape: dict) -> CoverageWindow:
    """Holidays of an always-open window are handed on: the cases mean "24/7 less these"."""
    weekly = None
    if not shape.get("always"):
        weekly = {
            WEEKDAYS.index(day): [(minute(a), minute(b)) for a, b in hours]
            for day, hours in shape["week"].items()
        }
    off = shape.get("holidays", ())
    return CoverageWindow(
        shape["tz"],
        weekly,
        holidays=frozenset(date.fromisoformat(h["date"]) for h in off if "date" in h),
        closures=tuple((instant(h["start"]), instant(h["end"])) for h in off if "start" in h),
    )


def policy(shape: dict, windows: dict[str, CoverageWindow]) -> Policy:
    hours = windows[shape["window"]]
    return Policy(
        Target(**shape["target"]),
        hours,
        windows[shape.get("business_calendar", shape["window"])],
        tuple(
            (frozenset(WEEKDAYS.index(day) for day in rule["days"]), Target(**rule["target"]))
            for rule in shape.get("weekday_rules", ())
        ),
    )
