"""What happened to a clock: the events, their canonical form, and the chain of hashes over them.

An event carries the true instant at which it happened and its place in the order of recording
(`sequence`). The hash of an event covers its canonical form and the hash of the event recorded
before it, so that no event of a clock can be changed, left out or put in unnoticed.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from .instants import to_iso, to_utc
from .policy import Policy

STARTED = "started"
PAUSED = "paused"
RESUMED = "resumed"
RETARGETED = "retargeted"
MET = "met"
BREACHED = "breached"
ACCEPTED = "accepted"
CANCELLED = "cancelled"
KINDS = (STARTED, PAUSED, RESUMED, RETARGETED, MET, BREACHED, ACCEPTED, CANCELLED)

RAISED = "raised"
LOWERED = "lowered"

Data = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Event:
    """One thing that happened to a clock.

    :param kind: one of KINDS
    :param at: when it truly happened; kept in UTC, whole seconds
    :param sequence: its place in the order of recording, from 0; unique in its clock
    :param policy: what is measured by from now on; started and retargeted only
    :param change: retargeted only: "raised" (also a plan upgrade) or "lowered"
    :param data: who, why and the like, as text; a mapping or pairs, kept as sorted pairs
    :raises ValueError: names the field
    """

    kind: str
    at: datetime
    sequence: int
    policy: Policy | None = None
    change: str = ""
    data: Mapping[str, str] | Data = ()

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"kind: one of {', '.join(KINDS)} is needed, not {self.kind!r}")
        object.__setattr__(self, "at", to_utc(self.at, "at"))
        if isinstance(self.sequence, bool) or not isinstance(self.sequence, int):
            raise ValueError(f"sequence: a whole number is needed, not {self.sequence!r}")
        if self.sequence < 0:
            raise ValueError(f"sequence: {self.sequence} is negative")
        self._check_policy()
        object.__setattr__(self, "data", _pairs(self.data))

    def _check_policy(self) -> None:
        if self.kind in (STARTED, RETARGETED):
            if not isinstance(self.policy, Policy):
                raise ValueError(f"policy: {self.kind} needs a Policy, not {self.policy!r}")
        elif self.policy is not None:
            raise ValueError(f"policy: {self.kind} takes none")
        if self.kind == RETARGETED:
            if self.change not in (RAISED, LOWERED):
                raise ValueError(f"change: raised or lowered is needed, not {self.change!r}")
        elif self.change != "":
            raise ValueError(f"change: {self.kind} takes none")

    def canonical(self) -> str:
        """The one text of this event: JSON with sorted keys, no spaces, ASCII.

        The policy stands in it by its fingerprint, the instant as 2026-03-02T04:00:00Z.
        """
        values = {
            "at": to_iso(self.at),
            "change": self.change,
            "data": dict(self.data),
            "kind": self.kind,
            "policy": self.policy.fingerprint if self.policy else None,
            "sequence": self.sequence,
        }
        return json.dumps(values, sort_keys=True, separators=(",", ":"))


def event_hash(event: Event, previous_hash: str) -> str:
    """SHA-256 (hex) over the hash of the event recorded before ("" for the first) and this one."""
    return hashlib.sha256(f"{previous_hash}{event.canonical()}".encode("ascii")).hexdigest()


def verify_chain(events: Sequence[Event], hashes: Sequence[str]) -> int | None:
    """Index of the first event whose hash does not follow from it and those before; None if all do.

    Both in the order of recording. One list longer than the other is a mismatch where it ends.
    """
    previous = ""
    for index, (event, found) in enumerate(zip(events, hashes, strict=False)):
        previous = event_hash(event, previous)
        if found != previous:
            return index
    return None if len(events) == len(hashes) else min(len(events), len(hashes))


def daily_root(pairs: Iterable[tuple[int | str, str]]) -> str:
    """SHA-256 (hex) over all clocks: (clock id, hash of its last event), in whatever order.

    :raises ValueError: names pairs when a clock is in it twice
    """
    ordered = sorted((str(clock_id), last_hash) for clock_id, last_hash in pairs)
    if len({clock_id for clock_id, _hash in ordered}) < len(ordered):
        raise ValueError("pairs: a clock is in it twice")
    return hashlib.sha256(json.dumps(ordered, separators=(",", ":")).encode("ascii")).hexdigest()


def _pairs(data: object) -> Data:
    try:
        values = dict(data)
    except (TypeError, ValueError):
        raise ValueError(f"data: a mapping or pairs of text are needed, not {data!r}") from None
    for pair in values.items():
        if not all(isinstance(text, str) for text in pair):
            raise ValueError(f"data: names and values are text, not {pair!r}")
    return tuple(sorted(values.items()))
