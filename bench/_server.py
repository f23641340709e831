"""A copy of the database to measure in, and an Odoo that serves it, as a browser meets it."""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from http.cookiejar import CookieJar
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import psycopg2

from odoo.tools import config

PATIENCE = 240  # seconds for a server to start or a module to install
WARMING, TURNS = 2, 20
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@contextlib.contextmanager
def copied(database: str, name: str):
    """A copy of ``database`` with its files, dropped afterwards; what was left of another goes."""
    source, target = (Path(config.filestore(one)) for one in (database, name))
    sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    shutil.rmtree(target, ignore_errors=True)
    sql(f'CREATE DATABASE "{name}" TEMPLATE "{database}"')
    try:
        if source.is_dir():
            shutil.copytree(source, target, copy_function=os.link)
        yield name
    finally:
        sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        shutil.rmtree(target, ignore_errors=True)


def sql(statement: str, database: str = "postgres") -> None:
    """Run a statement outside of any transaction; libpq's own variables name the server."""
    with contextlib.closing(psycopg2.connect(dbname=database)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)


def install(database: str, module: str, folder: Path) -> None:
    """Install ``module``, which lies in ``folder``, into ``database``."""
    options = ["-i", module, "--stop-after-init", "--no-http", "--max-cron-threads=0"]
    subprocess.run(
        [*_odoo(database, folder), *options],
        check=True,
        timeout=PATIENCE,
        stderr=subprocess.DEVNULL,
    )


def _odoo(database: str, folder: Path | None) -> list[str]:
    paths = [*config["addons_path"], *([str(folder)] if folder else [])]
    command = [sys.executable, "-m", "odoo", "-d", database, f"--addons-path={','.join(paths)}"]
    return [*command, "--log-level=error"]


@contextlib.contextmanager
def served(database: str, folder: Path | None):
    """The address of an Odoo that serves ``database`` until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = [f"--http-port={port}", "--max-cron-threads=0", "--no-database-list"]
    process = subprocess.Popen([*_odoo(database, folder), *options], stdin=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(process, address)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(process: subprocess.Popen, address: str) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if process.poll() is not None:
            sys.exit("bench: Odoo did not start")
        try:
            build_opener().open(f"{address}/web/login", timeout=60).read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("bench: Odoo did not answer")


class Browser:
    """Somebody who has logged in, and asks."""

    def __init__(self, address: str, login: str, password: str):
        self.address = address
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        token = TOKEN.search(self.get("/web/login"))[1]
        form = {"csrf_token": token, "login": login, "password": password}
        self._open(Request(f"{address}/web/login", data=urlencode(form).encode()))

    def get(self, path: str) -> str:
        return self._open(Request(f"{self.address}{path}"))

    def call(self, model: str, method: str, *args, **kwargs):
        """What ``method`` answers to the web client."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}).encode()
        path = f"/web/dataset/call_kw/{model}/{method}"
        headers = {"Content-Type": "application/json"}
        answer = json.loads(self._open(Request(f"{self.address}{path}", body, headers)))
        if "result" not in answer:
            sys.exit(f"bench: {model}.{method}: {answer['error']['data']['message']}")
        return answer["result"]

    def _open(self, request: Request) -> str:
        with self.opener.open(request, timeout=120) as answer:
            return answer.read().decode()


def timed(small: dict, large: dict) -> dict[str, tuple[float, float]]:
    """Milliseconds of the quickest of many turns of each ask of two servers.

    They are asked in turns, so that whatever else the machine does slows both; the quickest,
    because that only ever makes a turn slower.
    """
    best = {name: [float("inf"), float("inf")] for name in large}
    for turn in range(WARMING + TURNS):
        for name in best:
            for which, ask in enumerate((small[name], large[name])):
                begin = perf_counter()
                ask()
                if turn >= WARMING:
                    best[name][which] = min(best[name][which], (perf_counter() - begin) * 1000)
    return {name: tuple(both) for name, both in best.items()}
