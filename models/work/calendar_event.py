"""One event of an ``.ics`` file as wall time of its own zone, and the dates of a recurring one.

``vobject`` reads the values and ``dateutil`` the rules. What a stranger's file could make them do
without end is kept from them: zones are known by name and never reckoned from the file's own
rules, and of the rules of recurring events only such are let through that find their next date soon.
"""

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import vobject
from babel.core import get_global
from dateutil.rrule import rrulestr

from ...core.calendar_import import Event

MOST_DATES = 400  # of one recurring event
LONGEST_TEXT = 200
OLDEST_RULE = timedelta(days=3_660)
UNTIL = re.compile(r"UNTIL=([^;]*)", re.I)
READ = ("uid", "summary", "status", "dtstart", "dtend", "duration", "exdate", "rdate")
MOVED = "recurrence-id"
TIMES = ("dtstart", "dtend", "exdate", "rdate", MOVED)
# the parts that a rule may have with each frequency: with others it may look for its next date for
# ages and find none
PARTS = {
    "DAILY": {"BYDAY", "BYMONTH"},
    "WEEKLY": {"BYDAY", "BYMONTH"},
    "MONTHLY": {"BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"},
    "YEARLY": {"BYDAY", "BYMONTHDAY", "BYMONTH"},
}
ALWAYS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}

# why an event says nothing that can be entered
NO_KEY, NO_TIME, NO_ZONE, NO_RULE, TOO_LONG = "uid", "time", "zone", "rule", "budget"


class LeftOut(ValueError):
    """The event cannot be read; ``why`` is one of the codes above."""

    def __init__(self, why):
        super().__init__(why)
        self.why = why


class CalendarEvent:
    """What one event says. Times without a zone are wall time of the event's own."""

    def __init__(self, part, own_zone):
        self.title = _text(part, "summary")
        self.uid = _text(part, "uid")
        if not self.uid:
            raise LeftOut(NO_KEY)
        self.cancelled = _text(part, "status").upper() == "CANCELLED"
        self.rules = [line.value for line in part.contents.get("rrule", ())]
        zones = _read_values(part)
        start = _value(part, "dtstart")
        if not isinstance(start, date):
            raise LeftOut(NO_TIME)
        self.is_day = not isinstance(start, datetime)
        self.zone = _zone_of(start, zones.get("dtstart"), own_zone)
        self.start = self._wall(start, zones.get("dtstart"))
        self.length = self._length(part, zones)
        self.more = self._walls(part, "rdate", zones)
        self.without = self._walls(part, "exdate", zones)
        moved = _value(part, MOVED)
        self.moved_from = self._wall(moved, zones.get(MOVED)) if isinstance(moved, date) else None

    def dates(self, since, until, moved, may_go_on):
        """The event as core takes it, or each date of a recurring one.

        :param since: aware; what ends before is left out of a recurring event
        :param until: aware; what begins later is left out of it
        :param moved: wall times of dates that stand in the file singly
        :param may_go_on: says whether there is time for another rule
        :raises LeftOut: for a rule that is not followed
        """
        if self.moved_from:
            return [self._event(self.start, self._key(self.moved_from))]
        if not self.rules and not self.more:
            return [self._event(self.start, self.uid)]
        starts = {self.start, *self.more}
        for rule in self.rules:
            if not may_go_on():
                raise LeftOut(TOO_LONG)
            starts |= set(self._by_rule(rule, since, until))
        wanted = sorted(starts - set(self.without) - set(moved))
        return [self._event(start, self._key(start)) for start in wanted]

    def _by_rule(self, text, since, until):
        _check_rule(text)
        if self._instant(self.start) < since - OLDEST_RULE:
            raise LeftOut(NO_RULE)
        first = self._local(since) - self.length - timedelta(days=1)
        try:
            rule = rrulestr(UNTIL.sub(self._naive_until, text), dtstart=self.start)
            return rule.between(first, self._local(until), inc=True)[:MOST_DATES]
        except (ValueError, TypeError, OverflowError) as error:
            raise LeftOut(NO_RULE) from error

    def _naive_until(self, match):
        """The end of a rule as wall time: files mostly write it in UTC."""
        text = match[1].strip().upper()
        if not text.endswith("Z"):
            return match[0]
        instant = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return f"UNTIL={self._local(instant):%Y%m%dT%H%M%S}"

    def _event(self, start, key):
        begin = self._instant(start)
        # a day has 23 or 25 hours where the clocks are changed
        end = self._instant(start + self.length) if self.is_day else begin + self.length
        whole = (moment.replace(second=0, microsecond=0) for moment in (begin, end))
        return Event(key, *whole, self.title, self.cancelled)

    def _key(self, start):
        return f"{self.uid}/{start:%Y%m%dT%H%M}"

    def _length(self, part, zones):
        end, duration = _value(part, "dtend"), _value(part, "duration")
        if isinstance(end, date):
            if isinstance(end, datetime) == self.is_day:
                raise LeftOut(NO_TIME)  # from a day to an hour
            wall = self._wall(end, zones.get("dtend"))
            if self.is_day:
                return wall - self.start
            return self._instant(wall) - self._instant(self.start)
        if isinstance(duration, timedelta):
            return duration
        return timedelta(days=1) if self.is_day else timedelta(0)

    def _walls(self, part, name, zones):
        values = [value for line in part.contents.get(name, ()) for value in _as_list(line.value)]
        return [self._wall(one, zones.get(name)) for one in values if isinstance(one, date)]

    def _wall(self, value, zone_name):
        """A day or a time of any zone as wall time of the event's own."""
        if not isinstance(value, datetime):
            return datetime(value.year, value.month, value.day)
        zone = _zone_of(value, zone_name, self.zone)
        return self._local(_instant(value.replace(tzinfo=None), zone))

    def _local(self, instant):
        return instant.astimezone(self.zone).replace(tzinfo=None)

    def _instant(self, wall):
        return _instant(wall, self.zone)


