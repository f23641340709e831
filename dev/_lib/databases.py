"""Databases: which one a command may use, what it was made from, copies with their files."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from .errors import DevError
from .locks import try_lock
from .paths import Clone
from .postgres import Server


@contextmanager
def first_free(clone: Clone, names: Sequence[str]) -> Iterator[str]:
    """Claim the first of these databases that no other command of this clone works on."""
    folder = clone.state / "claims"
    folder.mkdir(exist_ok=True)
    for name in names:
        with (folder / name).open("a") as file:
            if try_lock(file):
                yield name
                return
    raise DevError(f"other commands of this clone use the database {' and '.join(names)}: end one")


def mark(server: Server, database: str) -> str | None:
    """What the database was made from, once it was whole; None when there is none."""
    found = server.sql(
        "SELECT coalesce(shobj_description(oid, 'pg_database'), '') "
        f"FROM pg_database WHERE datname = '{database}'"
    )
    return found[0] if found else None


def set_mark(server: Server, database: str, text: str) -> None:
    """Note what the database was made from: it is whole."""
    server.sql(f"COMMENT ON DATABASE \"{database}\" IS '{text}'")


def create_empty(clone: Clone, server: Server, database: str) -> None:
    """Make the database anew and empty, as Odoo would but for extensions it can do without."""
    drop(clone, server, database)
    server.sql(
        f"CREATE DATABASE \"{database}\" ENCODING 'unicode' LC_COLLATE 'C' TEMPLATE template0"
    )


def drop(clone: Clone, server: Server, database: str) -> None:
    """Remove a database and its files."""
    server.sql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
    shutil.rmtree(filestore(clone, database), ignore_errors=True)


def copy(clone: Clone, server: Server, source: str, target: str) -> None:
    """Make `target` a copy of `source`, its files included, in place of any older one."""
    drop(clone, server, target)
    server.sql(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
    files = filestore(clone, source)
    if files.is_dir():
        # Odoo names a stored file after its content and never changes one: links will do.
        shutil.copytree(files, filestore(clone, target), copy_function=os.link)


def filestore(clone: Clone, database: str) -> Path:
    """Where Odoo keeps the files of a database."""
    return clone.data / "filestore" / database
