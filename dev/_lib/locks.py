"""File locks that the kernel lets go when their holder dies, however it dies."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .say import say


def try_lock(file: IO, *, shared: bool = False) -> bool:
    """Take the lock unless somebody is in the way."""
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def exclusive(path: Path, waiting: str) -> Iterator[None]:
    """Hold `path` alone; say `waiting` once when another process holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        if not try_lock(file):
            say(f"· {waiting} …")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_held(path: Path) -> bool:
    """Whether some process holds the lock at `path` alone."""
    if not path.exists():
        return False
    with path.open("a") as file:
        return not try_lock(file, shared=True)
