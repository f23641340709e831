"""Run inside Odoo: `python bundles.py DATABASE` makes the bundles of styles and scripts, and keeps them.

A test undoes what it wrote, so without this each one that opens a page would make them anew.
"""

import os
import sys

import odoo.init  # noqa: F401 isort: skip
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import config

# fetched when they are needed, so no page names them
LATER = {
    "ecosire_support.assets_desk_editor",
    "ecosire_support.assets_desk_lazy",
    "web.assets_backend_lazy",
}
# of Odoo's own tests of its scripts
OTHERS = ("unit_tests", "qunit", "tests_assets", "discuss_public")


def main(database: str) -> None:
    """Make all that a page of this database may ask for."""
    config.parse_config(["-c", os.environ["ODOO_RC"], "-d", database])
    with Registry(database).cursor() as cr:
        pages = api.Environment(cr, SUPERUSER_ID, {})["ir.qweb"]
        scripts, styles = pages._get_bundles_to_pregenarate()
        for name in sorted(scripts | styles | LATER):
            if not any(word in name for word in OTHERS):
                bundle = pages._get_asset_bundle(name, css=True, js=True)
                bundle.js()
                bundle.css()


main(sys.argv[1])
