"""Run inside Odoo: set the demo's scene around a moment.

The seam to the addon is `demo/scene.py` in it, with

    def build(env, at=None) -> (people, links)

where `at` is an aware datetime or None for now, `people` a list of (label, login) and `links` a
list of (label, path). `PASSWORD` in it is everybody's password.
"""

import importlib
import importlib.util
from datetime import datetime

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry

PACKAGE = "odoo.addons.ecosire_support.demo"
PLAIN = {
    "people": [["Administrator", "admin"]],
    "links": [["Odoo", "/odoo"]],
    "password": "admin",
}


def reanchor(database: str, at: str | None) -> dict:
    """Build the scene in `database` and return who can log in, and the links."""
    if not (importlib.util.find_spec(PACKAGE) and importlib.util.find_spec(f"{PACKAGE}.scene")):
        return PLAIN
    scene = importlib.import_module(f"{PACKAGE}.scene")
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        people, links = scene.build(env, at=datetime.fromisoformat(at) if at else None)
    password = getattr(scene, "PASSWORD", PLAIN["password"])
    return {"people": list(people), "links": list(links), "password": password}
