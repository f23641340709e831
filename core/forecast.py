"""How many tickets a billing period will have come to at its end, said only when it can be said."""

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from .instants import to_utc

FORECAST_DAYS = 3


def forecast(used: int, start: datetime, end: datetime, now: datetime) -> int | None:
    """The tickets used by `end`, at the rate since `start`; None in the first three days.

    Over so short a time one busy morning would be read as a busy month. After the end it is what
    was used, and never less than that before.

    :raises ValueError: names used or end
    """
    if isinstance(used, bool) or not isinstance(used, int) or used < 0:
        raise ValueError(f"used: a whole number from 0 is needed, not {used!r}")
    begin, stop, at = to_utc(start, "start"), to_utc(end, "end"), to_utc(now, "now")
    if stop <= begin:
        raise ValueError("end: it is not after the start")
    passed = min(at, stop) - begin
    if passed < timedelta(days=FORECAST_DAYS):
        return used if at >= stop else None
    rate = Decimal(used) * ((stop - begin) // timedelta(seconds=1))
    whole = rate / (passed // timedelta(seconds=1))
    return int(whole.quantize(Decimal(1), ROUND_HALF_UP))