def title_of(part):
    return _text(part, "summary")


def _instant(wall, zone):
    try:
        return wall.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError as error:
        raise LeftOut(NO_TIME) from error


def _read_values(part):
    """Turn the texts of the event into values; the names of the zones that it gives, by line."""
    for name in set(part.contents) - {*READ, MOVED}:
        del part.contents[name]
    zones = {}
    for name in TIMES:
        for line in part.contents.get(name, ()):
            named = line.params.pop("TZID", None)
            zones.setdefault(name, named[0] if named else None)
    try:
        part.transformChildrenToNative()
    except (vobject.base.VObjectError, ValueError, TypeError, OverflowError) as error:
        raise LeftOut(NO_TIME) from error
    return zones


def _zone_of(value, name, own_zone):
    """The zone of a time: UTC where it says so, the one it names, else ``own_zone``."""
    if not isinstance(value, datetime):
        return own_zone
    if value.tzinfo:
        return ZoneInfo("UTC")
    if not name:
        return own_zone
    known = get_global("windows_zone_mapping").get(name, name)
    # some programs put a path of their own before the name
    for candidate in (known, "/".join(known.split("/")[-2:])):
        if candidate in _known_zones():
            return ZoneInfo(candidate)
    raise LeftOut(NO_ZONE)


@cache
def _known_zones():
    """The names of all zones: finding them out reads hundreds of files."""
    return frozenset(available_timezones())


def _check_rule(text):
    """Let through what finds its next date soon.

    :raises LeftOut: for anything else
    """
    parts = dict(one.partition("=")[::2] for one in text.upper().split(";") if one)
    allowed = PARTS.get(parts.get("FREQ"))
    if allowed is None or set(parts) - allowed - ALWAYS:
        raise LeftOut(NO_RULE)
    for name in ("INTERVAL", "COUNT"):
        if name in parts and not re.fullmatch(r"[1-9][0-9]{0,3}", parts[name]):
            raise LeftOut(NO_RULE)


def _text(part, name):
    lines = part.contents.get(name) or ()
    return " ".join(str(lines[0].value).split())[:LONGEST_TEXT] if lines else ""


def _value(part, name):
    lines = part.contents.get(name) or ()
    return lines[0].value if lines else None


def _as_list(value):
    return value if isinstance(value, list) else [value]
