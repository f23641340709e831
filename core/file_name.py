"""File names that came from outside: a name, not a path, and no trick."""

import re
import unicodedata

NAME_LIMIT = 150
SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}$")


def safe_name(name: str, fallback: str = "file") -> str:
    """The last part of a path, without what is invisible or turns the reading order.

    ``photo\\u202egpj.exe`` reads as a picture in most programs; without that mark it reads as it is.
    """
    last = re.split(r"[/\\]", name or "")[-1]
    shown = "".join(c if unicodedata.category(c)[0] != "C" else "" for c in last)
    shown = re.sub(r'[<>:"|?*]', "_", " ".join(shown.split())).strip(". ")
    if len(shown) > NAME_LIMIT:
        suffix = SUFFIX.search(shown)
        ending = suffix[0] if suffix else ""
        shown = shown[: NAME_LIMIT - len(ending)] + ending
    return shown or fallback
