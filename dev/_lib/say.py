"""What a command tells its reader while it works."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str = "") -> None:
    """Print a line at once, also into a pipe."""
    print(text, flush=True)


def rewrite(text: str) -> None:
    """Show passing progress on a terminal; nothing elsewhere."""
    if sys.stdout.isatty():
        print(f"\r\033[K  {text[:100]}", end="", flush=True)


def clear() -> None:
    """Remove what `rewrite` showed."""
    if sys.stdout.isatty():
        print("\r\033[K", end="", flush=True)


@contextmanager
def step(text: str) -> Iterator[None]:
    """Announce a step, and say how long it took once it is done."""
    say(f"· {text} …")
    start = time.monotonic()
    yield
    say(f"  done in {time.monotonic() - start:.0f} s")
