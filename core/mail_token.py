"""A token in the subject that proves a thread when a mail program has stripped the references.

It says which ticket, and only who holds the secret can make one: numbers can be guessed, and a
guessed number must not put a stranger's words on a ticket.
"""

import hmac
import re

from .signature import signature

LENGTH = 12  # 48 bits: with one guess a mail, and the sender checked besides, out of reach
PATTERN = re.compile(r"\[([A-Z0-9]{1,20}-\d{1,12})[ /]([0-9a-f]{12})\]")

BARE = re.compile(r"\b([A-Z0-9]{1,20}-\d{1,12})\b")


def make_token(number: str, secret: str) -> str:
    """What stands in a subject: ``[ACME-1042/5f2c9a01b7de]``.

    :raises ValueError: names number or secret
    """
    if not re.fullmatch(r"[A-Z0-9]{1,20}-\d{1,12}", number or ""):
        raise ValueError(f"number: {number!r} is not a ticket number")
    return f"[{number}/{signature(number, secret, LENGTH)}]"


def read_token(subject: str, secret: str) -> str | None:
    """The ticket number that ``subject`` proves; None when it proves none.

    A subject may carry several, after a forward for instance: the first true one counts.
    """
    for number, digest in PATTERN.findall(subject or ""):
        if hmac.compare_digest(digest, signature(number, secret, LENGTH)):
            return number
    return None


def strip_token(subject: str) -> str:
    """The subject as people wrote it, without any token."""
    return " ".join(PATTERN.sub("", subject or "").split())


def bare_number(subject: str) -> str | None:
    """What looks like a ticket's number in a subject; it proves nothing."""
    found = BARE.search(subject or "")
    return found[1] if found else None
