"""One HTTPS call, to a number that was looked at before: the only way anything leaves or is fetched.

The name is resolved once, every number it leads to is judged by ``core.safe_address``, and the
connection goes to a number that passed, with the certificate checked for the name. Nothing is
followed elsewhere. The whole call has one time limit, whatever the other side does: slow looking
up, slow answering and answering byte by byte are all cut off.
"""

import contextlib
import http.client
import os
import queue
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

import certifi

from ...core import no_answer
from ...core.delivery import Outcome
from ...core.safe_address import Endpoint, choose_address

USER_AGENT = "ECOSIRE-Support/1"
SECONDS = 10  # for the whole call
LARGEST_BODY = 256 * 1024
LARGEST_ANSWER = 64 * 1024
LARGEST_FETCHED = 1_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What the receiver said."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    body: bytes | None
    headers: Mapping[str, str]
    largest: int  # bytes of the answer that are read
    whole: bool = False  # whether a part of the answer is none


class NotReached(Exception):
    """There was no answer; ``outcome`` says why, in words that hold nothing secret."""

    def __init__(self, outcome: Outcome):
        super().__init__(outcome.words)
        self.outcome = outcome


def post(
    endpoint: Endpoint,
    body: bytes,
    headers: Mapping[str, str],
    allow_private: bool = False,
    seconds: float = SECONDS,
) -> Answer:
    """Post ``body`` to ``endpoint``.

    :param allow_private: numbers of the client's own net may be called
    :param seconds: after which the call is given up, wherever it stands
    :raises NotReached: when there was no answer
    """
    if len(body) > LARGEST_BODY:
        raise NotReached(no_answer.TOO_LARGE)
    sent = {"Content-Type": "application/json; charset=utf-8", **headers}
    return _call(endpoint, _Request("POST", body, sent, LARGEST_ANSWER), allow_private, seconds)


def get(
    endpoint: Endpoint,
    headers: Mapping[str, str],
    allow_private: bool = False,
    seconds: float = SECONDS,
    largest: int = LARGEST_FETCHED,
) -> Answer:
    """Fetch what stands at ``endpoint``; an answer that leads elsewhere is not followed.

    :param largest: bytes; of what is longer nothing is kept
    :raises NotReached: when there was no answer, or one that is too long
    """
    answer = _call(
        endpoint, _Request("GET", None, headers, largest + 1, True), allow_private, seconds
    )
    if len(answer.body) > largest:
        raise NotReached(no_answer.fetched_too_large(largest))
    return answer


def _call(endpoint: Endpoint, request: "_Request", allow_private: bool, seconds: float) -> Answer:
    until = time.monotonic() + seconds
    try:
        number = choose_address(_resolve(endpoint, seconds), allow_private)
    except ValueError as error:
        raise NotReached(no_answer.refused(error)) from None
    connection = _Pinned(endpoint, number, max(until - time.monotonic(), 0.1))
    watch = threading.Timer(max(until - time.monotonic(), 0.1), connection.cut)
    watch.daemon = True
    watch.start()
    try:
        answer = _exchange(connection, endpoint, request)
        if request.whole and connection.was_cut:
            raise TimeoutError
        return answer
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotReached(_why(error, connection.was_cut, seconds)) from None
    finally:
        watch.cancel()
        connection.close()


class _Pinned(http.client.HTTPSConnection):
    """A connection to the name of ``endpoint`` at the number that was checked."""

    def __init__(self, endpoint: Endpoint, number: str, seconds: float):
        super().__init__(endpoint.host, endpoint.port, timeout=seconds, context=_context())
        self.number = number
        self.was_cut = False

    def connect(self):
        self.sock = socket.create_connection((self.number, self.port), self.timeout)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # the handshake comes last, so that it can be cut as well
        self.sock = self._context.wrap_socket(
            self.sock, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock.do_handshake()

    def cut(self):
        """End it from another thread: whoever reads or writes comes back at once."""
        self.was_cut = True
        sock = self.sock
        if sock is not None:
            with contextlib.suppress(OSError):  # closed by itself meanwhile
                # of the plain socket: TLS would say good-bye first, and wait for an answer
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    known = ssl.get_default_verify_paths()
    if not known.cafile and not (known.capath and os.listdir(known.capath)):
        context.load_verify_locations(certifi.where())
    return context


def _exchange(connection, endpoint, request) -> Answer:
    headers = {"User-Agent": USER_AGENT, **request.headers}
    connection.request(request.method, endpoint.target, request.body, headers)
    response = connection.getresponse()
    names = {name.lower(): value for name, value in response.getheaders()}
    body = response.read(request.largest)
    if request.whole and response.length and len(body) < request.largest:
        raise http.client.IncompleteRead(body, response.length)
    return Answer(response.status, names, body)


def _resolve(endpoint: Endpoint, seconds: float) -> list[str]:
    """The numbers behind the name, in a thread of its own: looking up knows no time limit."""
    if endpoint.is_number:
        return [endpoint.host]
    found: queue.Queue = queue.Queue()

    def look_up():
        try:
            found.put(
                [
                    info[4][0]
                    for info in socket.getaddrinfo(
                        endpoint.host, endpoint.port, type=socket.SOCK_STREAM
                    )
                ]
            )
        except OSError as error:
            found.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = found.get(timeout=seconds)
    except queue.Empty:
        answer = OSError()
    if isinstance(answer, OSError):
        raise NotReached(no_answer.UNKNOWN_NAME) from None
    return answer


def _why(error: Exception, was_cut: bool, seconds: float) -> Outcome:
    if was_cut or isinstance(error, TimeoutError):
        return no_answer.too_slow(seconds)
    if isinstance(error, ssl.SSLCertVerificationError):
        return no_answer.bad_certificate(error.verify_message or "")
    if isinstance(error, ssl.SSLError):
        return no_answer.NO_SAFE_CONNECTION
    if isinstance(error, http.client.IncompleteRead):
        return no_answer.BROKEN_OFF
    if isinstance(error, http.client.HTTPException | ValueError):
        return no_answer.NO_WEB_SERVER
    return no_answer.UNREACHABLE
