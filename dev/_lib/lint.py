"""The checks of dev/lint."""

import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from .environment import Environment
from .paths import ADDON, Clone
from .processes import child
from .run import run
from .say import say

CHECK = Path(__file__).parent / "inside" / "xml_check.py"


class Lint:
    """Runs the checks on one clone."""

    def __init__(self, clone: Clone, env: Environment) -> None:
        """Nothing runs yet."""
        self.clone, self.env = clone, env
        # Below this link the addon has its own name, and a path without spaces.
        self.addon = clone.addons / ADDON
        self.ruff = [env.python, "-m", "ruff"]
        self.cache = ["--cache-dir", clone.state / "ruff"]

    def fix(self) -> None:
        """Let ruff mend what it can."""
        self.call([*self.ruff, "check", "--fix", "--quiet", *self.cache, self.clone.repo])
        self.call([*self.ruff, "format", "--quiet", *self.cache, self.clone.repo])

    def run(self) -> int:
        """Run every check and return 0 when none complained."""
        checks = {
            "xml and text": [self.env.python, CHECK, self.clone.repo, *self.files()],
            "ruff check": [*self.ruff, "check", *self.cache, self.clone.repo],
            "ruff format": [*self.ruff, "format", "--check", *self.cache, self.clone.repo],
            "pylint-odoo": self.pylint(),
        }
        complained = []
        for name, command in checks.items():
            start = time.monotonic()
            clean = self.call(command) == 0
            say(f"{'✓' if clean else '✗'} {name} ({time.monotonic() - start:.1f} s)")
            if not clean:
                complained.append(name)
        say(f"\nnot clean: {', '.join(complained)}" if complained else "\nclean")
        return 1 if complained else 0

    def pylint(self) -> list[str | Path]:
        """Pylint with the OCA's plugin, on what Odoo loads."""
        settings = f"--rcfile={self.clone.repo / '.pylintrc'}"
        return [self.env.python, "-m", "pylint", settings, self.addon]

    def files(self) -> list[Path]:
        """Every file of the repo that git knows or would add."""
        git = ["git", "-c", "safe.directory=*"]  # also in a clone that is somebody else's
        listed = run(
            [*git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            "git could not list the files",
            cwd=self.clone.repo,
        )
        paths = [self.clone.repo / name for name in listed.split("\0") if name]
        return [path for path in paths if path.is_file()]

    def call(self, command: Sequence[str | Path]) -> int:
        """Run one check; what it says is shown as it is."""
        variables = {"PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
        variables["PYLINTHOME"] = str(self.clone.state / "pylint")
        with child(
            command, env=variables, cwd=self.clone.addons, stdin=subprocess.DEVNULL
        ) as process:
            return process.wait()
