"""The path of a defect in Odoo itself: which step may follow which, and what each has to name.

suspected → confirmed → a workaround, or reported to Odoo → fixed; or it turns out that Odoo is not
to blame. A step that was wrong is followed by another one, never taken back.
"""

from types import MappingProxyType
from urllib.parse import urlsplit

NONE = ""  # nobody has said that Odoo may be to blame
SUSPECTED = "suspected"
CONFIRMED = "confirmed"
WORKAROUND = "workaround"
ESCALATED = "escalated"
FIXED = "fixed"
NOT_CORE_BUG = "not_core_bug"
STATES = (SUSPECTED, CONFIRMED, WORKAROUND, ESCALATED, FIXED, NOT_CORE_BUG)

# A workaround and a report to Odoo may follow each other in either order, and each may be replaced
# by a better one. What was fixed may come back; what was cleared may be suspected again.
MOVES = MappingProxyType(
    {
        NONE: frozenset({SUSPECTED}),
        SUSPECTED: frozenset({CONFIRMED, NOT_CORE_BUG}),
        CONFIRMED: frozenset({WORKAROUND, ESCALATED, FIXED, NOT_CORE_BUG}),
        WORKAROUND: frozenset({WORKAROUND, ESCALATED, FIXED, NOT_CORE_BUG}),
        ESCALATED: frozenset({WORKAROUND, ESCALATED, FIXED, NOT_CORE_BUG}),
        FIXED: frozenset({CONFIRMED}),
        NOT_CORE_BUG: frozenset({SUSPECTED}),
    }
)
WORD_LIMITS = MappingProxyType({"reason": 2000, "reference": 300, "version": 100})
# what a step has to name besides its reason
_NAMES = MappingProxyType({ESCALATED: "reference", FIXED: "version"})


def moves(old: str) -> tuple[str, ...]:
    """The steps that may follow `old`, in the order of STATES."""
    allowed = MOVES.get(old, frozenset())
    return tuple(state for state in STATES if state in allowed)


def check_step(old: str, new: str, words: dict[str, str]) -> dict[str, str]:
    """The words of the step from `old` to `new`, trimmed; those it has no use for are left out.

    :param words: "reason" for every step; "reference" of the report to Odoo, "version" of the fix
    :raises ValueError: when the step may not be taken ("new: …"), or when one of its words is
        missing or too long; the message begins with its name
    """
    if old != NONE and old not in STATES:
        raise ValueError(f"old: one of {', '.join(STATES)} is needed, not {old!r}")
    if new not in moves(old):
        raise ValueError(f"new: {new!r} cannot follow {old!r}")
    kept = {name: _line(name, words.get(name, "")) for name in needed_words(new)}
    kept["reason"] = _checked("reason", words.get("reason", ""))
    return kept


def needed_words(state: str) -> tuple[str, ...]:
    """What a step to `state` has to name besides its reason."""
    return (_NAMES[state],) if state in _NAMES else ()


def link(reference: str) -> str:
    """`reference` if it is an address that a browser may open, "" if it is a number or a word.

    An address with a user in it is none: it shows one server and leads to another.
    """
    try:
        parts = urlsplit(reference)
        good = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    except ValueError:
        return ""
    printable = reference.isprintable() and not any(one.isspace() for one in reference)
    return reference if good and printable else ""


def _line(name: str, text: str) -> str:
    return " ".join(_checked(name, text).split())


def _checked(name: str, text: str) -> str:
    if not isinstance(text, str):
        raise ValueError(f"{name}: text is needed, not {text!r}")
    kept = text.replace("\0", "").strip()
    if not kept:
        raise ValueError(f"{name}: some words are needed")
    if len(kept) > WORD_LIMITS[name]:
        raise ValueError(f"{name}: {len(kept)} characters are more than {WORD_LIMITS[name]}")
    return kept
