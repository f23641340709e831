"""Access to the ERP itself for a time: what may be asked for, for how long, and how it goes on.

asked → granted or refused; granted → granted anew with another end (only the client's administrator
says so) → over. What was asked ends as over too, when nobody needs it any more.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from .messages import WordedError, _

ASKED, GRANTED, REFUSED, OVER = "asked", "granted", "refused", "over"
MOVES = {
    ASKED: frozenset({GRANTED, REFUSED, OVER}),
    GRANTED: frozenset({GRANTED, OVER}),
    REFUSED: frozenset(),
    OVER: frozenset(),
}
LIVE = (ASKED, GRANTED)
# days: somebody watches a shared screen, a copy harms nobody, a login is the client's own data
LONGEST = {"screen_share": 7, "staging": 90, "login": 14}


class AccessSpanError(WordedError):
    """A time that cannot be asked for or granted."""

    field = "until"


@dataclass(frozen=True, slots=True)
class Access:
    """One request at one instant.

    :param until: when what is granted ends; None while nothing is
    """

    state: str
    until: datetime | None = None

    def __post_init__(self) -> None:
        if self.state not in MOVES:
            raise ValueError(f"state: {self.state!r} is none of {', '.join(MOVES)}")
        if self.until is not None and self.until.tzinfo != UTC:
            raise ValueError("until: must be an instant in UTC")

    def is_in_force(self, now: datetime) -> bool:
        """Whether what was granted may be used at ``now``: from its second on it may not."""
        return self.state == GRANTED and self.until is not None and now < self.until

    def may_become(self, state: str) -> bool:
        """Whether the request may go on to ``state``."""
        return state in MOVES[self.state]


def check_span(kind: str, now: datetime, until: datetime) -> datetime:
    """``until``, when somebody may have access of this kind until then.

    :raises AccessSpanError: when it lies in the past, or later than this kind may last
    """
    if kind not in LONGEST:
        raise ValueError(f"kind: {kind!r} is none of {', '.join(LONGEST)}")
    if until <= now:
        raise AccessSpanError(_("The end must lie in the future."))
    if until - now > timedelta(days=LONGEST[kind]):
        raise AccessSpanError(
            _(
                "It may last %(days)s days at most. Choose an earlier end; it can be extended later."
            ),
            days=LONGEST[kind],
        )
    return until
