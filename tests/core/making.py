"""Short ways to write what the tests are about."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.sla import CoverageWindow, Event, Policy, Target

KARACHI = "Asia/Karachi"
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


def utc(text: str) -> datetime:
    """ "2026-03-02 09:00" in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(text: str, zone: str = KARACHI) -> datetime:
    """ "2026-03-02 09:00" on the wall of a zone, as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def hours(*spans: str, days=range(5)) -> dict:
    """Weekly hours: the same spans ("09:00-18:00") on each of the days, by default Mon-Fri."""
    return {day: [tuple(map(_minute, span.split("-"))) for span in spans] for day in days}


def _minute(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


MON_FRI = CoverageWindow(KARACHI, hours("09:00-18:00"))
MON_SAT = CoverageWindow(KARACHI, hours("08:00-22:00", days=range(6)))
ALWAYS = CoverageWindow(KARACHI, None)


def clock_hours(amount, window=ALWAYS) -> Policy:
    return Policy(Target(amount, "clock_hours"), window, MON_FRI)


def coverage_hours(amount, window=MON_FRI) -> Policy:
    return Policy(Target(amount, "coverage_hours"), window, MON_FRI)


def business_days(amount, window=MON_SAT, calendar=MON_FRI) -> Policy:
    return Policy(Target(amount, "business_days"), window, calendar)


class Life:
    """The events of a clock, written down one after the other."""

    def __init__(self, policy: Policy, at: datetime):
        self.events = [Event("started", at, 1, policy)]

    def __getattr__(self, kind):
        """life.met(at), life.paused(at), …: append that event and go on."""

        def append(at, **values):
            self.events.append(Event(kind, at, len(self.events) + 1, **values))
            return self

        return append

    def raised(self, at, policy):
        return self.retargeted(at, policy=policy, change="raised")

    def lowered(self, at, policy):
        return self.retargeted(at, policy=policy, change="lowered")


def day(text: str) -> date:
    return date.fromisoformat(text)
