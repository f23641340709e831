"""Links in mails that do one thing, for one person, once, until a date.

The link says what it does and is signed with the database's secret; that it was used is kept by
whoever takes it. Following a link only shows a page: programs that look into mails follow every
link, and must not answer for people.
"""

import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from .instants import to_epoch
from .signature import signature

ACTIONS = ("ack", "works", "reopen")
LENGTH = 32  # 128 bits in hex digits
PATTERN = re.compile(r"(ack|works|reopen)-(\d{1,12})-(\d{1,12})-(\d{1,12})-([0-9a-f]{32})")


@dataclass(frozen=True)
class Link:
    """What a link does: an action, on the row, by the person, until when."""

    action: str
    row: int
    person: int
    until: datetime

    def __post_init__(self):
        if self.action not in ACTIONS:
            raise ValueError(f"action: one of {', '.join(ACTIONS)} is needed, not {self.action!r}")
        for field in ("row", "person"):
            value = getattr(self, field)
            if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
                raise ValueError(f"{field}: a number from 1 is needed, not {value!r}")
        to_epoch(self.until, "until")

    @property
    def said(self) -> str:
        """All that the link says, without its signature: one text for one link."""
        return f"{self.action}-{self.row}-{self.person}-{to_epoch(self.until, 'until')}"

    def token(self, secret: str) -> str:
        """The part of an address that carries this link."""
        return f"{self.said}-{signature(self.said, secret, LENGTH)}"


def signed_link(token: str, secret: str) -> Link | None:
    """The link that `token` carries, over or not; None for one that is not ours."""
    found = PATTERN.fullmatch(token or "")
    if not found:
        return None
    said, signed = token.rsplit("-", 1)
    if not hmac.compare_digest(signed, signature(said, secret, LENGTH)):
        return None
    return Link(found[1], int(found[2]), int(found[3]), datetime.fromtimestamp(int(found[4]), UTC))


def read_link(token: str, secret: str, now: datetime) -> Link | None:
    """The link that `token` carries; None for one that is not ours, or is over."""
    link = signed_link(token, secret)
    if link is None or to_epoch(now, "now") > to_epoch(link.until, "until"):
        return None
    return link
