"""The PostgreSQL of a clone: an embedded one, or the server that PGHOST or PGPORT names.

Every command that uses the embedded server holds a shared lock on `users.lock`. A keeper process
(keeper.py) waits for that lock alone and then stops the server: so the last command's end stops
it, whether that command ended well, by Ctrl-C or by kill -9, and no start ever finds a lock left.
"""

import getpass
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from pwd import struct_passwd

from .environment import Environment
from .errors import DevError
from .locks import exclusive, is_held, try_lock
from .paths import Clone
from .run import explain, run
from .system import postgres_user

ROLE = "odoo"
DATA = "data-18"  # with the major version: another cannot read it
PORT = 5432  # of the socket's name only: the embedded server listens on no address
SETTINGS = """\
# Written by dev/ at each start: a development server, fast rather than safe from power cuts.
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 2GB
wal_level = minimal
max_wal_senders = 0
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum_naptime = 20s
jit = off
logging_collector = off
log_line_prefix = '%m [%p] %d '
"""


@dataclass(frozen=True)
class Server:
    """How to reach a PostgreSQL, and the programs that speak to it."""

    host: str
    port: str
    user: str
    bin: Path

    @property
    def variables(self) -> dict[str, str]:
        """The environment variables that lead Odoo and PostgreSQL's programs to it."""
        return {"PGHOST": self.host, "PGPORT": self.port, "PGUSER": self.user}

    def sql(self, statement: str, database: str = "postgres") -> list[str]:
        """Run one statement and return the lines of its answer."""
        answer = run(
            [self.bin / "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", statement],
            "PostgreSQL refused",
            env=self.variables,
        )
        return answer.splitlines()


@contextmanager
def running(clone: Clone, env: Environment) -> Iterator[Server]:
    """A server that answers for as long as the block lasts."""
    if os.environ.get("PGHOST") or os.environ.get("PGPORT"):
        yield given_server(env)
        return
    folder = clone.postgres
    folder.mkdir(parents=True, exist_ok=True)
    server = Server(str(socket_folder(folder)), str(PORT), ROLE, env.postgres_bin)
    with (folder / "users.lock").open("a") as users:
        with exclusive(folder / "start.lock", "another command starts PostgreSQL"):
            while not try_lock(users, shared=True):  # the keeper is stopping the server
                time.sleep(0.05)
            if not answers(server) and not answers_soon(folder / DATA, server):
                start(folder, server)
            if not is_held(folder / "keeper.lock"):
                start_keeper(folder, server)
        try:
            yield server
        finally:
            users.close()
            wait_for_stop(folder)


def given_server(env: Environment) -> Server:
    """The server the caller named, once it has answered."""
    server = Server(
        os.environ.get("PGHOST", "localhost"),
        os.environ.get("PGPORT", "5432"),
        os.environ.get("PGUSER") or getpass.getuser(),
        env.postgres_bin,
    )
    if server.user == "postgres":
        raise DevError("Odoo refuses the role postgres: create another and name it with PGUSER")
    try:
        server.sql("SELECT 1")
    except DevError as error:
        raise DevError(
            f"the PostgreSQL given by PGHOST/PGPORT/PGUSER does not answer: {error}"
        ) from error
    return server


def answers(server: Server) -> bool:
    """Whether the server accepts connections."""
    probe = [server.bin / "pg_isready", "-q", "-h", server.host, "-p", server.port]
    return subprocess.run(probe, check=False).returncode == 0


def answers_soon(data: Path, server: Server) -> bool:
    """Wait for a server that is just starting or recovering; clear what a killed one left.

    A killed server's name tags must go: its number may still be a zombie's, or be another's.
    """
    for _ in range(300):
        if not works_in(data):
            for tag in (data / "postmaster.pid", *Path(server.host).glob(".s.PGSQL.*")):
                tag.unlink(missing_ok=True)
            return False
        if answers(server):
            return True
        time.sleep(0.1)
    return False


