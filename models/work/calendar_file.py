"""An ``.ics`` file, as anybody's calendar program writes it, made safe to reckon with."""

import re
import time
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import vobject

from ...core.calendar_import import Event
from .calendar_event import CalendarEvent, LeftOut, title_of

MOST_EVENTS = 2_000
SECONDS = 5  # for all recurring events of a file
ZONE_BLOCK = re.compile(r"^BEGIN:VTIMEZONE\s.*?^END:VTIMEZONE[^\n]*\n?", re.S | re.M | re.I)
BEGIN = re.compile(r"BEGIN:VEVENT\s*", re.I)
ANY_BEGIN = re.compile(r"^BEGIN:", re.M | re.I)


class UnreadableCalendarError(ValueError):
    """The file is no calendar, or one with too many events: ``too_many`` says which."""

    def __init__(self, too_many=False):
        super().__init__("too many events" if too_many else "no calendar")
        self.too_many = too_many


@dataclass(frozen=True, slots=True)
class Left:
    """An event of the file that says nothing that can be entered: its line, and why."""

    line: int
    title: str
    why: str  # one of the codes of ``calendar_event``


@dataclass(frozen=True, slots=True)
class Calendar:
    events: tuple[Event, ...]
    left: tuple[Left, ...]


def read_calendar(content: bytes, own_zone: str, since: datetime, until: datetime) -> Calendar:
    """The events of a file that end after ``since``; recurring ones before ``until`` (aware).

    :param own_zone: of days, and of times that name no zone
    :raises UnreadableCalendarError: when nothing of it can be read
    """
    text = content.decode("utf-8-sig", "replace").replace("\0", "").replace("\r\n", "\n")
    # zones are known by name; blank lines keep the numbers of those that follow
    text = ZONE_BLOCK.sub(lambda block: "\n" * block[0].count("\n"), text)
    lines = [number for number, line in enumerate(text.split("\n"), 1) if BEGIN.fullmatch(line)]
    if len(lines) > MOST_EVENTS or len(ANY_BEGIN.findall(text)) > 3 * MOST_EVENTS:
        raise UnreadableCalendarError(too_many=True)
    parts = _parts_of(text)
    if len(parts) != len(lines):
        raise UnreadableCalendarError()
    readable, left = _read(zip(lines, parts, strict=True), ZoneInfo(own_zone))
    events, more_left = _dates_of(readable, since, until)
    # a file may hold one event several times: the last one counts
    wanted = {one.key: one for one in events if one.end > since}
    return Calendar(tuple(wanted.values()), (*left, *more_left))


def _parts_of(text):
    try:
        found = [one for one in vobject.readComponents(text, transform=False)]
    except (vobject.base.VObjectError, ValueError, RecursionError) as error:
        raise UnreadableCalendarError() from error
    calendars = [one for one in found if one.name == "VCALENDAR"]
    if not calendars:
        raise UnreadableCalendarError()
    return [part for one in calendars for part in one.contents.get("vevent", ())]


def _read(numbered, own_zone):
    readable, left = [], []
    for line, part in numbered:
        try:
            readable.append((line, CalendarEvent(part, own_zone)))
        except LeftOut as error:
            left.append(Left(line, title_of(part), error.why))
    return readable, left


def _dates_of(readable, since, until):
    give_up_at = time.monotonic() + SECONDS
    moved = {}
    for _line, event in readable:
        if event.moved_from:
            moved.setdefault(event.uid, set()).add(event.moved_from)
    events, left = [], []
    for line, event in readable:
        try:
            events += event.dates(
                since, until, moved.get(event.uid, ()), lambda: time.monotonic() < give_up_at
            )
        except LeftOut as error:
            left.append(Left(line, event.title, error.why))
    return events, left
