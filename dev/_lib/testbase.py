"""The database of a test run: a fresh copy of a template that holds the installed addon.

Two templates are kept: one with what the addon depends on, one with the addon too. Each is made
anew when what it was made from changed, so a run only ever installs what it must.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from . import databases, fingerprint, odoo
from .environment import Environment
from .locks import exclusive
from .paths import ADDON, Clone
from .postgres import Server
from .say import step


@contextmanager
def test_database(
    clone: Clone,
    env: Environment,
    server: Server,
    others: Sequence[str] = (),
    *,
    pages: bool = False,
) -> Iterator[str]:
    """A database with the addon and without demo data, dropped afterwards.

    `others` are modules of Odoo to install besides; with `pages`, the bundles of all pages are
    made beforehand, which pays for more than a few tests that open one.
    """
    prefix = f"test_{clone.state.name}"
    with databases.first_free(clone, [prefix, *(f"{prefix}_{n}" for n in range(2, 9))]) as name:
        with exclusive(clone.state / "templates.lock", "another command makes test databases"):
            template = addon_template(clone, env, server)
            databases.copy(clone, server, template, name)
        try:
            if others:
                with step(f"Installing {', '.join(others)} besides"):
                    odoo.install(clone, env, server, name, others)
            if pages:
                with step("Styles and scripts of all pages, once for all tests"):
                    odoo.make_bundles(clone, env, server, name)
            yield name
        finally:
            databases.drop(clone, server, name)


def addon_template(clone: Clone, env: Environment, server: Server) -> str:
    """The template with the addon, made anew when the addon changed."""
    name = f"template_{clone.state.name}_addon"
    base = base_template(clone, env, server)
    made_from = f"{databases.mark(server, base)} {fingerprint.of_addon(clone.repo)}"
    if databases.mark(server, name) != made_from:
        with step("Installing the addon in the test database"):
            databases.copy(clone, server, base, name)
            odoo.install(clone, env, server, name, [ADDON])
            databases.set_mark(server, name, made_from)
    return name


def base_template(clone: Clone, env: Environment, server: Server) -> str:
    """The template with what the addon depends on."""
    name = f"template_{clone.state.name}_base"
    modules = fingerprint.dependencies(clone.repo)
    made_from = f"{fingerprint.of_odoo(env)} {','.join(modules)}"
    if databases.mark(server, name) != made_from:
        with step(f"Odoo without the addon ({', '.join(modules)}), once per clone"):
            databases.create_empty(clone, server, name)
            odoo.install(clone, env, server, name, modules)
            databases.set_mark(server, name, made_from)
    return name
