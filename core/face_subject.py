"""Whose ticket a mail is about, in front of its subject: ``[Delta Distribution] DELTA-1042 …``.

Only in mails to ECOSIRE: its engineers get those of fifteen clients into one mailbox. A subject
that comes back with it in a reply loses it again, so it is never there twice, and a client never
reads his own name in it.
"""

import re

LONGEST = 60  # characters of a client's name
ANSWERS = re.compile(
    r"^(?:\s*(?:re|aw|antw|sv|fw|fwd|wg|tr|rv)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE
)


def with_face(subject: str, client: str, number: str = "") -> str:
    """``subject`` with the client's name, and the ticket's number, in front.

    What marks it as an answer stays first: mail programs sort threads by it.
    """
    bare = without_face(subject, client, number)
    answer = ANSWERS.match(bare)
    mark = f"{' '.join(answer[0].split())} " if answer else ""
    rest = bare[answer.end() :] if answer else bare
    return " ".join(f"{mark}{_face(client, number)} {rest}".split())


def without_face(subject: str, client: str, number: str = "") -> str:
    """``subject`` as it is without any of that, wherever it stands in it."""
    face = re.compile(rf"{re.escape(_face(client, number))}(?![\w-])")
    return " ".join(face.sub(" ", " ".join((subject or "").split())).split())


def _face(client: str, number: str) -> str:
    name = " ".join(client.translate(str.maketrans("[]", "()")).split())[:LONGEST].strip()
    return f"[{name}] {number}".rstrip()
