"""The stages of the test run: core alone, models in Odoo, tours in a browser, among Odoo's apps."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from . import odoo
from .environment import Environment
from .paths import ADDON, Clone
from .postgres import Server
from .processes import child
from .say import say

AMONG_APPS = "apps"
# what a client of ECOSIRE runs as well, more or less
APPS = ("account", "calendar", "crm", "project", "purchase", "sale", "stock", "website")


@dataclass(frozen=True)
class Outcome:
    """What became of a stage."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    deselected: int = 0
    seconds: float = 0.0
    trouble: str = ""

    @property
    def ok(self) -> bool:
        """Whether every test of the stage ran and passed, and there was one."""
        return not self.trouble


class Tests:
    """Runs pytest for this clone, stage by stage."""

    def __init__(self, clone: Clone, env: Environment, extra: Sequence[str], *, long: bool) -> None:
        """`extra` are pytest's own arguments."""
        self.clone, self.env, self.extra, self.long = clone, env, list(extra), long

    def core(self, path: str = "tests/core") -> Outcome:
        """The core's tests: no Odoo, no database."""
        repo = self.clone.repo
        if not (repo / path.partition("::")[0]).exists():
            return Outcome("core", trouble=f"no {path}: nothing was tested")
        root = repo / "tests" / "core"
        # Its own settings make this folder the root, so that pytest does not import the addon.
        command = ["-c", root / "pytest.ini", "--rootdir", root, "-p", "no:odoo", repo / path]
        with self.stage("core", command, {}, cwd=repo) as running:
            return running.outcome()

    def odoo(self, name: str, server: Server, database: str, path: str = "tests") -> Outcome:
        """Tests inside Odoo, on a database with the addon."""
        with self.odoo_beside(name, server, database, path, hidden=False) as running:
            return running.outcome()

    @contextmanager
    def odoo_beside(
        self, name: str, server: Server, database: str, path: str = "tests", *, hidden: bool = True
    ) -> Iterator["Running"]:
        """Tests inside Odoo that run while the block does; `hidden`, they print when asked."""
        addon = self.clone.addons / ADDON
        command: list[str | Path] = ["-c", addon / "pyproject.toml", "--rootdir", addon]
        command += ["--ignore", addon / "tests" / "core"]
        command += ["--odoo-config", odoo.settings(self.clone, server)]
        command += ["--odoo-database", database]
        if name != "models":
            command.append("--odoo-http")
        variables = odoo.variables(self.clone, self.env, server) | {"ECOSIRE_STAGE": name}
        with self.stage(
            name, [*command, addon / path], variables, cwd=self.clone.addons, hidden=hidden
        ) as running:
            yield running

    @contextmanager
    def stage(
        self,
        name: str,
        arguments: Sequence[str | Path],
        variables: Mapping[str, str],
        cwd: Path,
        *,
        hidden: bool = False,
    ) -> Iterator["Running"]:
        """Run pytest beside the block, and have it read what was counted."""
        with tempfile.TemporaryDirectory(dir=self.clone.state, prefix="tests-") as folder:
            report, printed = Path(folder) / "report.json", Path(folder) / "printed.txt"
            command = [self.env.python, "-m", "pytest", "-q"]
            command += ["-p", "no:cacheprovider", "-p", "dev_test_plugin"]
            given = dict(variables) | {
                "PYTHONPATH": str(odoo.INSIDE),
                "PYTHONUNBUFFERED": "1",
                "ECOSIRE_REPORT": str(report),
                "ECOSIRE_LONG": "1" if self.long else "",
                "HYPOTHESIS_STORAGE_DIRECTORY": str(self.clone.state / "hypothesis"),
            }
            if not hidden:
                say(heading(name))
            sys.stdout.flush()
            with child(
                [*command, *arguments, *self.extra],
                env=given,
                cwd=cwd,
                output=printed if hidden else None,
            ) as process:
                yield Running(name, process, report, printed if hidden else None)


@dataclass
class Running:
    """A stage under way."""

    name: str
    process: "subprocess.Popen[bytes]"
    report: Path
    printed: Path | None
    start: float = field(default_factory=time.monotonic)

    def outcome(self) -> Outcome:
        """Wait for its end; what it printed unseen is shown then."""
        code = self.process.wait()
        waited = time.monotonic() - self.start
        if self.printed:
            say(heading(self.name))
            say(self.printed.read_text(errors="replace"))
        counted = json.loads(self.report.read_text()) if self.report.exists() else {}
        # one that ran hidden may have ended long before it was asked
        return outcome(self.name, code, counted, counted.pop("seconds", waited))


def heading(name: str) -> str:
    """The line above what a stage prints."""
    return f"\n── {name} " + "─" * (70 - len(name))


def outcome(name: str, code: int, counted: dict, seconds: float) -> Outcome:
    """Judge a stage by pytest's exit code and by what was counted."""
    skips = counted.pop("skips", [])
    if code < 0:
        trouble = f"pytest was ended by signal {-code}"
    elif counted.get("skipped"):
        trouble = f"skipped, which counts as a failure: {'; '.join(skips)}"
    elif code == 5:
        trouble = "no test was found: nothing was tested"
    elif code or counted.get("failed"):
        trouble = (
            f"{counted['failed']} failed" if counted.get("failed") else f"pytest left with {code}"
        )
    elif not counted.get("passed"):
        trouble = "no test was run"
    else:
        trouble = ""
    return Outcome(name, seconds=seconds, trouble=trouble, **counted)


def summary(outcomes: Sequence[Outcome]) -> bool:
    """Print what every stage came to and a closing line; say whether all is well."""
    say(f"\n{'stage':<10}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}")
    for one in outcomes:
        left = f"  ({one.deselected} long ones left out)" if one.deselected else ""
        trouble = f"  ! {one.trouble}" if one.trouble else ""
        say(
            f"{one.name:<10}{one.passed:>8}{one.failed:>8}{one.skipped:>9}{one.seconds:>9.1f}"
            f"{left}{trouble}"
        )
    passed, failed, skipped = (
        sum(getattr(one, kind) for one in outcomes) for kind in ("passed", "failed", "skipped")
    )
    well = all(one.ok for one in outcomes)
    if not well and not failed:
        failed = sum(1 for one in outcomes if not one.ok)
    say(f"\n{passed} passed, {failed} failed, {skipped} skipped")
    return well
