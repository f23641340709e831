"""What an engineer's feed says: his open deadlines with one client, and nothing of any text.

Number, severity, obligation, deadline, from when it is at risk, whether he has it already, and a
link; beside that the client's name and colour. The format is versioned: a reader that knows
version 1 reads every later answer that still says 1.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .instants import to_iso, to_utc
from .severity import SEVERITIES

FORMAT = "ecosire-support-feed"
VERSION = 1
OBLIGATIONS = ("first_response", "next_response", "resolution", "next_update")


@dataclass(frozen=True)
class Duty:
    """One open deadline of one ticket.

    ``key`` names it for calendars and stays the same while the deadline moves; ``changed`` is when
    it last did.
    """

    key: str
    number: str
    severity: str
    obligation: str
    deadline: datetime
    at_risk: datetime | None
    aim: bool
    mine: bool
    link: str
    client: str
    colour: str
    changed: datetime

    def __post_init__(self):
        if self.obligation not in OBLIGATIONS:
            raise ValueError(f"obligation: one of {', '.join(OBLIGATIONS)}, not {self.obligation}")
        if self.severity not in SEVERITIES:
            raise ValueError(f"severity: one of {', '.join(SEVERITIES)}, not {self.severity}")
        for field in ("deadline", "changed"):
            to_utc(getattr(self, field), field)

    @property
    def said(self) -> dict:
        """What of it leaves the server."""
        return {
            "number": self.number,
            "severity": self.severity,
            "obligation": self.obligation,
            "deadline": _text(self.deadline),
            "at_risk": _text(self.at_risk) if self.at_risk else None,
            "aim": self.aim,
            "mine": self.mine,
            "link": self.link,
            "client": self.client,
            "colour": self.colour,
        }


def document(client: str, colour: str, desk: str, duties: Sequence[Duty], now: datetime) -> dict:
    """The feed as JSON: ``now`` is the server's own clock, by which a page counts down."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "now": _text(now),
        "client": client,
        "colour": colour,
        "desk": desk,
        "deadlines": [duty.said for duty in in_order(duties)],
    }


def in_order(duties: Sequence[Duty]) -> list[Duty]:
    """What is due first comes first; at the same instant the graver one."""
    return sorted(
        duties, key=lambda duty: (duty.deadline, SEVERITIES.index(duty.severity), duty.key)
    )


def etag(content: dict) -> str:
    """The same as long as the feed says the same, whatever the time is."""
    lasting = {name: value for name, value in content.items() if name != "now"}
    return hashlib.sha256(json.dumps(lasting, sort_keys=True).encode()).hexdigest()[:32]


def _text(at: datetime) -> str:
    return to_iso(to_utc(at, "at"))
