"""The words in which a story is written: a ticket, and what people then do with it."""

from collections.abc import Callable
from dataclasses import dataclass

SAFE = {"can_log_in": "yes", "data_loss": "none"}
# what an answer to "how bad is it?" must be for a severity to follow from it
EVIDENCE = {
    "critical": {"impact": "stopped", "workaround": "nobody", **SAFE},
    "high": {"impact": "impaired", "workaround": "some", **SAFE},
    "medium": {"impact": "impaired", "workaround": "everyone", **SAFE},
    "low": {"impact": "flaw", "workaround": "everyone", "data_loss": "none"},
    "question": {"impact": "question"},
}


@dataclass(frozen=True)
class Step:
    """Somebody does something, some minutes of their own working time after the last step."""

    who: str
    do: str
    minutes: float = 0
    text: str = ""
    more: str = ""
    late_by: int | None = None


@dataclass(frozen=True)
class Story:
    """A ticket: who files it when, and what follows.

    ``filed`` is asked with the calendar and answers a moment, or a moment and a severity. With
    ``reported``, a time of that day in Amsterdam, it is an outage that is entered afterwards.
    """

    who: str
    filed: Callable
    title: str
    text: str
    topic: str
    evidence: str | dict = "medium"
    steps: tuple = ()
    key: str = ""
    by_mail: bool = False
    licence: str = ""
    reported: str = ""


def take(who, minutes):
    """An engineer takes the ticket."""
    return Step(who, "take", minutes)


def answer(who, minutes, text):
    """An engineer answers."""
    return Step(who, "answer", minutes, text)


def answer_late(who, late_by, text):
    """An engineer answers ``late_by`` minutes after the deadline."""
    return Step(who, "answer", text=text, late_by=late_by)


def chase(who, late_by):
    """The client asks how it stands, ``late_by`` minutes after the deadline."""
    return Step(who, "chase", late_by=late_by)


def ask(who, minutes, text):
    """An engineer asks the client, and the ticket waits for them."""
    return Step(who, "ask", minutes, text)


def write(who, minutes, text):
    """The client writes."""
    return Step(who, "write", minutes, text)


def mail(who, minutes, text):
    """Somebody answers by mail what was last mailed to them."""
    return Step(who, "mail", minutes, text)


def resolve(who, minutes, text, cause=""):
    """An engineer says what the cure is."""
    return Step(who, "resolve", minutes, text, cause)


def confirm(who, minutes):
    """The client says that it works."""
    return Step(who, "confirm", minutes)


def rate(who, minutes, face, comment=""):
    """Whoever filed it says how it went: 5, 3 or 1."""
    return Step(who, "rate", minutes, comment, str(face))


def reopen(who, minutes, reason):
    """The client says that it does not work after all."""
    return Step(who, "reopen", minutes, reason)


def reclassify(who, minutes, severity, reason):
    """An engineer gives another severity."""
    return Step(who, "reclassify", minutes, reason, severity)


def accept(who, minutes, reason):
    """A manager of the client accepts a delay."""
    return Step(who, "accept", minutes, reason)


def assign(who, minutes, whom):
    """The account lead gives the ticket to an engineer."""
    return Step(who, "assign", minutes, more=whom)


def cancel(who, minutes, reason):
    """The client takes the ticket back."""
    return Step(who, "cancel", minutes, reason)


def third_party(who, minutes, reason):
    """An engineer waits for somebody outside."""
    return Step(who, "third_party", minutes, reason)


def note(who, minutes, text):
    """An engineer leaves a note that only ECOSIRE reads."""
    return Step(who, "note", minutes, text)


def core_bug(who, minutes, step, text):
    """An engineer says of a defect in Odoo itself: suspect, confirm, work_around or clear."""
    return Step(who, "core_bug", minutes, text, step)


def report_to_odoo(who, minutes, reference, text):
    """An engineer has reported a defect to Odoo."""
    return Step(who, "report_to_odoo", minutes, text, reference)


def own_defect(who, minutes, text):
    """An engineer confirms a defect in ECOSIRE's own work."""
    return Step(who, "own_defect", minutes, text)


def spend(who, minutes, spent, text):
    """An engineer logs ``spent`` minutes of work."""
    return Step(who, "spend", minutes, text, str(spent))
