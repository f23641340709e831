"""A Chromium without a window, driven by its own protocol, that counts what it fetches."""

import contextlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

import websocket

sys.path.append(str(Path(__file__).resolve().parents[1] / "dev"))

from _lib.system import CHROMIUM  # noqa: E402

PORT = re.compile(rb"DevTools listening on ws://127\.0\.0\.1:(\d+)/")
PATIENCE = 60  # seconds for anything


class Page:
    """The one page of the browser."""

    def __init__(self, port: int):
        with urlopen(f"http://127.0.0.1:{port}/json/list") as answer:
            address = next(one for one in json.load(answer) if one["type"] == "page")
        self.socket = websocket.create_connection(
            address["webSocketDebuggerUrl"], suppress_origin=True, timeout=PATIENCE
        )
        self.last, self.bytes, self.requests = 0, 0, 0
        self.ask("Network.enable")
        self.ask("Page.enable")

    def ask(self, method: str, **params):
        """What the browser answers; what it tells meanwhile is counted."""
        self.last += 1
        self.socket.send(json.dumps({"id": self.last, "method": method, "params": params}))
        while True:
            said = json.loads(self.socket.recv())
            if said.get("method") == "Network.loadingFinished":
                self.bytes += said["params"]["encodedDataLength"]
                self.requests += 1
            if said.get("id") == self.last:
                return said.get("result", {})

    def run(self, script: str):
        """The value of a script on the page."""
        told = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        return told.get("result", {}).get("value")

    def open(self, address: str, until: str) -> tuple[float, int, int]:
        """Seconds until the page shows ``until`` (a selector), bytes and requests until it rests."""
        self.bytes = self.requests = 0
        begun = time.perf_counter()
        self.ask("Page.navigate", url=address)
        while not self.run(
            f"location.href !== 'about:blank' && !!document.querySelector({until!r})"
        ):
            if time.perf_counter() - begun > PATIENCE:
                sys.exit(f"bench: {address} does not show {until}")
            time.sleep(0.02)
        seconds = time.perf_counter() - begun
        time.sleep(2)
        self.run("1")
        return seconds, self.bytes, self.requests


@contextlib.contextmanager
def chromium():
    """A page of a browser with a profile of its own, gone afterwards; None where there is none."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if not program:
        yield None
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
        command += [f"--user-data-dir={profile}", "--remote-debugging-port=0", "about:blank"]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
        try:
            listening = next(filter(None, map(PORT.search, iter(process.stderr.readline, b""))))
            yield Page(int(listening[1]))
        finally:
            process.terminate()
            process.wait(PATIENCE)
