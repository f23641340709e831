"""What somebody says in a mail, without what it quotes: to know the same words when they return.

A machine that answers says the same each time. Two of them, neither marked as such, would go on
for ever through us; the second time one says the same on a thread, nobody is told any more.
"""

import hashlib
import re

# only quotes that are marked line by line: people also write below and between what they quote
QUOTED = re.compile(
    r"^\s*(?:>|(?:on|am|op|le|el|il)\b.{5,200}"
    r"(?:wrote|schrieb|schreef|écrit|escribió|ha scritto)\b.{0,80}:\s*$)",
    re.IGNORECASE,
)


def own_words(text: str) -> str:
    """The letters and digits of ``text`` besides its quotes, in one line."""
    kept = (line for line in text.splitlines() if not QUOTED.match(line))
    return " ".join(re.findall(r"\w+", " ".join(kept).lower()))


def words_digest(*texts: str) -> str | None:
    """What tells the same words again; None when the last of ``texts`` says nothing."""
    words = [own_words(text) for text in texts]
    if not words[-1]:
        return None
    return hashlib.sha256("\n".join(words).encode("utf-8", "replace")).hexdigest()[:32]
