"""What a database was made from, so that it is made or updated again only when that changed."""

import ast
import hashlib
from pathlib import Path

from .environment import Environment
from .errors import DevError
from .paths import ADDON

# Neither code that Odoo loads nor data that it stores.
APART = {"dev", "tests", "bench", "static", "dist", "readme", "doc", "__pycache__"}
LOADED = {".py", ".xml", ".csv", ".po", ".sql", ".json", ".html"}


def of_addon(repo: Path) -> str:
    """A hash of every file of the addon that reaches the database when it is installed."""
    total = hashlib.sha256()
    for path in sorted(repo.iterdir()):
        if path.name in APART or path.name.startswith("."):
            continue
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in LOADED and file.is_file() and "__pycache__" not in file.parts:
                total.update(f"{file.relative_to(repo)}\0".encode() + file.read_bytes())
    return total.hexdigest()[:12]


def of_odoo(env: Environment) -> str:
    """A hash of which Odoo it is."""
    return hashlib.sha256(str(env.odoo_home).encode()).hexdigest()[:12]


def dependencies(repo: Path) -> list[str]:
    """The addons that ours stands on."""
    manifest = repo / "__manifest__.py"
    if not manifest.exists():
        raise DevError(f"{manifest} is missing: this is not the {ADDON} addon's folder")
    try:
        return list(ast.literal_eval(manifest.read_text())["depends"])
    except (SyntaxError, ValueError, KeyError) as error:
        raise DevError(f"{manifest} cannot be read: {error}") from error
