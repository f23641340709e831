"""Signing what is sent and checking what comes in: HMAC-SHA256 over a timestamp and the body.

Ours:   ``Ecosire-Signature: t=1790000000,v1=<hex>`` over ``<t>.<body>``. There may be several
        ``v1``, one for each secret while a secret is being replaced; one that fits is enough.
Slack's: ``X-Slack-Signature: v0=<hex>`` over ``v0:<t>:<body>``, the time in a header of its own.

The timestamp is signed, so what was recorded on the way cannot be played back later than the
tolerance; within it the receiver knows the delivery by its id.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from .instants import to_epoch

HEADER = "Ecosire-Signature"
TOLERANCE = timedelta(minutes=5)
SHORTEST_SECRET = 16
SECONDS = re.compile(r"[0-9]{1,11}")
DIGEST = re.compile(r"[0-9a-f]{64}")
MOST_SIGNATURES = 8  # more than anybody's secrets: a header is no list to keep us busy with


def sign(secrets: Iterable[str], body: bytes, at: datetime) -> str:
    """The header's value for a body that is sent at ``at``, one ``v1`` for each secret.

    :raises ValueError: names secrets, body or at
    """
    stamp = str(to_epoch(at, "at"))
    digests = [_ours(secret, stamp, body) for secret in _checked(secrets)]
    return ",".join([f"t={stamp}", *(f"v1={digest}" for digest in digests)])


def verify(
    header: str,
    secrets: Iterable[str],
    body: bytes,
    now: datetime,
    tolerance: timedelta = TOLERANCE,
) -> bool:
    """Whether ``header`` was made with one of ``secrets`` for this body, not long ago.

    Whatever stands in the header, the answer is yes or no; what is ours raises.
    :raises ValueError: names secrets, body, now or tolerance
    """
    secrets = _checked(secrets)
    pairs = [part.partition("=")[::2] for part in (header or "").split(",")]
    stamps = [value for name, value in pairs if name == "t"]
    given = [value for name, value in pairs if name == "v1" and DIGEST.fullmatch(value)]
    if len(stamps) != 1 or not is_fresh(stamps[0], now, tolerance):
        return False
    expected = [_ours(secret, stamps[0], body) for secret in secrets]
    # every pair is compared, so that the time taken tells nothing
    fits = [
        hmac.compare_digest(ours, theirs) for ours in expected for theirs in given[:MOST_SIGNATURES]
    ]
    return any(fits)


def sign_slack(secret: str, body: bytes, at: datetime) -> tuple[str, str]:
    """``X-Slack-Request-Timestamp`` and ``X-Slack-Signature`` as Slack makes them."""
    (secret,) = _checked([secret])
    stamp = str(to_epoch(at, "at"))
    return stamp, _slacks(secret, stamp, body)


def verify_slack(
    stamp: str,
    signature: str,
    secret: str,
    body: bytes,
    now: datetime,
    tolerance: timedelta = TOLERANCE,
) -> bool:
    """Whether Slack signed this body with ``secret``, not long ago.

    :raises ValueError: names secrets, body, now or tolerance
    """
    (secret,) = _checked([secret])
    if not is_fresh(stamp, now, tolerance):
        return False
    # as bytes: compare_digest refuses text beyond ASCII, and the header may hold anything
    ours = _slacks(secret, stamp, body).encode()
    return hmac.compare_digest(ours, (signature or "").encode(errors="replace"))


def is_fresh(stamp: str, now: datetime, tolerance: timedelta = TOLERANCE) -> bool:
    """Whether the seconds in ``stamp`` lie no farther from ``now`` than ``tolerance``."""
    if not isinstance(tolerance, timedelta) or tolerance < timedelta():
        raise ValueError(f"tolerance: a time span from zero is needed, not {tolerance!r}")
    present = to_epoch(now, "now")
    if not isinstance(stamp, str) or not SECONDS.fullmatch(stamp):
        return False
    return abs(int(stamp) - present) <= tolerance.total_seconds()


def _checked(secrets: Iterable[str]) -> tuple[str, ...]:
    known = tuple(secrets)
    if not known:
        raise ValueError("secrets: at least one is needed")
    # the secret itself stays out of the message: messages reach logs
    if not all(isinstance(secret, str) and len(secret) >= SHORTEST_SECRET for secret in known):
        raise ValueError(f"secrets: texts of at least {SHORTEST_SECRET} characters are needed")
    return known


def _ours(secret: str, stamp: str, body: bytes) -> str:
    return _digest(secret, stamp.encode() + b"." + _bytes(body))


def _slacks(secret: str, stamp: str, body: bytes) -> str:
    return "v0=" + _digest(secret, b"v0:" + stamp.encode() + b":" + _bytes(body))


def _digest(secret: str, message: bytes) -> str:
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def _bytes(body: bytes) -> bytes:
    if not isinstance(body, bytes):
        raise ValueError(f"body: bytes are needed, not {type(body).__name__}")
    return body
