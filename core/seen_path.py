"""How the path of a request is kept in a log: to be recognized, and without anything secret.

What follows the path (a query, a fragment) is never kept. Of the path itself a part that is long or
looks like a key (letters and figures mixed without a word in it) is replaced, because addresses of
invoices, files and invitations carry keys that open them.
"""

import re

LONGEST = 120  # characters of the path that are kept
LONGEST_PART = 40
CUT = "…"
# eight and more letters and figures mixed: a key, not a word or a number
KEY = re.compile(r"(?=[^/]*[0-9])(?=[^/]*[A-Za-z])[A-Za-z0-9_~.=-]{16,}")
HARMLESS = re.compile(r"[^\w/.~%+,:@-]")


def seen_path(path: object) -> str:
    """``path`` as it may stand in a log.

    Anything that is no text, or no path, is kept as nothing.
    """
    if not isinstance(path, str) or not path.startswith("/"):
        return ""
    bare = re.split(r"[?#;]", path, maxsplit=1)[0]
    parts = (_seen_part(part) for part in bare[: LONGEST * 4].split("/"))
    seen = "/".join(parts)
    return seen if len(seen) <= LONGEST else seen[: LONGEST - 1] + CUT


def _seen_part(part: str) -> str:
    if len(part) > LONGEST_PART or KEY.fullmatch(part):
        return CUT
    return HARMLESS.sub("·", part)
