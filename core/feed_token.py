"""The secret part of an engineer's feed address: signed by the database that gave it out.

The signature lets a server refuse what it has not made without looking anything up, so that
guessing costs it nothing and tells the guesser nothing. Whether the address still opens anything is
asked of the database, which keeps only the hash.
"""

import hashlib
import hmac
import re

from .signature import signature

RANDOM = 32  # hex digits, 128 bits
SIGNATURE = 24  # hex digits, 96 bits
PATTERN = re.compile(rf"[0-9a-f]{{{RANDOM}}}-[0-9a-f]{{{SIGNATURE}}}", re.ASCII)


def make_token(drawn: str, secret: str) -> str:
    """The token for the ``RANDOM`` hex digits that were drawn.

    :raises ValueError: names drawn or secret
    """
    if not re.fullmatch(rf"[0-9a-f]{{{RANDOM}}}", drawn or "", re.ASCII):
        raise ValueError(f"drawn: {RANDOM} hex digits are needed")
    return f"{drawn}-{signature(drawn, secret, SIGNATURE)}"


def is_signed(token: str, secret: str) -> bool:
    """Whether the holder of ``secret`` made ``token``; that it still opens something is not said."""
    if not PATTERN.fullmatch(token or ""):
        return False
    drawn, signed = token.split("-")
    return hmac.compare_digest(signed, signature(drawn, secret, SIGNATURE))


def kept(token: str) -> str:
    """What is kept of a token: from it nobody gets the token back."""
    return hashlib.sha256(token.encode()).hexdigest()
