"""A database of its own and Odoo processes of their own, to try what a test transaction cannot.

Everything a ``TransactionCase`` does is one transaction that never commits, so two servers can
never meet in it. Here they do: each worker is a process with its own registry and connections.
The scratch database is a dump of the present one, which a test run has just installed; it is made
once for a run and dropped at its end. All that is needed is Odoo's own configuration and
PostgreSQL's ``pg_dump`` and ``psql``, as for Odoo's backups.

    db = ScratchDatabase.shared()
    db.run("file", count=3)                       # one worker
    db.run_parallel("sweep", n=2, now="…")        # the same, at the same instant
    db.run_together(("reply", {…}), ("sweep", {…}))
    job = db.start("sweep", now="…"); job.kill()  # kill -9 in the middle

The names are functions of the modules ``…actions.py``. What they return has to be JSON.
"""

import atexit
import functools
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from odoo import sql_db
from odoo.tests.common import get_db_name
from odoo.tools import config
from odoo.tools.misc import exec_pg_environ, find_pg_tool

CHILD = Path(__file__).with_name("child.py")
SETTINGS = ("db_host", "db_port", "db_user", "db_password", "db_sslmode", "data_dir")
TIMEOUT = 240


class WorkerError(AssertionError):
    """What went wrong in a worker, with the end of its log."""


class Worker:
    """One process with a registry of its own, which waits for jobs."""

    def __init__(self, database, settings, log):
        self.log = log
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        with log.open("ab") as errors:
            self.process = subprocess.Popen(
                [sys.executable, CHILD, settings, database],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment,
                cwd="/",  # a folder that shadows no package
            )

    def tell(self, **message):
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        self.process.stdin.flush()

    def hear(self):
        """The next message; each question has exactly one answer."""
        if select.select([self.process.stdout], [], [], TIMEOUT)[0]:
            if line := self.process.stdout.readline():
                return json.loads(line)
        raise WorkerError(f"a worker fell silent:\n{self.log.read_text()[-3000:]}")

    @property
    def is_alive(self):
        return self.process.poll() is None

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


class Job:
    """An action that a worker has been told to do."""

    def __init__(self, worker, action, arguments):
        self.worker = worker
        worker.tell(action=action, arguments=arguments)

    def wait_ready(self):
        if (answer := self.worker.hear()) != {"ready": True}:
            raise WorkerError(answer["error"])

    def go(self):
        self.worker.tell(go=True)

    def result(self):
        """``{"result": …, "seconds": …}``, or with ``error`` in place of a result."""
        return self.worker.hear()

    def kill(self):
        self.worker.kill()


class ScratchDatabase:
    """A copy of the test database with workers on it. Use :meth:`shared`."""

    def __init__(self):
        self.name = f"{get_db_name()}_scratch_{os.getpid()}"
        self.folder = tempfile.TemporaryDirectory(prefix="scratch-")
        self.settings = self._write_settings()
        self.workers = []
        self._copy()

    @classmethod
    @functools.cache
    def shared(cls):
        """The one of this run, with a client, its people and engineers in it."""
        database = cls()
        atexit.register(database.close)
        database.run("seed")
        return database

    # -- jobs

    def run(self, action, **arguments):
        """What the action returns, done by one worker."""
        return self.run_together((action, arguments))[0]["result"]

    def run_parallel(self, action, n, **arguments):
        """The answers of ``n`` workers that do the same at the same instant."""
        return self.run_together(*[(action, arguments)] * n)

    def run_together(self, *jobs, errors=False):
        """The answers of workers that do these jobs, ``(action, arguments)``, at one instant.

        :param errors: whether an action may fail; otherwise that fails the test
        """
        started = [
            Job(worker, *job) for worker, job in zip(self._ready(len(jobs)), jobs, strict=True)
        ]
        self._go(started)
        answers = [job.result() for job in started]
        failed = [answer["error"] for answer in answers if "error" in answer]
        if failed and not errors:
            raise WorkerError("\n".join(failed))
        return answers

    def start(self, action, **arguments):
        """Let one worker begin; the job says the result, or can be killed."""
        job = Job(self._ready(1)[0], action, arguments)
        self._go([job])
        return job

    def _go(self, jobs):
        for job in jobs:
            job.wait_ready()  # all of them first: a new worker takes seconds to start
        for job in jobs:
            job.go()

    def _ready(self, count):
        self.workers = [worker for worker in self.workers if worker.is_alive]
        while len(self.workers) < count:
            log = Path(self.folder.name) / f"worker-{len(self.workers)}.log"
            self.workers.append(Worker(self.name, self.settings, log))
        return self.workers[:count]

    # -- the database

    def cursor(self):
        """A transaction of one's own, which commits only when told to."""
        return closing(sql_db.db_connect(self.name).cursor())

    def rows(self, query, *parameters):
        """What stands in the database right now, committed."""
        with self.cursor() as cursor:
            cursor.execute(query, parameters)
            found = cursor.fetchall() if cursor.description else []
            cursor.commit()
            return found

    def value(self, query, *parameters):
        return self.rows(query, *parameters)[0][0]

    def empty(self):
        """Forget all tickets, clocks and gaps; the client and the people stay."""
        self.rows(
            """TRUNCATE ecosire_support_ticket, ecosire_support_sla_clock,
                        ecosire_support_sla_event, ecosire_support_snapshot,
                        ecosire_support_sla_gap, ecosire_support_absence CASCADE"""
        )

    def _copy(self):
        environment = exec_pg_environ()
        self._administer(f"CREATE DATABASE \"{self.name}\" ENCODING 'unicode' TEMPLATE template0")
        dump = subprocess.Popen(
            [find_pg_tool("pg_dump"), "--no-owner", get_db_name()],
            env=environment,
            stdout=subprocess.PIPE,
        )
        subprocess.run(
            [find_pg_tool("psql"), "-Xq", "-v", "ON_ERROR_STOP=1", "-d", self.name],
            env=environment,
            stdin=dump.stdout,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        dump.stdout.close()
        if dump.wait():
            raise WorkerError("pg_dump could not copy the test database")

    def _administer(self, statement):
        with closing(sql_db.db_connect("postgres").cursor()) as cursor:
            cursor._cnx.autocommit = True
            cursor.execute(statement)

    def _write_settings(self):
        path = Path(self.folder.name) / "odoo.conf"
        lines = [f"{name} = {config[name]}" for name in SETTINGS if config[name]]
        lines.append(f"addons_path = {','.join(config['addons_path'])}")
        path.write_text("\n".join(["[options]", *lines, "db_maxconn = 64", ""]))
        return path

    def rest(self):
        """End the workers: Odoo's runner wants no process left over after a class of tests."""
        for worker in self.workers:
            worker.kill()
        self.workers = []

    def close(self):
        """End the workers and drop the database."""
        self.rest()
        sql_db.close_db(self.name)
        self._administer(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
        self.folder.cleanup()
