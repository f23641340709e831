"""Our deadline() and Odoo's plan_hours(compute_leaves=True), asked the same questions.

  dev/bench sla_deadline [-- DATABASE]

Two windows with the same holidays on both sides; from many instants of a year, when are 4, 8, 40
and 400 service hours used up? The answers have to be equal, and ours at least 100 times faster.
"warm" is a window that has answered before, as it is in a server; "cold" its very first answer.
Whatever is written to the database is rolled back, but for Odoo's module resource where it lacks.
"""

import os
import random
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from statistics import mean
from time import perf_counter
from zoneinfo import ZoneInfo

import odoo
from odoo.modules.registry import Registry
from odoo.tools import config

config.parse_config([], setup_logging=False)

from odoo.addons.ecosire_support.core import instants, sla, timeline  # noqa: E402

HOURS = (4, 8, 40, 400)
WANTED = 100
ASKED = 60
ROUNDS = 5
REPEATED = 20
HOLIDAYS = ("2026-02-05", "2026-03-23", "2026-05-01", "2026-08-14", "2026-11-09", "2026-12-25")
WINDOWS = {
    "Mon-Fri 09-18 Asia/Karachi": ("Asia/Karachi", range(5), ((9, 18),)),
    "Mon-Sat 08-12 + 13-22 Europe/Berlin": ("Europe/Berlin", range(6), ((8, 12), (13, 22))),
}


def main(arguments: list[str]) -> int:
    """Ask, compare, print; 1 when an answer differs or a ratio is too small."""
    database = arguments[0] if arguments else os.environ.get("ECOSIRE_DATABASE")
    if not database:
        sys.exit("sla_deadline: name a database, or start it by dev/bench")
    slowest = float("inf")
    with registry_with_resource(database).cursor() as cr:
        env = odoo.api.Environment(cr, odoo.api.SUPERUSER_ID, {})
        for name, (zone, days, spans) in WINDOWS.items():
            print(f"{name}: {ASKED} instants of 2026, time of an answer")
            calendar = odoo_calendar(env, zone, days, spans)
            for hours in HOURS:
                slowest = min(slowest, compare(calendar, zone, days, spans, hours))
        cr.rollback()
    print(f"smallest warm ratio: {slowest:.0f} x (wanted: {WANTED} x)")
    return 0 if slowest >= WANTED else 1


def compare(calendar, zone: str, days, spans, hours: int) -> float:
    """Ask both sides, print a line, and return the warm ratio."""
    starts = questions()
    policy = our_policy(zone, days, spans, hours)
    theirs, their_time = timed(
        lambda at: calendar.plan_hours(hours, at, compute_leaves=True), starts, 1
    )
    cold = mean(first_answer(zone, days, spans, hours, at) for at in starts)
    ours, our_time = timed(policy.deadline, starts, REPEATED)
    if [answer.astimezone(UTC) for answer in theirs] != ours:
        sys.exit(f"sla_deadline: the answers for {hours} hours differ")
    print(
        f"  {hours:>4} h   Odoo {their_time * 1e3:8.2f} ms   ours {our_time * 1e6:7.1f} us"
        f"   ratio {their_time / our_time:6.0f} x   (cold {cold * 1e6:5.0f} us,"
        f" {their_time / cold:4.0f} x)"
    )
    return their_time / our_time


def timed(ask: Callable, starts: list[datetime], times: int) -> tuple[list, float]:
    """The answers, and the mean seconds of one in the best of several rounds.

    The best one, because what else the machine does only ever makes a round slower.
    """
    answers = [ask(at) for at in starts]
    best = float("inf")
    for _round in range(ROUNDS):
        begin = perf_counter()
        for _index in range(times):
            for at in starts:
                ask(at)
        best = min(best, perf_counter() - begin)
    return answers, best / (times * len(starts))


def first_answer(zone: str, days, spans, hours: int, at: datetime) -> float:
    """Seconds from a window that nobody has asked yet, in a zone not used yet, to its answer."""
    for cache in (timeline.timeline_for, timeline._midnights, instants.load_zone):
        cache.cache_clear()
    begin = perf_counter()
    our_policy(zone, days, spans, hours).deadline(at)
    return perf_counter() - begin


def questions() -> list[datetime]:
    """Instants all over 2026, the same in each run."""
    draw = random.Random(2026)
    first = datetime(2026, 1, 1, tzinfo=UTC)
    return [first + timedelta(seconds=draw.randrange(300 * 86_400)) for _index in range(ASKED)]


def our_policy(zone: str, days, spans, hours: int) -> sla.Policy:
    """A policy of service hours with the holidays."""
    day = [(start * 60, end * 60) for start, end in spans]
    holidays = frozenset(map(date.fromisoformat, HOLIDAYS))
    window = sla.CoverageWindow(zone, dict.fromkeys(days, day), holidays)
    return sla.Policy(sla.Target(hours, "coverage_hours"), window)


def odoo_calendar(env, zone: str, days, spans):
    """The same hours and holidays as a working schedule of Odoo."""
    calendar = env["resource.calendar"].create(
        {"name": "bench", "tz": zone, "attendance_ids": [(5,)], "company_id": False}
    )
    env["resource.calendar.attendance"].create(
        [
            {
                "name": f"{day} {start}",
                "calendar_id": calendar.id,
                "dayofweek": str(day),
                "hour_from": start,
                "hour_to": end,
                "day_period": "morning" if end <= 12 else "afternoon",
            }
            for day in days
            for start, end in spans
        ]
    )
    env["resource.calendar.leaves"].create(
        [{"name": text, "calendar_id": calendar.id, **leave(text, zone)} for text in HOLIDAYS]
    )
    env.flush_all()
    return calendar


def leave(text: str, zone: str) -> dict:
    """A local day as Odoo's leaves want it: naive UTC."""
    midnight = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    return {
        "date_from": midnight.astimezone(UTC).replace(tzinfo=None),
        "date_to": (midnight + timedelta(days=1)).astimezone(UTC).replace(tzinfo=None),
    }


def registry_with_resource(database: str) -> Registry:
    """The database's registry, with the module that plan_hours lives in."""
    registry = Registry(database)
    if "resource.calendar" in registry:
        return registry
    with registry.cursor() as cr:
        env = odoo.api.Environment(cr, odoo.api.SUPERUSER_ID, {})
        env["ir.module.module"].search([("name", "=", "resource")]).button_immediate_install()
    return Registry(database)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
