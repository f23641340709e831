"""Instants, zones and local times: the few conversions everything else in core/ is built on.

Inside the reckoning an instant is a whole number of seconds since 1970 (UTC): integers compare, add
and bisect many times faster than datetimes. At the border it is a timezone-aware datetime in UTC.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_ORDINAL = EPOCH.toordinal()
SECOND = timedelta(seconds=1)
DAY_SECONDS = 86_400
DAY_MINUTES = 1_440

# Room on both sides of the calendar, so that no zone's offset and no look at the next day runs off
# its end.
FIRST_SECOND = (datetime(2, 1, 1, tzinfo=UTC) - EPOCH) // SECOND
LAST_SECOND = (datetime(9990, 1, 1, tzinfo=UTC) - EPOCH) // SECOND


def to_utc(value: datetime, field: str) -> datetime:
    """`value` in UTC, cut to the whole second it lies in.

    Every edge of a window is a whole second, so cutting never moves an instant over an edge.
    :raises ValueError: names `field` when the value is no datetime, is naive, or is outside the
        years 2-9989
    """
    return from_epoch(to_epoch(value, field))


def to_epoch(value: datetime, field: str) -> int:
    """Whole seconds since 1970 of an aware datetime; errors as `to_utc`."""
    if not isinstance(value, datetime):
        raise ValueError(f"{field}: a datetime is needed, not {value!r}")
    if value.utcoffset() is None:
        raise ValueError(f"{field}: {value!r} has no time zone; an aware datetime is needed")
    since = value - EPOCH
    # Days and seconds of a timedelta are rounded down, microseconds are what is cut off.
    seconds = since.days * DAY_SECONDS + since.seconds
    if not FIRST_SECOND <= seconds < LAST_SECOND:
        raise ValueError(f"{field}: {value!r} is outside the calendar")
    return seconds


def from_epoch(seconds: int) -> datetime:
    """The UTC datetime of whole seconds since 1970."""
    return EPOCH + timedelta(seconds=seconds)


def to_iso(value: datetime) -> str:
    """Canonical text of a UTC instant: 2026-03-02T04:00:00Z."""
    return value.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def from_iso(text: str, field: str) -> datetime:
    """The UTC instant of an ISO 8601 text with an offset or "Z"; ValueError names `field`."""
    try:
        value = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise ValueError(f"{field}: {text!r} is no ISO 8601 instant") from None
    return to_utc(value, field)


@lru_cache(maxsize=1024)
def load_zone(name: str, field: str = "zone") -> ZoneInfo:
    """The IANA zone of that name; ValueError names `field` when there is none."""
    if not isinstance(name, str) or not name:
        raise ValueError(f"{field}: an IANA time zone name is needed, not {name!r}")
    try:
        return ZoneInfo(name)
    # ZoneInfo lets through whatever its file look-up meets: a folder, a broken name, a missing
    # file.
    except (KeyError, OSError, ValueError):
        raise ValueError(f"{field}: unknown time zone {name!r}") from None


def local_to_epoch(zone: ZoneInfo, ordinal: int, minute: int) -> int:
    """Seconds since 1970 of a local wall time: `minute` (0-1440) of the date with that ordinal.

    A time in a gap moves forward by the gap, of an overlap the first is taken: both are what fold=0
    means for zoneinfo, which applies the offset from before the change.
    """
    days, rest = divmod(minute, DAY_MINUTES)
    wall = datetime.fromordinal(ordinal + days).replace(
        hour=rest // 60, minute=rest % 60, tzinfo=zone
    )
    offset = wall.utcoffset()
    naive = (ordinal - EPOCH_ORDINAL) * DAY_SECONDS + minute * 60
    return naive - offset.days * DAY_SECONDS - offset.seconds


def local_to_utc(day: date, clock: time, zone_name: str) -> datetime:
    """The instant at which `zone_name` reads `clock` on `day`.

    In a gap: moved forward by the gap. In an overlap: the first of the two (fold=0), whatever fold
    `clock` has.
    :raises ValueError: names `zone_name`
    """
    zone = load_zone(zone_name, "zone_name")
    wall = datetime.combine(day, clock.replace(tzinfo=None, fold=0), tzinfo=zone)
    return wall.astimezone(UTC)
