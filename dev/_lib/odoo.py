"""The private Odoo: its settings for this clone, and how to start it."""

import os
import socket
from pathlib import Path

from .environment import Environment
from .errors import DevError
from .paths import Clone
from .postgres import Server

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
