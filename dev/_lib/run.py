"""Running other programs, with their failure turned into one plain line."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from .errors import DevError
from .processes import die_with_parent
from .say import clear, rewrite

# What a program says when the machine, not the program, is the cause.
NO_NETWORK = (
    "could not resolve",
    "temporary failure resolving",
    "name or service not known",
    "temporary failure in name resolution",
    "failed to establish a new connection",
    "cannot connect to proxy",
    "proxyerror",
    "could not connect to",
    "cannot initiate the connection",
    "connection timed out",
    "network is unreachable",
    "connection failed",
    "connection refused",
)
DISK_FULL = ("no space left on device", "you don't have enough free space")


def explain(output: str, *, network: bool = False) -> str | None:
    """Say in plain words what `output` complains of, if it is the machine's fault.

    With `network`, the program was fetching something.
    """
    low = output.lower()
    if any(sign in low for sign in DISK_FULL):
        return (
            "the disk is full: about 3 GB are needed in the cache folder; free some and start again"
        )
    if network and any(sign in low for sign in NO_NETWORK):
        return "no network: the package servers cannot be reached; check connection and proxy"
    return None


def run(
    command: Sequence[str | Path],
    failure: str,
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    user: int | None = None,
    group: int | None = None,
    network: bool = False,
) -> str:
    """Run `command` quietly and return what it printed; `failure` names it when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=dict(os.environ, **(env or {})),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        user=user,
        group=group,
        extra_groups=[] if user is not None else None,
        preexec_fn=die_with_parent,
        check=False,
    )
    if done.returncode:
        raise failed(failure, done.stdout, network=network)
    return done.stdout


def watch(
    command: Sequence[str | Path],
    failure: str,
    *,
    shown: Sequence[str],
    env: Mapping[str, str] | None = None,
    finishes: bool = False,
) -> None:
    """Run a long `command` that fetches, showing in passing the lines that begin with `shown`.

    It `finishes` even when we are killed: half-installed system packages help nobody.
    """
    lines: list[str] = []
    with subprocess.Popen(
        [str(part) for part in command],
        env=dict(os.environ, **(env or {})),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        preexec_fn=None if finishes else die_with_parent,
        start_new_session=finishes,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if line.startswith(tuple(shown)):
                rewrite(line.rstrip())
    clear()
    if process.returncode:
        raise failed(failure, "".join(lines), network=True)


def failed(failure: str, output: str, *, network: bool) -> DevError:
    """The error for a program that failed: the machine's fault, or its last words."""
    reason = explain(output, network=network)
    if reason is None:
        lines = [line.strip() for line in output.splitlines() if line.strip()]
        errors = [
            line
            for line in lines
            if line.lower().startswith(("e:", "error", "fatal", "psql: error"))
        ]
        reason = (errors or lines or ["it said nothing"])[-1]
    return DevError(f"{failure}: {reason}")
