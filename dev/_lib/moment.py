"""The hour a demo is set at: "Sunday 03:00" in Karachi, where the engineers are."""

from datetime import UTC, datetime, timedelta, timezone

from .errors import DevError

# Pakistan keeps no summer time; a fixed offset needs no zone files on the machine.
KARACHI = timezone(timedelta(hours=5), "Asia/Karachi")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def parse(text: str, now: datetime | None = None) -> datetime:
    """The most recent such weekday and time in Karachi, or the moment named, in UTC."""
    now = (now or datetime.now(UTC)).astimezone(KARACHI)
    day, _, clock = text.strip().partition(" ")
    matches = [name for name in WEEKDAYS if len(day) >= 2 and name.startswith(day.lower())]
    try:
        if len(matches) != 1:
            moment = datetime.fromisoformat(text)
            return moment.replace(tzinfo=moment.tzinfo or KARACHI).astimezone(UTC)
        hour = datetime.strptime(clock.strip(), "%H:%M").time()
    except ValueError:
        raise DevError(f'--at "{text}" is no time: write for example --at "Sunday 03:00"') from None
    back = (now.weekday() - WEEKDAYS.index(matches[0])) % 7
    moment = datetime.combine(now.date() - timedelta(days=back), hour, KARACHI)
    if moment > now:
        moment -= timedelta(days=7)
    return moment.astimezone(UTC)
