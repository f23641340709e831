"""What somebody saw of a ticket when he began to write, and what has changed since.

A mark travels in the form as short text. It is no secret and proves nothing: whoever forges one
only spares himself a warning.
"""

import hashlib
import re
from dataclasses import dataclass

FORM = re.compile(r"(\d{1,18})\.([a-z_]{1,40})\.(\d{1,18})\.([a-z_]{0,40})")

STATE, HOLDER, SEVERITY = "state", "holder", "severity"


@dataclass(frozen=True, slots=True)
class Mark:
    """The last message both sides read, and the facts that an action builds on."""

    message: int  # 0: none
    state: str
    holder: int  # 0: nobody
    severity: str  # "": none

    def __str__(self) -> str:
        return f"{self.message}.{self.state}.{self.holder}.{self.severity}"


def read_mark(text: str) -> Mark | None:
    """The mark that `text` is; None for anything else, which then warns of nothing."""
    found = FORM.fullmatch(text) if isinstance(text, str) and text.isascii() else None
    if not found:
        return None
    return Mark(int(found[1]), found[2], int(found[3]), found[4])


def mark_of(*facts: object) -> str:
    """A short text that is another one as soon as one of these facts is."""
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def changed(seen: Mark, now: Mark) -> tuple[str, ...]:
    """Which facts are others now than they were seen; messages are told apart by the caller."""
    pairs = ((STATE, "state"), (HOLDER, "holder"), (SEVERITY, "severity"))
    return tuple(code for code, name in pairs if getattr(seen, name) != getattr(now, name))
