"""The engineers' screens at 1,000 and at 100,000 tickets, and OCA's list of tickets beside ours.

  dev/bench queue_pages [-- DATABASE]

In copies of the database tickets are filed and worked as people do, then copied in SQL; at 1,000
there is a page full in each view of the queue, at 100,000 some 3,000 are open. An Odoo serves each
copy, and an engineer asks both in turns over HTTP, through the login and the fence: the queue, the
desk's own data calls by the desk's own views and filters, a ticket, his feed. The quickest of many
turns counts. No answer may take twice as long with a hundred times as many tickets, and our list
has to be quicker than /my/tickets of OCA's helpdesk_mgmt on as many tickets, where that can be
fetched from the package index.
"""

import os
import sys
from functools import partial

import odoo
from odoo.tools import config

config.parse_config([], setup_logging=False)

from _helpdesk import fetched  # noqa: E402
from _server import Browser, copied, install, served, sql, timed  # noqa: E402
from _tickets import (  # noqa: E402
    CUSTOMER,
    CUSTOMER_PASSWORD,
    LOGIN,
    PASSWORD,
    fill,
    fill_helpdesk,
    originals,
    people,
)
from lxml import etree  # noqa: E402

from odoo.modules.registry import Registry  # noqa: E402
from odoo.tools.safe_eval import safe_eval  # noqa: E402

SIZES = (1_000, 100_000)
WANTED = 2.0  # times: the most that the larger one may take
PAGE = 80
MODEL = "ecosire.support.ticket"
THEIRS = "OCA helpdesk_mgmt: /my/tickets"
OURS = "queue page (light)"
SEARCH = "a search"


def main(arguments: list[str]) -> int:
    """Fill, ask, print; 1 when something takes too long."""
    database = arguments[0] if arguments else os.environ.get("ECOSIRE_DATABASE")
    if not database:
        sys.exit("queue_pages: name a database, or start it by dev/bench")
    folder = fetched()
    with copied(database, f"{database}_few") as few:
        if folder:
            install(few, "helpdesk_mgmt", folder)
            config.parse_config(
                [f"--addons-path={','.join([*config['addons_path'], str(folder)])}"],
                setup_logging=False,
            )
        indexed = Registry(few).has_trigram
        small = prepared(few, folder, SIZES[0])
        with copied(few, f"{database}_many") as many:
            large = prepared(many, folder, SIZES[1])
            with served(few, folder) as here, served(many, folder) as there:
                results = timed(questions(here, folder, small), questions(there, folder, large))
    return report(results, bool(folder), indexed)


def prepared(database: str, folder, size: int) -> dict:
    """Fill up to ``size``, and say what to ask for."""
    registry = Registry(database)
    with registry.cursor() as cr:
        env = odoo.api.Environment(cr, odoo.api.SUPERUSER_ID, {})
        if not env["res.users"].search_count([("login", "=", LOGIN)]):
            cr.execute("CREATE SEQUENCE bench_number")
            people(env)
            originals(env)
        tickets = env[MODEL].search([("name", "=like", "Bench %")], order="id")
        made = {ticket.name.removeprefix("Bench "): ticket for ticket in tickets}
        count = fill(env, made, size)
        if folder:
            fill_helpdesk(env, count)
        facts = {
            "views": desk_views(env),
            "token": feed_token(env),
            "numbers": {state: ticket.number for state, ticket in made.items()},
            "ids": {state: ticket.id for state, ticket in made.items()},
        }
    odoo.sql_db.close_db(database)
    sql("VACUUM ANALYZE", database)  # what a database does by itself within minutes of such a load
    return facts


