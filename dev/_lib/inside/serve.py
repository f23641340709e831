"""Run inside Odoo: an ordinary server that sets the demo's scene before its crons start.

`python serve.py PLAN ARGS…`: PLAN names a JSON file with `database`, `at` and `answer`, the file
to write who can log in to, once all is ready; ARGS are Odoo's own.
"""

import json
import os
import sys
from pathlib import Path

import odoo.init  # noqa: F401 isort: skip
from odoo.cli.server import main
from odoo.service import server

from reanchor import reanchor

plan = json.loads(Path(sys.argv[1]).read_text())
load_registries = server.preload_registries


def load_then_reanchor(databases: list[str]) -> int:
    """Load (or install) as Odoo does, then set the scene; leave when either fails."""
    if load_registries(databases):
        os._exit(1)  # Odoo has logged why; without this it would go on and serve a half
    try:
        answer = reanchor(plan["database"], plan["at"])
    except Exception:
        server._logger.critical("The demo's scene could not be set", exc_info=True)
        os._exit(1)
    part = Path(f"{plan['answer']}.part")
    part.write_text(json.dumps(answer))
    part.rename(plan["answer"])
    return 0


server.preload_registries = load_then_reanchor
sys.argv = ["odoo", *sys.argv[2:]]
main(sys.argv[1:])
