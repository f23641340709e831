"""An SMTP server that keeps what it is sent: enough of RFC 5321 for Python's own client."""

import contextlib
import socketserver
import threading
from dataclasses import dataclass


@dataclass(frozen=True)
class Received:
    """One mail as it came over the wire."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes


class Conversation(socketserver.StreamRequestHandler):
    """One connection, until the client says QUIT or hangs up."""

    def handle(self):
        self.sender, self.recipients = "", []
        self.say("220 sink")
        while line := self.rfile.readline():
            command = line.strip().decode("ascii", "replace")
            verb = command.split(" ", 1)[0].upper()
            answer = getattr(self, f"on_{verb.lower()}", None)
            self.say(answer(command) if answer else "502 unknown here")
            if verb == "QUIT":
                return

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def on_ehlo(self, command):
        self.say("250-sink")
        return "250 8BITMIME"

    def on_helo(self, command):
        return "250 sink"

    def on_noop(self, command):
        return "250 ok"

    def on_quit(self, command):
        return "221 bye"

    def on_rset(self, command):
        self.sender, self.recipients = "", []
        return "250 ok"

    def on_mail(self, command):
        self.sender = command.partition("<")[2].partition(">")[0]
        return "250 ok"

    def on_rcpt(self, command):
        self.recipients.append(command.partition("<")[2].partition(">")[0])
        return "250 ok"

    def on_data(self, command):
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        received = Received(self.sender, tuple(self.recipients), b"".join(lines))
        self.server.received.append(received)
        self.on_rset(command)
        return "250 kept"


class Sink(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        self.received = []
        super().__init__(("127.0.0.1", 0), Conversation)

    @property
    def port(self):
        return self.server_address[1]

    def take(self):
        """What has come since the last look."""
        received, self.received = self.received, []
        return received


@contextlib.contextmanager
def smtp_sink():
    """A server that listens until the block ends."""
    with Sink() as sink:
        thread = threading.Thread(target=sink.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield sink
        finally:
            sink.shutdown()
            thread.join()
