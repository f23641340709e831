"""What a signed webhook says: one event of one ticket, in a form that is the same everywhere.

The form is a promise to whoever reads it: fields may be added within a version, never renamed or
taken away. Words that people typed are left out unless the client wants them sent.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from .instants import to_utc

VERSION = 1
# facts that hold what somebody typed
WORDS = frozenset({"reason", "text"})
LONGEST_WORDS = 4_000
LONGEST_DESCRIPTION = 20_000
Value = str | int | float | bool | None | datetime


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to a ticket.

    :param event: its name, such as ``ticket.answered``
    :param delivery: the same for each attempt, so that the receiver drops a second copy
    :param at: when it happened
    :param contract: the contract's number
    :param ticket: facts about the ticket as it is then; times are aware, or None
    :param facts: facts of the event itself
    :param description: what the ticket is about, as text
    :raises ValueError: names event, delivery, contract or at
    """

    event: str
    delivery: str
    at: datetime
    contract: str
    ticket: Mapping[str, Value]
    facts: Mapping[str, Value]
    description: str = ""

    def __post_init__(self):
        for field in ("event", "delivery", "contract"):
            if not (getattr(self, field) or "").strip():
                raise ValueError(f"{field}: empty")
        to_utc(self.at, "at")

    def payload(self, with_words: bool) -> dict:
        """What is sent.

        :param with_words: also send the description, and the reasons that people gave
        :raises ValueError: names a fact whose value has no form in JSON
        """
        facts = {
            name: _plain(name, value)
            for name, value in self.facts.items()
            if with_words or name not in WORDS
        }
        ticket = {name: _plain(name, value) for name, value in self.ticket.items()}
        if with_words:
            ticket["description"] = self.description[:LONGEST_DESCRIPTION]
        return {
            "version": VERSION,
            "id": self.delivery,
            "event": self.event,
            "at": stamp(self.at),
            "contract": self.contract,
            "ticket": ticket,
            "facts": facts,
        }


def canonical(payload: Mapping) -> str:
    """``payload`` as JSON that is the same for the same facts, without a blank.

    :raises ValueError: for what has no form in JSON
    """
    return json.dumps(
        payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def stamp(at: datetime) -> str:
    """``at`` as ``2026-11-24T14:00:00Z``."""
    return to_utc(at, "at").strftime("%Y-%m-%dT%H:%M:%SZ")


def _plain(name: str, value: Value) -> str | int | float | bool | None:
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, str):
        return value[:LONGEST_WORDS]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    raise ValueError(f"{name}: a text, number, time or nothing is needed, not {value!r}")
