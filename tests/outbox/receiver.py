"""A receiver on the loopback with a certificate of its own, and one that speaks Slack's protocol.

Nothing is simulated on our side: real sockets, real TLS, a certificate authority that the process
trusts for the time of the test through OpenSSL's own variable.
"""

import json
import os
import socket
import ssl
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from unittest.mock import patch

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

TRUSTED = "SSL_CERT_FILE"


class Certificates:
    """An authority made for one run, and certificates that it signs."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
        self.authority = self.folder / "authority.pem"
        builder = self._builder(self.name, self.key).add_extension(
            x509.BasicConstraints(ca=True, path_length=None), critical=True
        )
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        builder = builder.add_extension(usage, critical=True)
        own = x509.SubjectKeyIdentifier.from_public_key(self.key.public_key())
        signed = builder.add_extension(own, critical=False).sign(self.key, hashes.SHA256())
        self.authority.write_bytes(signed.public_bytes(serialization.Encoding.PEM))

    def make(self, *names):
        """A file with key and certificate for these names and numbers."""
        key = ec.generate_private_key(ec.SECP256R1())
        known = [self._as_name(name) for name in names]
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        builder = self._builder(subject, key).add_extension(issuer, critical=False)
        builder = builder.add_extension(x509.SubjectAlternativeName(known), critical=False)
        signed = builder.sign(self.key, hashes.SHA256())
        path = self.folder / f"{names[0].replace(':', '-')}.pem"
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + signed.public_bytes(serialization.Encoding.PEM)
        )
        return path

    def _builder(self, subject, key):
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=400))
            .not_valid_after(now + timedelta(days=4000))
        )

    def _as_name(self, name):
        try:
            return x509.IPAddress(ip_address(name))
        except ValueError:
            return x509.DNSName(name)


class Receiver(ThreadingHTTPServer):
    """Keeps what it gets; answers what the test has laid ready, else 200 and ``ok``."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, certificate):
        super().__init__(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        context.sni_callback = self._note_name
        self.socket = context.wrap_socket(
            self.socket, server_side=True, do_handshake_on_connect=False
        )
        self.requests, self.answers, self.names = [], [], []
        self.lock = threading.Lock()

    def handle_error(self, request, client_address):
        """A client that breaks off is part of the tests."""

    @property
    def url(self):
        return f"https://localhost:{self.server_port}/hook"

    def answer(self, status=200, body=b"ok", headers=None, wait=0, drip=0):
        """Lay an answer ready for the next request that has none."""
        self.answers.append((status, body, headers or {}, wait, drip))

    def respond(self, request):
        """The answer to ``request``: ``(status, body, headers, wait, drip)``."""
        return self.answers.pop(0) if self.answers else (200, b"ok", {}, 0, 0)

    def take(self, request):
        with self.lock:
            self.requests.append(request)
            return self.respond(request)

    def _note_name(self, _socket, name, _context):
        self.names.append(name)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 20

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(length)
        request = {"path": self.path, "headers": headers, "body": body}
        status, answer, given, wait, drip = self.server.take(request)
        time.sleep(wait)  # the other side's slowness is what is tested
        with suppress(OSError):  # whoever called may have gone
            self.send_response(status)
            for name, value in {"Content-Length": str(len(answer)), **given}.items():
                self.send_header(name, value)
            self.end_headers()
            for at in range(0, len(answer), 1 if drip else max(len(answer), 1)):
                self.wfile.write(answer[at : at + 1] if drip else answer)
                self.wfile.flush()
                time.sleep(drip)

    do_GET = do_POST

    def log_message(self, *_args):
        """Tests are quiet."""


class SlackServer(Receiver):
    """Slack's Web API, as far as it is documented for posting messages."""

    TOKEN = "xoxb-1234567890-abcdefghijklmnop"
    CHANNEL = "C0SUPPORT1"

    def __init__(self, certificate):
        super().__init__(certificate)
        self.posted, self.tokens, self.count = [], {self.TOKEN}, 0

    @property
    def api(self):
        return f"https://localhost:{self.server_port}/api/"

    def fail(self, error):
        """Lay an error ready as Slack says it: with the status 200."""
        self.answer(200, json.dumps({"ok": False, "error": error}).encode())

    def limit(self, seconds):
        """Lay a refusal ready as Slack says it when there are too many messages."""
        body = json.dumps({"ok": False, "error": "ratelimited"}).encode()
        self.answer(429, body, {"Retry-After": str(seconds)})

    def respond(self, request):
        if self.answers:
            return self.answers.pop(0)
        return 200, json.dumps(self._say(request)).encode(), {}, 0, 0

    def _say(self, request):
        token = request["headers"].get("authorization", "").removeprefix("Bearer ")
        if token not in self.tokens:
            return {"ok": False, "error": "token_revoked" if token else "not_authed"}
        message = json.loads(request["body"])
        if message.get("channel") != self.CHANNEL:
            return {"ok": False, "error": "channel_not_found"}
        if not (message.get("text") or message.get("blocks")):
            return {"ok": False, "error": "no_text"}
        self.count += 1
        ts = f"1700000000.{self.count:06d}"
        self.posted.append({"method": request["path"].rpartition("/")[2], "ts": ts, **message})
        return {"ok": True, "channel": self.CHANNEL, "ts": ts, "message": {"ts": ts}}


@contextmanager
def serving(kind=Receiver, *names):
    """A server of ``kind`` whose authority this process trusts meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        certificates = Certificates(folder)
        server = kind(certificates.make(*(names or ("localhost", "127.0.0.1"))))
        thread = threading.Thread(target=server.serve_forever, args=[0.05], daemon=True)
        thread.start()
        try:
            with patch.dict(os.environ, {TRUSTED: str(certificates.authority)}):
                yield server
        finally:
            server.shutdown()
            server.server_close()


@contextmanager
def mute_server(greeting=b""):
    """A port that takes connections and says nothing more than ``greeting``."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = []

        def accept():
            with suppress(OSError):  # closed at the end
                while True:
                    connection, _address = server.accept()
                    connection.sendall(greeting)
                    taken.append(connection)

        threading.Thread(target=accept, daemon=True).start()
        try:
            yield server.getsockname()[1]
        finally:
            for connection in taken:
                connection.close()
