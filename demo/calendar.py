"""When things happen in the story: always relative to the moment it is set at.

Weeks are counted back from the present one, so that working days stay working days whatever
the day of the start. Clients work Monday to Friday, 8 to 18 in Amsterdam; engineers work in the
service hours of the plan.
"""

from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from ..core.coverage import CoverageWindow
from ..core.sla import Promise

MON, TUE, WED, THU, FRI, _SAT, SUN = range(7)
CLIENT_ZONE = ZoneInfo("Europe/Amsterdam")
SERVICE_ZONE = ZoneInfo("Asia/Karachi")
OFFICE = CoverageWindow("Europe/Amsterdam", {day: [(8 * 60, 18 * 60)] for day in range(5)})
STEP = timedelta(minutes=10)
NOT_YET = timedelta(minutes=20)


class Calendar:
    """The story's moments as aware UTC instants, whole seconds."""

    def __init__(self, at, policies):
        """
        :param at: the aware moment at which the story is set
        :param policies: core's policy of the first answer by severity
        """
        self.at = at.astimezone(UTC).replace(second=0, microsecond=0)
        self.policies = policies
        self.service = policies["high"].window

    # -- days of the story

    @cached_property
    def monday(self):
        """The client's Monday of the week in which the story is set."""
        today = self.at.astimezone(CLIENT_ZONE).date()
        return today - timedelta(days=today.weekday())

    def office(self, weeks_back, weekday, clock):
        """``office(1, TUE, "07:40")``: Tuesday of the week before, 07:40 in Amsterdam."""
        day = self.monday - timedelta(weeks=weeks_back) + timedelta(days=weekday)
        local = datetime.combine(day, time.fromisoformat(clock), CLIENT_ZONE)
        return local.astimezone(UTC)

    def ago(self, minutes):
        return self.at - timedelta(minutes=minutes)

    def last_tuesday(self, clock):
        """A Tuesday that people call "last Tuesday": two to eight days ago."""
        moment = self.office(0, TUE, clock)
        return moment if self.at - moment > timedelta(days=2) else self.office(1, TUE, clock)

    @cached_property
    def monday_after_next_days(self):
        """When somebody is back who is off from now on: a Monday, in two to eight days."""
        day = self.at.astimezone(SERVICE_ZONE).date() + timedelta(days=2)
        return self.midnight(day + timedelta(days=-day.weekday() % 7))

    # -- the contract's days

    @cached_property
    def period_start(self):
        """The present billing period began on the Monday three weeks back.

        At most 27 days ago, so that the period has not ended whatever the month.
        """
        day = self.monday - timedelta(weeks=3)
        return self.midnight(day)

    @property
    def anchor_day(self):
        return self.period_start.astimezone(SERVICE_ZONE).day

    def months_before(self, months):
        """The start of the billing period that many periods before the present one."""
        day = self.period_start.astimezone(SERVICE_ZONE).date()
        return self.midnight(day - relativedelta(months=months))

    @staticmethod
    def midnight(day):
        return datetime.combine(day, time(), SERVICE_ZONE).astimezone(UTC)

    # -- from one step to the next

    def after(self, moment, minutes, window):
        """``minutes`` of ``window`` later, but never later than the story's own moment."""
        wanted = window.add(moment, timedelta(minutes=minutes))
        return min(wanted, max(moment + timedelta(minutes=1), self.at - timedelta(minutes=1)))

    def office_hours_ago(self, hours):
        """The moment of the client's working time that lies ``hours`` of it back."""
        left, moment = timedelta(hours=hours), self.at
        while left > timedelta():
            moment -= STEP
            if OFFICE.is_open(moment):
                left -= STEP
        return moment

    def due_around(self, minutes, severities, at_risk=False):
        """When a ticket must have been filed, and how severe, to be due ``minutes`` from now.

        Filed in the client's working time; by the night shift where that yields nothing, as on
        Sundays. At some hours of the week nothing falls due: then the nearest there is.

        :param severities: those that may be, the better ones first
        :return: ``(moment, severity)``
        """
        wish = (minutes, severities, at_risk)
        found = min(self._due(*wish, OFFICE), default=None) or min(self._due(*wish, self.service))
        _distance, rank, moment = found
        return moment, severities[rank]

    def _due(self, minutes, severities, at_risk, window):
        """``(distance, rank of severity, moment)`` of filings that are due on the wanted side of now."""
        wanted = self.at + timedelta(minutes=minutes)
        moment = self.at - NOT_YET
        while (moment := moment - STEP) > self.at - timedelta(days=6):
            if not window.is_open(moment):
                continue
            for rank, code in enumerate(severities):
                promise = Promise(self.policies[code], moment)
                due = promise.deadline()
                if (due > self.at) is not (minutes > 0) or abs(due - self.at) < NOT_YET:
                    continue
                if not at_risk or promise.at_fraction(0.8) <= self.at:
                    yield abs(due - wanted), rank, moment


def on(weeks_back, weekday, clock):
    """For a story: filed on a working day some weeks ago, Amsterdam's time."""
    return lambda calendar: calendar.office(weeks_back, weekday, clock)
