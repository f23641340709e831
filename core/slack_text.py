"""What somebody wrote in Slack, as plain text: its marks for people, channels and links opened."""

import re

from .slack_message import ESCAPES

MARK = re.compile(r"<([^<>]*)>")
LONGEST = 40_000  # Slack's own limit of a message


def plain_text(text: str) -> str:
    """``text`` of a message event without Slack's marks.

    A link shows its address beside its words, so that nobody is led where he did not look.
    """
    opened = MARK.sub(lambda found: _open(found[1]), (text or "")[:LONGEST])
    for sign, escaped in reversed(ESCAPES.items()):
        opened = opened.replace(escaped, sign)
    return opened.strip()


def parse_command(text: str) -> tuple[str, str]:
    """The verb of what follows ``/ecosire``, in lower case, and the rest in upper case."""
    verb, _blank, rest = (text or "").strip().partition(" ")
    return verb.lower(), rest.strip().upper()


def _open(mark: str) -> str:
    target, _bar, words = mark.partition("|")
    if target.startswith(("@", "#")):
        return f"{target[0]}{words or target[1:]}"
    if target.startswith("!"):
        return words or "@" + target[1:].partition("^")[0]
    if not words or words == target:
        return target
    return f"{words} ({target})"
