"""Child processes that neither outlive their command nor lose its Ctrl-C."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

PR_SET_PDEATHSIG = 1
PATIENCE = 15.0  # seconds a child has to end after it was asked


def die_with_parent() -> None:
    """In a child: make the kernel end it when its parent is gone, even by kill -9."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@contextmanager
def child(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    output: Path | None = None,
    stdin: int | None = None,
    interactive: bool = False,
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run `command` beside us; it has ended when the block is left.

    On a terminal the child shares our process group, so Ctrl-C reaches it by itself and it may
    read the keyboard; elsewhere it has a session of its own and a signal is passed on to it.
    Either way Ctrl-C leaves the block as KeyboardInterrupt, unless the child is `interactive`
    and Ctrl-C is a key like another to it. A second Ctrl-C kills the child.
    """
    shares_terminal = sys.stdin is not None and sys.stdin.isatty()
    log = output.open("ab") if output else None
    process = subprocess.Popen(
        [str(part) for part in command],
        env=dict(os.environ, **(env or {})),
        cwd=cwd,
        stdin=stdin,
        stdout=log,
        stderr=subprocess.STDOUT if log else None,
        start_new_session=not shares_terminal,
        preexec_fn=die_with_parent,
    )
    if log:
        log.close()
    asked: list[int] = []

    def on_signal(number: int, _frame: FrameType | None) -> None:
        key = number == signal.SIGINT and shares_terminal
        if key and interactive:
            return
        asked.append(number)
        if len(asked) > 1:
            process.kill()
            return
        if not key:
            process.send_signal(number)
        raise KeyboardInterrupt

    before = {
        number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield process
    finally:
        end(process, asked=bool(asked))
        for number, handler in before.items():
            signal.signal(number, handler)


def end(process: "subprocess.Popen[bytes]", *, asked: bool) -> None:
    """Wait for a child that was asked to end, ask one that was not, kill one that will not."""
    if process.poll() is not None:
        return
    if not asked:
        process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