def desk_views(env) -> dict:
    """What the desk's list asks for, in which order, and by which filters: from its own views."""
    engineer = env["res.users"].search([("login", "=", LOGIN)])
    action = env.ref("ecosire_support.desk_queue_action")
    (list_view,) = action.view_ids.filtered(lambda one: one.view_mode == "list").view_id
    tickets = env[MODEL].with_user(engineer)
    wanted = [(list_view.id, "list"), (action.search_view_id.id, "search")]
    views = tickets.get_views(wanted)["views"]
    listed, searched = (etree.fromstring(views[kind]["arch"]) for kind in ("list", "search"))
    names = [node.get("name") for node in listed.iter("field")]
    relations = {name: {} for name in names}
    for name in names:
        if tickets._fields[name].relational:
            relations[name] = {"fields": {"display_name": {}}}
    context = {"uid": engineer.id, **env.context}
    filters = {
        node.get("string"): safe_eval(node.get("domain"), context)
        for node in searched.iter("filter")
        if node.get("domain")
    }
    return {
        "specification": relations,
        "order": listed.get("default_order") or "",
        "filters": filters,
    }


def feed_token(env) -> str:
    env["ir.config_parameter"].set_param("ecosire_support.feeds", "True")
    engineer = env["ecosire.support.engineer"].search([("user_id.login", "=", LOGIN)])
    return env["ecosire.support.feed"]._make(engineer)


def questions(address: str, folder, facts: dict) -> dict:
    """What people ask the server for, by name."""
    engineer = Browser(address, LOGIN, PASSWORD)
    views, numbers = facts["views"], facts["numbers"]
    read = partial(
        engineer.call,
        MODEL,
        "web_search_read",
        specification=views["specification"],
        order=views["order"],
        limit=PAGE,
        count_limit=10_001,
        context={"lang": "en_US", "tz": "Asia/Karachi"},
    )
    asks = {
        OURS: partial(engineer.get, "/my/support"),
        "queue page, closed ones": partial(engineer.get, "/my/support?show=closed"),
        f"queue page, {SEARCH}": partial(engineer.get, "/my/support?search=scanner"),
        "desk, today": partial(engineer.call, MODEL, "desk_today"),
        "desk, the whole list": partial(read, domain=[]),
    }
    for name, domain in views["filters"].items():
        asks[f"desk, filter {name}"] = partial(read, domain=domain)
    asks[f"desk, {SEARCH}"] = partial(read, domain=[("name", "ilike", "scanner label")])
    for state in ("open", "closed"):
        asks[f"ticket page (light), {state}"] = partial(
            engineer.get, f"/my/support/ticket/{numbers[state]}"
        )
        asks[f"desk, a ticket, {state}"] = partial(
            engineer.call, MODEL, "desk_page", [facts["ids"][state]]
        )
    if folder:
        asks[THEIRS] = partial(Browser(address, CUSTOMER, CUSTOMER_PASSWORD).get, "/my/tickets")
    asks["feed"] = partial(engineer.get, f"/support/feed/{facts['token']}.json")
    return asks


def report(results: dict, compared: bool, indexed: bool) -> int:
    """Print what was measured; 1 when something takes too long."""
    print(f"{'milliseconds':44}{SIZES[0]:>10,}{SIZES[1]:>10,}    ratio")
    worst = 0.0
    for name, (small, large) in results.items():
        ratio = large / small
        if name != THEIRS and (indexed or SEARCH not in name):
            worst = max(worst, ratio)
        print(f"{name:44}{small:10.1f}{large:10.1f}{ratio:8.2f} x")
    print(f"largest ratio of ours: {worst:.2f} x (wanted: under {WANTED:.0f} x)")
    if not indexed:
        print("searches are not judged: this PostgreSQL has no pg_trgm, so they read every title")
    failed = worst >= WANTED
    if not compared:
        print("OCA helpdesk_mgmt could not be fetched: our list was compared with nothing")
        return int(failed)
    times = results[THEIRS][1] / results[OURS][1]
    print(f"theirs against our list, at {SIZES[1]:,}: {times:.1f} x (wanted: over 1 x)")
    return int(failed or times <= 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
