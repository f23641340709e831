"""How long the desk takes to open in a browser, and how much it fetches: first and second load.

  dev/bench desk_load [-- DATABASE]

An Odoo serves a copy of the database, and Chromium opens the desk as an engineer: with an empty
cache, and again with a full one. Odoo sends its bundles as they are; a proxy before it compresses
them, so what they weigh then is said too. The second load may fetch a tenth of the first at most.
"""

import gzip
import os
import re
import sys

import odoo
from odoo.tools import config

config.parse_config([], setup_logging=False)

from _chromium import chromium  # noqa: E402
from _server import Browser, copied, served  # noqa: E402
from _tickets import LOGIN, PASSWORD, originals, people  # noqa: E402

from odoo.modules.registry import Registry  # noqa: E402

WANTED = 0.1  # of the first load's bytes: the most that the second may fetch
DESK = "/my/support/desk"
SHOWN = ".o_es_row"  # a ticket of the queue
BUNDLES = r'(?:src|href)="(/web/assets/[^"]*assets_desk\.[^"]*)"'


def main(arguments: list[str]) -> int:
    """Open the desk twice and print; 1 when the second load fetches too much."""
    database = arguments[0] if arguments else os.environ.get("ECOSIRE_DATABASE")
    if not database:
        sys.exit("desk_load: name a database, or start it by dev/bench")
    with copied(database, f"{database}_desk") as name:
        prepare(name)
        with served(name, None) as address, chromium() as page:
            if page is None:
                print("desk_load: no Chromium here, nothing measured")
                return 0
            engineer = Browser(address, LOGIN, PASSWORD)
            compressed = bundles(engineer)  # the server makes them once
            log_in(page, engineer)
            page.ask("Network.clearBrowserCache")
            first = page.open(f"{address}{DESK}", SHOWN)
            second = page.open(f"{address}{DESK}", SHOWN)
    return report(first, second, compressed)


def prepare(database: str) -> None:
    with Registry(database).cursor() as cr:
        env = odoo.api.Environment(cr, odoo.api.SUPERUSER_ID, {})
        people(env)
        originals(env)


def log_in(page, engineer: Browser) -> None:
    """Give the browser the session of who has logged in already."""
    (jar,) = (one.cookiejar for one in engineer.opener.handlers if hasattr(one, "cookiejar"))
    for cookie in jar:
        page.ask("Network.setCookie", url=engineer.address, name=cookie.name, value=cookie.value)


def bundles(engineer: Browser) -> tuple[int, int]:
    """Bytes of the desk's bundles as Odoo sends them, and compressed."""
    files = [engineer.get(path).encode() for path in re.findall(BUNDLES, engineer.get(DESK))]
    return sum(map(len, files)), sum(len(gzip.compress(one, 6)) for one in files)


def report(first, second, compressed) -> int:
    for name, (seconds, size, requests) in (("first load", first), ("second load", second)):
        print(f"{name:<12} {seconds:6.2f} s  {size / 1024:8.0f} KiB  {requests} requests")
    plain, packed = compressed
    print(f"bundles      {plain / 1024:.0f} KiB, compressed {packed / 1024:.0f} KiB")
    ratio = second[1] / first[1]
    print(f"second load / first load: {ratio:.3f} of the bytes (at most {WANTED})")
    return int(ratio > WANTED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
