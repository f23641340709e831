"""Stops the embedded PostgreSQL once no command uses it any more (see postgres.py).

Run as `python -m _lib.keeper BIN FOLDER DATA [USER]`. It holds `keeper.lock` for as long as it
lives and waits for `users.lock`, which every command in need of the server shares.
"""

import fcntl
import pwd
import sys
from pathlib import Path

from .postgres import as_owner


def main() -> None:
    """Wait until nobody is left, then stop the server while nobody can come."""
    programs, folder, data = (Path(argument) for argument in sys.argv[1:4])
    owner = pwd.getpwnam(sys.argv[4]) if len(sys.argv) > 4 else None
    with (folder / "keeper.lock").open("a") as alive, (folder / "users.lock").open("a") as users:
        fcntl.flock(alive, fcntl.LOCK_EX)
        fcntl.flock(users, fcntl.LOCK_EX)
        as_owner(
            owner,
            [programs / "pg_ctl", "-D", data, "-m", "fast", "-w", "-t", "60", "stop"],
            "PostgreSQL did not stop",
        )


if __name__ == "__main__":
    main()
