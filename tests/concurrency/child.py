"""A worker of the scratch database: a process of Odoo that does what it is told on its stdin.

Run as ``python child.py SETTINGS DATABASE``. Messages are lines of JSON: it is told an action,
says that it is ready, waits for the word to go, and answers what came of it.
"""

import json
import sys
import time
import traceback

# a script's folder comes first in the path; `scratch` or `actions` must not hide other modules
sys.path.pop(0)


def main(settings, database):
    answers = sys.stdout
    sys.stdout = sys.stderr  # whatever else prints, prints to the log

    def say(**message):
        answers.write(json.dumps(message, default=str) + "\n")
        answers.flush()

    from odoo.tools import config

    config.parse_config(["-c", settings, "-d", database, "--log-level=warn"])
    from odoo.modules.registry import Registry

    registry = Registry(database)
    from odoo.addons.ecosire_support.tests.concurrency import (
        access_actions,
        actions,
        contract_actions,
        down_actions,
        ending_actions,
        feed_actions,
        help_actions,
        ladder_actions,
        outbox_actions,
        routing_actions,
        waiting_actions,
        work_actions,
    )

    places = (
        access_actions,
        contract_actions,
        down_actions,
        feed_actions,
        ending_actions,
        help_actions,
        ladder_actions,
        outbox_actions,
        routing_actions,
        waiting_actions,
        work_actions,
        actions,
    )

    for line in sys.stdin:
        job = json.loads(line)
        registry.check_signaling()
        say(ready=True)
        sys.stdin.readline()
        start = time.monotonic()
        try:
            place = next(place for place in places if hasattr(place, job["action"]))
            result = getattr(place, job["action"])(registry, **job["arguments"])
        except Exception:
            say(error=traceback.format_exc(), seconds=time.monotonic() - start)
        else:
            say(result=result, seconds=time.monotonic() - start)


if __name__ == "__main__":
    main(*sys.argv[1:])
