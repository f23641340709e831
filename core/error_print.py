"""What a traceback tells: a print by which the same error is known again, and the module at fault.

The print is made of the exception's type and of the modules and functions of the frames. Line
numbers, ids, addresses and the message stay out: they differ between people who meet one error.
Where the server has no frame in it, the browser's own count: there the names of functions, and of
files only those that are no bundle.
"""

import hashlib
import re

TRACE_LIMIT = 64 * 1024
MASKED = "***"
CUT = "\n[…]\n"

FRAME = re.compile(r'^[ \t]*File "(?P<path>[^"\n]+)", line \d+, in (?P<function>[^\n]+)$', re.M)
# what browsers write: "at f (file:1:2)", "f@file:1:2"
SCRIPT = re.compile(
    r"^[ \t]*at (?:async )?(?P<function>[^\s()]{1,200})[^\n(]{0,100}\((?P<path>[^\n()]{1,500}?)(?::\d+){1,2}\)$"
    r"|^(?P<function_too>[^\s@]{0,200})@(?P<path_too>[^\n]{1,500}?)(?::\d+){1,2}$",
    re.M,
)
SCRIPT_OF = re.compile(r"/(?P<module>[a-z][a-z0-9_]*)/static/(?P<place>(?:src|lib)/[^?#\s]+)")
ACTION = re.compile(r"\bir\.actions\.server\((?P<id>\d{1,9}),?\)")
# through these every error passes; that it ended there says little
FRAMEWORK = frozenset({"base", "web", "bus", "http_routing"})
ADDON = re.compile(r"(?:^|/)addons/(?P<module>[a-z][a-z0-9_]*)/(?P<place>.+)$")
TYPE = re.compile(r"^(?P<type>[A-Za-z_][\w.]*)(?::|$)", re.M)
# a word that names a secret, alone or within a longer name, and what is given to it
NAMES = r"(?:passw(?:or)?d|passwd|pwd|token|secret|api[_-]?key|key|credential|session_id|cookie)"
SECRET_NAME = re.compile(rf"(?i)(?:^|[_.-]){NAMES}s?(?:$|[_.-])")
QUOTED = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
HEADER = re.compile(r"(?i)(authorization|set-cookie|cookie)(['\"]?\s*[:=]\s*)[^\n]+")
# repetitions are bounded: a hostile text must not cost quadratic time
GIVEN = re.compile(
    rf"(?i)({NAMES}s?\d{{0,3}}(?:[_-][\w-]{{0,40}})?['\"]?\s*[:=]\s*)(?:{QUOTED}|[^\s,;&)}}\]]+)"
)
BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]+")
IN_ADDRESS = re.compile(r"(?i)(\b[a-z][a-z0-9+.-]{0,20}://[^\s/:@]*:)[^\s/@]+@")


def mask(text: str) -> str:
    """``text`` without what looks like a secret; masking twice changes nothing more.

    :raises ValueError: names text
    """
    _check_text("text", text)
    text = HEADER.sub(rf"\1\2{MASKED}", text)
    text = IN_ADDRESS.sub(rf"\1{MASKED}@", text)
    text = BEARER.sub(rf"\1 {MASKED}", text)
    return GIVEN.sub(rf"\1{MASKED}", text)


def names_a_secret(name: str) -> bool:
    """Whether a field of that name holds what nobody else may read.

    :raises ValueError: names name
    """
    _check_text("name", name)
    return bool(SECRET_NAME.search(name))


def shorten(text: str, limit: int = TRACE_LIMIT) -> str:
    """``text`` in at most ``limit`` bytes: its begin and, twice as long, its end.

    :raises ValueError: names text or limit
    """
    _check_text("text", text)
    mark = CUT.encode()
    if type(limit) is not int or limit <= len(mark):
        raise ValueError(f"limit: more than {len(mark)} bytes are needed, not {limit!r}")
    raw = text.encode("utf-8", "replace")
    if len(raw) <= limit:
        return raw.decode()
    room = limit - len(mark)
    head, tail = raw[: room // 3], raw[len(raw) - (room - room // 3) :]
    return head.decode("utf-8", "ignore") + CUT + tail.decode("utf-8", "ignore")


def exception_type(traceback: str) -> str:
    """The type of the exception that ended it, or nothing.

    :raises ValueError: names traceback
    """
    _check_text("traceback", traceback)
    frames = list(FRAME.finditer(traceback))
    found = TYPE.search(traceback, frames[-1].end() if frames else 0)
    return found["type"] if found else ""


def module_at_fault(traceback: str) -> str:
    """The addon of the last frame that lies in one, or nothing.

    Odoo's own framework is only at fault when the error arose in it and no other addon led there.

    :raises ValueError: names traceback
    """
    _check_text("traceback", traceback)
    modules = [module for module, *_rest in _frames(traceback)]
    others = [module for module in modules if module and module not in FRAMEWORK]
    return others[-1] if others else "".join(modules[-1:])


def server_action(traceback: str) -> int:
    """The number of the server action in whose code the error arose; 0 when there is none.

    :raises ValueError: names traceback
    """
    _check_text("traceback", traceback)
    found = ACTION.findall(traceback)
    return int(found[-1]) if found else 0


def error_print(traceback: str) -> str:
    """The same text for the same error; nothing when there is no frame to know it by.

    :raises ValueError: names traceback
    """
    _check_text("traceback", traceback)
    frames = _frames(traceback)
    if not frames:
        return ""
    parts = [exception_type(traceback), *("|".join(frame) for frame in frames)]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


def _frames(traceback: str) -> list[tuple[str, str, str]]:
    """``(addon, place, function)`` of each frame: the server's, or where it has none the browser's."""
    frames = [
        (*_place(frame["path"]), frame["function"].strip()) for frame in FRAME.finditer(traceback)
    ]
    return frames or [_script(frame) for frame in SCRIPT.finditer(traceback)]


def _script(frame: re.Match) -> tuple[str, str, str]:
    """A browser's frame; a bundle's name differs from day to day, so it is left out."""
    found = SCRIPT_OF.search(frame["path"] or frame["path_too"])
    place = (found["module"], found["place"]) if found else ("", "")
    return (*place, frame["function"] or frame["function_too"] or "")


def _place(path: str) -> tuple[str, str]:
    """The addon and the file within it; outside of addons the file's name alone."""
    path = path.replace("\\", "/")
    found = ADDON.search(path)
    if found:
        return found["module"], found["place"]
    return "", path.rsplit("/", 1)[-1]


def _check_text(name: str, value: object) -> None:
    if not isinstance(value, str):
        raise ValueError(f"{name}: a text is needed, not {type(value).__name__}")
