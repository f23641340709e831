"""The demo server: its database made or updated when need be, then served until Ctrl-C."""

import json
import subprocess
import tempfile
import time
from datetime import datetime
from pathlib import Path

from . import databases, fingerprint, odoo
from .environment import Environment
from .errors import DevError
from .paths import ADDON, Clone
from .postgres import Server
from .processes import child
from .say import clear, say

SERVE = Path(__file__).parent / "inside" / "serve.py"


class Demo:
    """One demo server of a clone, on a database of its own."""

    def __init__(
        self, clone: Clone, env: Environment, server: Server, database: str, port: int
    ) -> None:
        """Nothing is started yet."""
        self.clone, self.env, self.server = clone, env, server
        self.database, self.port = database, port
        self.log = clone.logs / f"{database}.log"

    def run(self, at: datetime | None, *, anew: bool) -> int:
        """Serve until interrupted."""
        made_from = f"{fingerprint.of_odoo(self.env)} {fingerprint.of_addon(self.clone.repo)}"
        options = self.prepare(made_from, anew=anew)
        self.log.write_text("")
        with tempfile.TemporaryDirectory(dir=self.clone.state, prefix="demo-") as folder:
            plan, answer = Path(folder) / "plan.json", Path(folder) / "answer.json"
            moment = at.isoformat() if at else None
            plan.write_text(
                json.dumps({"database": self.database, "at": moment, "answer": str(answer)})
            )
            command = [self.env.python, SERVE, plan, "-d", self.database, *options]
            variables = odoo.variables(self.clone, self.env, self.server)
            start = time.monotonic()
            with child(
                [*command, f"--http-port={self.port}"],
                env=variables,
                output=self.log,
                stdin=subprocess.DEVNULL,
            ) as process:
                self.wait_for(answer, process)
                databases.set_mark(self.server, self.database, made_from)
                self.present(json.loads(answer.read_text()), time.monotonic() - start)
                process.wait()
        raise DevError(f"Odoo ended by itself: see {self.log}")

    def prepare(self, made_from: str, *, anew: bool) -> list[str]:
        """What Odoo is to do first: install, update, or nothing."""
        fingerprint.dependencies(self.clone.repo)
        mark = databases.mark(self.server, self.database)
        if not anew and mark == made_from:
            say(f"· Odoo with the database {self.database} …")
            return []
        if not anew and mark and mark.split()[0] == made_from.split()[0]:
            say(f"· the addon changed: updating the database {self.database} …")
            return ["-u", ADDON]
        databases.create_empty(self.clone, self.server, self.database)
        say(f"· installing the addon and its demo in a new database {self.database}, a minute …")
        return ["-i", ADDON, "--with-demo"]

    def wait_for(self, answer: Path, process: "subprocess.Popen[bytes]") -> None:
        """Wait until Odoo has set the scene, showing what it loads."""
        while not answer.exists():
            if process.poll() is not None:
                clear()
                reason = odoo.complaint(self.log) or "it said nothing"
                raise DevError(f"Odoo does not start: {reason} (log: {self.log})")
            odoo.show_loading(self.log)
            time.sleep(0.2)
        clear()

    def present(self, answer: dict, seconds: float) -> None:
        """Print who can log in and where to look."""
        address = f"http://127.0.0.1:{self.port}"
        say(f"  ready in {seconds:.0f} s")
        say(f"\n{address}   (log: {self.log})\n")
        say(f"Log in as (password: {answer['password']})")
        width = max(len(label) for label, _value in answer["people"] + answer["links"])
        for label, login in answer["people"]:
            say(f"  {label:<{width}}  {login}")
        say("\nLook at")
        for label, path in answer["links"]:
            say(f"  {label:<{width}}  {address}{path}")
        say("\nCtrl-C stops everything.")
