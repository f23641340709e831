"""The frame of every command: run it, and end each failure in one plain line."""

import errno
import os
import sys
from collections.abc import Callable

from .errors import DevError


def run_command(main: Callable[[list[str]], int]) -> None:
    """Run `main` with the arguments and leave with its exit code."""
    os.umask(0o022)  # as root, PostgreSQL's user must be able to read the environment
    try:
        code = main(sys.argv[1:])
    except DevError as error:
        code = failed(str(error))
    except KeyboardInterrupt:
        code = 130
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS):
            raise
        code = failed(plain(error))
    sys.exit(code)


def plain(error: OSError) -> str:
    """What to do about a disk that is full or a folder that is closed."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            "the disk is full: about 3 GB are needed in the cache folder; free some and start again"
        )
    return f"no right to write {error.filename}: use another user, or set XDG_CACHE_HOME"


def failed(message: str) -> int:
    """Say why the command ends."""
    print(f"dev/{os.path.basename(sys.argv[0])}: {message}", file=sys.stderr, flush=True)
    return 1
