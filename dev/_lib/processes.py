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
    """Make the kernel end this process when its parent is gone, even by kill -9."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@contextmanager
def child(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    output: Path | None = None,
    stdin: int | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run `command` beside us; it is ended when the block is left.

    On a terminal the child shares our process group, so Ctrl-C reaches it by itself and it may
    read the keyboard; elsewhere it has a session of its own and signals are passed on once.
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
    passed_on: list[int] = []

    def interrupt(number: int, _frame: FrameType | None) -> None:
        if number != signal.SIGINT or not shares_terminal:
            if number not in passed_on and process.poll() is None:
                passed_on.append(number)
                process.send_signal(number)
        if number == signal.SIGTERM or output is not None:
            raise KeyboardInterrupt

    before = {
        number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield process
    finally:
        end(process, asked=bool(passed_on))
        for number, handler in before.items():
            signal.signal(number, handler)


def end(process: subprocess.Popen[bytes], *, asked: bool) -> None:
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
