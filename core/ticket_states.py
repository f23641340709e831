"""The states of a ticket and who may move it from one to another.

Merged tickets are closed ones that name their original. "Waiting for the client" pauses a
resolution clock, because asking is itself an answer; waiting for a third party pauses nothing.
"""

NEW = "new"
IN_PROGRESS = "in_progress"
WAITING_CLIENT = "waiting_client"
WAITING_VENDOR = "waiting_vendor"
RESOLVED = "resolved"
CLOSED = "closed"
CANCELLED = "cancelled"
STATES = (NEW, IN_PROGRESS, WAITING_CLIENT, WAITING_VENDOR, RESOLVED, CLOSED, CANCELLED)
OPEN_STATES = frozenset({NEW, IN_PROGRESS, WAITING_CLIENT, WAITING_VENDOR})

CLIENT = "client"
ENGINEER = "engineer"
SYSTEM = "system"
ACTORS = (CLIENT, ENGINEER, SYSTEM)

# The client's words resume what waits for them; they take back what is open or say that it works
# again, confirm what is resolved and reopen what is resolved or closed (new: nobody has it,
# in_progress: its engineer).
_CLIENT_MOVES = {
    NEW: {RESOLVED, CANCELLED},
    IN_PROGRESS: {RESOLVED, CANCELLED},
    WAITING_CLIENT: {IN_PROGRESS, RESOLVED, CANCELLED},
    WAITING_VENDOR: {RESOLVED, CANCELLED},
    RESOLVED: {CLOSED, NEW, IN_PROGRESS},
    CLOSED: {NEW, IN_PROGRESS},
}
# Only a merge, or ending a round that was no reopening, closes an open ticket at ECOSIRE's hand.
_ENGINEER_MOVES = {
    NEW: {IN_PROGRESS, CLOSED},
    IN_PROGRESS: {WAITING_CLIENT, WAITING_VENDOR, RESOLVED, CLOSED},
    WAITING_CLIENT: {IN_PROGRESS, WAITING_VENDOR, RESOLVED, CLOSED},
    WAITING_VENDOR: {IN_PROGRESS, WAITING_CLIENT, RESOLVED, CLOSED},
    RESOLVED: {IN_PROGRESS, CLOSED},
}
# After seven days without a word, and when the client's mail comes in.
_SYSTEM_MOVES = {
    WAITING_CLIENT: {IN_PROGRESS},
    RESOLVED: {CLOSED},
}
MOVES = {CLIENT: _CLIENT_MOVES, ENGINEER: _ENGINEER_MOVES, SYSTEM: _SYSTEM_MOVES}


def check_move(old: str, new: str, actor: str) -> None:
    """Nothing if `actor` may move a ticket from `old` to `new`.

    :raises ValueError: names both states when not; names actor, old or new when it is unknown
    """
    for field, value, known in (
        ("actor", actor, ACTORS),
        ("old", old, STATES),
        ("new", new, STATES),
    ):
        if value not in known:
            raise ValueError(f"{field}: one of {', '.join(known)} is needed, not {value!r}")
    if new not in MOVES[actor].get(old, ()):
        raise ValueError(f"new: the {actor} cannot move a ticket from {old} to {new}")


def moves(old: str, actor: str) -> tuple[str, ...]:
    """Where `actor` may move a ticket that is `old`, in the order of STATES."""
    allowed = MOVES.get(actor, {}).get(old, ())
    return tuple(state for state in STATES if state in allowed)


def is_open(state: str) -> bool:
    """Whether somebody still has to do something."""
    return state in OPEN_STATES


def pauses_resolution(state: str) -> bool:
    """Whether a resolution clock stands still in this state."""
    return state == WAITING_CLIENT
