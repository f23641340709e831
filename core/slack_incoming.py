"""What Slack sends us: a question whether we are there, or that a person wrote in a thread.

Everything else (bots, edits, deletions, joins, messages outside of threads) is nothing to us. What
arrives was signed by Slack, but what people type into it was not: every value is looked at.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from .slack_text import plain_text

USER = re.compile(r"[UW][A-Z0-9]{2,30}")
CHANNEL = re.compile(r"[CDG][A-Z0-9]{2,30}")
STAMP = re.compile(r"[0-9]{1,12}\.[0-9]{1,8}")
EVENT = re.compile(r"[A-Za-z0-9_-]{1,80}")
# of all kinds of messages, those in which a person says something new
SPOKEN = frozenset({"", "file_share", "thread_broadcast"})
LONGEST_CHALLENGE = 1_000


@dataclass(frozen=True, slots=True)
class Challenge:
    """Slack asks whether this address is ours; ``answer`` says yes."""

    answer: str


@dataclass(frozen=True, slots=True)
class Said:
    """A person wrote in a thread.

    :param event: Slack's name of the event, the same in each repetition
    :param thread: of the thread's first message
    :param text: without marks
    :param files: how many files hang on it
    """

    event: str
    user: str
    channel: str
    thread: str
    text: str
    files: int = 0


def read_event(body: bytes) -> Challenge | Said | None:
    """What a request of the Events API says; None when it is nothing to us."""
    asked = _mapping(_parsed(body))
    if asked.get("type") == "url_verification":
        answer = asked.get("challenge")
        return Challenge(answer[:LONGEST_CHALLENGE]) if isinstance(answer, str) else None
    event = _mapping(asked.get("event"))
    if asked.get("type") != "event_callback" or event.get("type") != "message":
        return None
    if event.get("bot_id") or event.get("bot_profile") or event.get("hidden"):
        return None
    if _text(event.get("subtype")) not in SPOKEN:
        return None
    names = (asked.get("event_id"), event.get("user"), event.get("channel"), event.get("thread_ts"))
    forms = (EVENT, USER, CHANNEL, STAMP)
    if not all(form.fullmatch(_text(name)) for form, name in zip(forms, names, strict=True)):
        return None
    files = event.get("files")
    text = plain_text(_text(event.get("text")).replace("\0", ""))
    return Said(*names, text, len(files) if isinstance(files, list) else 0)


def _parsed(body: bytes):
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _mapping(value) -> Mapping:
    return value if isinstance(value, Mapping) else {}


def _text(value) -> str:
    return value if isinstance(value, str) else ""
