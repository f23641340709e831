"""Like tickets by words against a naive search, among 100,000 tickets, asked the same titles.

  dev/bench like_tickets [-- DATABASE]

Titles are made of words as frequent as words are (Zipf): few stand everywhere, most are rare. Ours
has to answer in under 50 ms, nearly always (the 95th of 100 asked). The naive search looks for the
title's words with ILIKE and counts in Python how many each ticket has. Whatever is written to the
database is rolled back.
"""

import os
import random
import sys
from functools import partial
from statistics import median
from time import perf_counter

from _tickets import TICKET, columns_of

import odoo
from odoo.modules.registry import Registry
from odoo.tools import config

config.parse_config([], setup_logging=False)

TICKETS = 100_000
VOCABULARY = 20_000
ASKED = 100
NAIVE = 10
WANTED = 0.050  # seconds
WORDS = 8


def main(arguments: list[str]) -> int:
    """Fill, ask, print; 1 when an answer takes too long."""
    database = arguments[0] if arguments else os.environ.get("ECOSIRE_DATABASE")
    if not database:
        sys.exit("like_tickets: name a database, or start it by dev/bench")
    random.seed(5)
    with Registry(database).cursor() as cr:
        env = odoo.api.Environment(cr, odoo.api.SUPERUSER_ID, {})
        titles = [title() for _n in range(ASKED)]
        fill(env)
        tickets, company = env["ecosire.support.ticket"], env.company
        ours = sorted(timed(partial(tickets._similar, one, company)) for one in titles)
        naive = [timed(partial(naively, tickets, one, company)) for one in titles[:NAIVE]]
        found = sum(bool(tickets._similar(one, company)) for one in titles)
        cr.rollback()
    slow = ours[int(ASKED * 0.95) - 1]
    print(f"{TICKETS:,} tickets, {ASKED} titles of {WORDS} words, {found} of them found likes")
    print(
        f"ours: median {median(ours) * 1000:.1f} ms, 95 % under {slow * 1000:.1f} ms, slowest {ours[-1] * 1000:.1f} ms"
    )
    print(f"naive search: median {median(naive) * 1000:.0f} ms")
    print(f"ratio of the medians: {median(naive) / median(ours):.0f} x")
    return 0 if slow < WANTED else 1


def title() -> str:
    """A title of words, each as frequent as its rank says."""
    ranks = (min(int(random.paretovariate(0.7)), VOCABULARY) for _n in range(WORDS))
    return " ".join(word(rank) for rank in ranks)


def word(rank: int) -> str:
    """The word of that rank, the same each time; made of letters, as words are."""
    letters = "etaoinshrdlcumwfgypbvk"
    text, rest = "", rank * 7919 + 104729
    while rest:
        rest, index = divmod(rest, len(letters))
        text += letters[index]
    return text


def fill(env) -> None:
    """A hundred thousand cured tickets, copied in SQL from one that was filed."""
    topic = env.ref("ecosire_support.topic_odoo_config")
    ticket = env["ecosire.support.ticket"].create([{"name": "x", "topic_id": topic.id}])
    ticket.write({"state": "resolved", "resolved_at": "2026-11-01"})
    env.flush_all()
    columns = columns_of(env.cr, TICKET, ("id", "name", "number"))
    titles = [title() for _n in range(TICKETS)]
    env.cr.execute(
        f"""INSERT INTO {TICKET} (name, {columns})
            SELECT made.title, {columns} FROM unnest(%s) AS made(title), {TICKET}
             WHERE id = %s""",
        [titles, ticket.id],
    )
    env.cr.execute(f"ANALYZE {TICKET}")
    env.invalidate_all()


def naively(tickets, text: str, company):
    """What one writes first: any of the words anywhere in the title, counted afterwards."""
    words = text.split()
    domain = ["|"] * (len(words) - 1) + [("name", "ilike", one) for one in words]
    found = tickets.search(
        [("company_id", "=", company.id), ("state", "in", ("resolved", "closed")), *domain]
    )
    return found.sorted(lambda one: -sum(word in one.name for word in words))[:3]


def timed(work) -> float:
    begin = perf_counter()
    work()
    return perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
