"""What is owed to the one who waits: how often they may ask, and when the next update comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from .instants import to_utc
from .ticket_states import IN_PROGRESS, NEW, WAITING_VENDOR

# what waits for the client owes the client nothing
OWES_UPDATES = frozenset({NEW, IN_PROGRESS, WAITING_VENDOR})
KEPT = "kept"
LATE = "late"


@dataclass(frozen=True)
class ChaseRule:
    """How often a client may ask how it stands.

    - every: the least time between two chases of one ticket, by whomever
    - ladder_from: with so many chases since ECOSIRE's last word the ladder hears of it
    """

    every: timedelta
    ladder_from: int

    def __post_init__(self):
        if not isinstance(self.every, timedelta) or self.every <= timedelta(0):
            raise ValueError(f"every: a time above zero is needed, not {self.every!r}")
        whole = isinstance(self.ladder_from, int) and not isinstance(self.ladder_from, bool)
        if not whole or self.ladder_from < 1:
            raise ValueError(f"ladder_from: a number from 1 is needed, not {self.ladder_from!r}")

    def again_at(self, chases: Iterable[datetime]) -> datetime | None:
        """From when on the next chase is taken; None: at any time."""
        last = max((to_utc(at, "chases") for at in chases), default=None)
        return last and last + self.every

    def climbs(self, chases: Iterable[datetime], last_word: datetime | None) -> bool:
        """Whether the newest of ``chases`` makes the ladder's next step due.

        :param last_word: when ECOSIRE last wrote to the client; chases before it are answered
        """
        since = to_utc(last_word, "last_word") if last_word else None
        unanswered = [at for at in chases if since is None or to_utc(at, "chases") > since]
        return len(unanswered) >= self.ladder_from


def owes_update(severity: str, state: str, answered: bool) -> bool:
    """Whether ECOSIRE has to say when its next update comes.

    Before the first answer the contract's own clock runs; while it waits for the client, or is
    done, there is nothing to report.
    """
    return severity == "critical" and answered and state in OWES_UPDATES


def check_update_time(by: datetime, now: datetime, longest: timedelta) -> None:
    """Nothing if an update may be promised for `by`.

    :raises ValueError: "by: …" when it is not in the future, or further away than ``longest``
    """
    by, now = to_utc(by, "by"), to_utc(now, "now")
    if by <= now:
        raise ValueError("by: it is not in the future")
    if by > now + longest:
        raise ValueError("by: it is too far away")


def update_verdict(due: datetime, at: datetime) -> str:
    """How an update promised for `due` was kept when it came at `at`; its own second is in time."""
    return KEPT if to_utc(at, "at") <= to_utc(due, "due") else LATE
