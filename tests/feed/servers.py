"""Three clients' servers on the loopback, as the page that merges feeds meets them in life."""

import json
import socket
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SKEW = timedelta(hours=3)  # how far the second server's clock is ahead of everybody else's
EVIL = '<img src=x onerror="document.title=`owned`"><script>document.title="owned"</script>'
SLOW = 1.5  # seconds


def token(number):
    return f"{number:032x}-{number:024x}"


def iso(at):
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def feed(now, client, origin, *deadlines):
    """What an honest server says: ``(number, minutes left, facts)`` for each deadline."""
    return {
        "format": "ecosire-support-feed",
        "version": 1,
        "now": iso(now),
        "client": client,
        "colour": "#0b6e4f",
        "desk": f"{origin}/my/support",
        "deadlines": [
            {
                "number": number,
                "severity": "high",
                "obligation": "first_response",
                "deadline": iso(now + timedelta(minutes=minutes)),
                "at_risk": iso(now + timedelta(minutes=minutes - 30)),
                "aim": False,
                "mine": True,
                "link": f"{origin}/my/support/ticket/{number}",
                "client": client,
                "colour": "#0b6e4f",
                **facts,
            }
            for number, minutes, facts in deadlines
        ],
    }


class Client(BaseHTTPRequestHandler):
    """A server that knows some addresses; each address is a way to behave."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        ways = self.server.ways
        key = self.path.rpartition("/")[2].partition(".")[0]
        self.server.asked.append((key, dict(self.headers)))
        if key not in ways:
            self.send(404, b"nothing here", cors=False)
        else:
            ways[key](self)

    def say(self, content, now=None):
        self.send(200, json.dumps(content).encode(), now=now)

    def send(self, status, body, cors=True, now=None):
        self.send_response_only(status)
        self.send_header("Date", format_datetime(now or datetime.now(UTC), usegmt=True))
        if cors:
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Expose-Headers", "Date")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the page has given it up, as it should

    def log_message(self, *_args):
        pass

    @property
    def origin(self):
        return f"http://127.0.0.1:{self.server.server_port}"


def honest(client, *deadlines, ahead=timedelta()):
    def answer(self):
        now = datetime.now(UTC) + ahead
        self.say(feed(now, client, self.origin, *deadlines), now)

    return answer


def slow(client, *deadlines):
    def answer(self):
        time.sleep(SLOW)
        honest(client, *deadlines)(self)

    return answer


def hostile(self):
    """Scripts for names, links that lead elsewhere, and fields that are not what they should be."""
    now = datetime.now(UTC)
    content = feed(
        now,
        EVIL,
        self.origin,
        ("EVIL-1", 5, {"link": "javascript:document.title='owned'", "client": EVIL}),
        ("EVIL-2", 6, {"link": "https://phishing.example/login", "colour": "red;x:url(//x)"}),
        ("\u202e" + "EVIL-3", 7, {"severity": "__proto__", "obligation": "constructor"}),
        ("EVIL-4", 8, {"at_risk": "never", "mine": "yes", "aim": 1}),
    )
    content["deadlines"] += [None, 1, "x", [], {}, {"number": "EVIL-5", "deadline": "soon"}]
    self.say(content)


def repeat(text, base):
    """An Odoo's own answer, from this server in place of the one at ``base``."""

    def answer(self):
        self.send(200, text.replace(base, self.origin).encode())

    return answer


def huge(self):
    self.send(200, b'{"format": "' + b"x" * (3 * 1024 * 1024) + b'"}')


def not_json(self):
    self.send(200, b"<html>503, come back later</html>")


def newer(self):
    self.say({"format": "ecosire-support-feed", "version": 2})


def too_often(self):
    self.send(429, b"")


def hang_up(self):
    self.close_connection = True
    self.connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def client(**ways):
    """A server whose addresses behave in these ways: ``{key: function}``."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Client)
    server.ways, server.asked, server.daemon_threads = ways, [], True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def address(server, key):
    return f"http://127.0.0.1:{server.server_port}/support/feed/{key}.json"
