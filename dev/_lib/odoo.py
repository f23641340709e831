"""The private Odoo: its settings for this clone, and how to start it."""

import os
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from .environment import Environment
from .errors import DevError
from .paths import Clone
from .postgres import Server
from .processes import child
from .say import clear, rewrite

INSIDE = Path(__file__).parent / "inside"
SETTINGS = """\
; Written by dev/ at each start.
[options]
addons_path = {addons}
data_dir = {data}
db_host = {server.host}
db_port = {server.port}
db_user = {server.user}
db_maxconn = 64
db_name =
admin_passwd = admin
http_interface = 127.0.0.1
list_db = True
max_cron_threads = 2
workers = 0
limit_time_real = 1200
without_demo = True
"""


def settings(clone: Clone, server: Server) -> Path:
    """Odoo's settings file for this clone, written anew."""
    path = clone.state / "odoo.conf"
    part = path.with_name(f"odoo.conf.{os.getpid()}")
    part.write_text(SETTINGS.format(addons=clone.addons, data=clone.data, server=server))
    part.rename(path)
    return path


def variables(clone: Clone, env: Environment, server: Server) -> dict[str, str]:
    """The environment variables with which any program of the venv finds Odoo and its server."""
    return server.variables | {
        "ODOO_RC": str(settings(clone, server)),
        "PATH": f"{env.venv / 'bin'}{os.pathsep}{server.bin}{os.pathsep}{os.environ['PATH']}",
        "VIRTUAL_ENV": str(env.venv),
        "PYTHONPATH": "",
        "PYTHONUNBUFFERED": "1",
    }


def install(
    clone: Clone, env: Environment, server: Server, database: str, modules: Sequence[str]
) -> None:
    """Install modules, without demo data, into a database that is made when missing."""
    log = clone.logs / f"install-{database}.log"
    command = [env.python, "-m", "odoo", "-d", database, "-i", ",".join(modules)]
    options = ["--stop-after-init", "--no-http", "--max-cron-threads=0"]
    log.unlink(missing_ok=True)
    with child([*command, *options], env=variables(clone, env, server), output=log) as process:
        follow(process, log)
    trouble = complaint(log)
    if process.returncode or trouble:
        raise DevError(f"{', '.join(modules)} could not be installed: {trouble} (log: {log})")


def make_bundles(clone: Clone, env: Environment, server: Server, database: str) -> None:
    """Make the bundles of styles and scripts once, which each test with a page would make anew."""
    log = clone.logs / f"bundles-{database}.log"
    log.unlink(missing_ok=True)
    command = [env.python, INSIDE / "bundles.py", database]
    with child(command, env=variables(clone, env, server), output=log) as process:
        process.wait()
    if process.returncode:
        raise DevError(f"the bundles could not be made: {complaint(log)} (log: {log})")


def follow(process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Show which module is being loaded until the process ends."""
    while process.poll() is None:
        show_loading(log)
        time.sleep(0.2)
    clear()


def show_loading(log: Path) -> None:
    """Show the last module named in the log, on a terminal."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    loading = [line for line in lines[-50:] if "Loading module" in line]
    if loading:
        rewrite(loading[-1].partition(": ")[2])


def complaint(log: Path) -> str:
    """The error that Odoo wrote to its log: the last line of the traceback, or the message."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    for number, line in enumerate(lines):
        if " CRITICAL " in line or " ERROR " in line:
            trace = [words for words in lines[number + 1 :] if words and not words[0].isdigit()]
            ends = [
                words for words in trace if not words.startswith((" ", "Traceback", "The above"))
            ]
            return (ends[-1] if ends else line.partition(": ")[2]).strip()
    return ""


def is_free(port: int) -> bool:
    """Whether nobody listens on `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port(preferred: int) -> int:
    """The port wanted, or another when somebody listens on it."""
    if is_free(preferred):
        return preferred
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def require_free(port: int) -> None:
    """Stop with a plain line when somebody listens on `port`."""
    if not is_free(port):
        raise DevError(
            f"port {port} is taken by another program: end it, or choose one with --port"
        )