def works_in(data: Path) -> bool:
    """Whether a living process has this folder as its working directory, as PostgreSQL does."""
    if not (data / "postmaster.pid").exists():
        return False
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # gone meanwhile, or somebody else's; a zombie has no directory
            if Path(os.readlink(process / "cwd")) == data:
                return True
    return False


def start(folder: Path, server: Server) -> None:
    """Start the server, making its data folder first if there is none."""
    data, log, owner = folder / DATA, folder / "log", postgres_user()
    socket = Path(server.host)
    folder.chmod(0o755)
    socket.mkdir(parents=True, exist_ok=True)
    socket.chmod(0o700)
    log.touch()
    for path in (socket, log):
        own(path, owner)
    if not data.exists():
        initialize(data, server, owner)
    settings = data / "postgresql.conf"
    settings.write_text(SETTINGS.format(socket=server.host.replace("'", "''")))
    try:
        as_owner(
            owner,
            [server.bin / "pg_ctl", "-D", data, "-l", log, "-w", "-t", "60", "start"],
            "the embedded PostgreSQL does not start",
        )
    except DevError as error:
        lines = log.read_text(errors="replace").splitlines()
        words = [line for line in lines if "FATAL" in line or "PANIC" in line]
        reason = words[-1].partition(":  ")[2] if words else str(error)
        raise DevError(
            f"the embedded PostgreSQL does not start: {explain(reason) or reason} "
            f"(log: {log}; removing the folder {data} starts anew)"
        ) from error


def initialize(data: Path, server: Server, owner: struct_passwd | None) -> None:
    """Make a data folder with Odoo's role in it, whole or not at all."""
    part = data.with_name("data.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    own(part, owner)
    as_owner(
        owner,
        [server.bin / "initdb", "-D", part, "-U", ROLE, "--auth=trust", "--encoding=UTF8"]
        + ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync"],
        "the embedded PostgreSQL could not make its data folder",
    )
    part.rename(data)


def own(path: Path, owner: struct_passwd | None) -> None:
    """Give `path` to the user PostgreSQL runs as."""
    if owner:
        os.chown(path, owner.pw_uid, owner.pw_gid)


def as_owner(owner: struct_passwd | None, command: Sequence[str | Path], failure: str) -> None:
    """Run one of PostgreSQL's programs as the user it runs as."""
    user, group = (owner.pw_uid, owner.pw_gid) if owner else (None, None)
    run(command, failure, cwd=Path("/"), user=user, group=group)


def start_keeper(folder: Path, server: Server) -> None:
    """Start the process that stops the server once nobody uses it."""
    owner = postgres_user()
    with (folder / "keeper.log").open("wb") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-B", "-m", "_lib.keeper", server.bin, folder, folder / DATA]
            + ([owner.pw_name] if owner else []),
            cwd=Path(__file__).parents[1],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    while not is_held(folder / "keeper.lock"):
        if keeper.poll() is not None:
            raise DevError(f"PostgreSQL's keeper does not start: see {folder / 'keeper.log'}")
        time.sleep(0.02)
    keeper.returncode = 0  # it outlives us on purpose: no warning about it


def wait_for_stop(folder: Path) -> None:
    """Give the keeper the time to stop the server, unless others still use it."""
    for _ in range(200):
        if not is_held(folder / "keeper.lock"):
            return
        with (folder / "users.lock").open("a") as users:
            # Not free for us alone, but to share: held by other commands, not by the keeper.
            if not try_lock(users) and try_lock(users, shared=True):
                return
        time.sleep(0.05)


def socket_folder(folder: Path) -> Path:
    """A folder for the server's socket, whose whole name must stay under 108 bytes."""
    place = folder / "socket"
    if len(os.fsencode(place / f".s.PGSQL.{PORT}.lock")) < 107:
        return place
    key = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"ecosire_support-{os.geteuid()}-{key}"
