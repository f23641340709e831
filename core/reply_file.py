"""Files of canned replies: JSON as it is exported here, and CSV as a spreadsheet saves it.

A file is read whole or not at all: whatever is wrong is told with its line, all at once.
"""

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from .messages import _
from .reply_book import Fault, Reply, faults_of, tidy

LARGEST = 1_000_000  # bytes
MOST = 500  # replies
FAULTS_TOLD = 30
FORMAT = "ecosire_support.replies"
COLUMNS = ("code", "name", "topic", "body")
NEEDED = ("code", "name", "body")
BLANK = re.compile(r"\s*")

Row = tuple[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Book:
    """What a file holds: either faults, or replies."""

    replies: tuple[Reply, ...] = ()
    faults: tuple[Fault, ...] = ()


class _Unreadable(Exception):
    """The file cannot be read any further."""

    def __init__(self, fault: Fault):
        super().__init__(fault.words)
        self.fault = fault


def read_book(content: bytes, topics: Collection[str]) -> Book:
    """The replies in a file, or all that is wrong with it.

    :param topics: the codes of topics that there are
    """
    try:
        rows = list(_rows(_text_of(content)))
    except _Unreadable as stopped:
        return Book(faults=(stopped.fault,))
    if not rows:
        return Book(faults=(Fault(_("There is no reply in the file.")),))
    if len(rows) > MOST:
        line = rows[MOST][0]
        return Book(
            faults=(Fault(_("More than 500 replies do not fit: part the file."), (), line),)
        )
    replies = [(line, tidy(*(row.get(name, "") for name in COLUMNS))) for line, row in rows]
    faults = [fault.at(line) for line, reply in replies for fault in faults_of(reply, topics)]
    faults += _repeated(replies)
    if faults:
        return Book(faults=tuple(sorted(faults, key=lambda fault: fault.line)[:FAULTS_TOLD]))
    return Book(replies=tuple(reply for _line, reply in replies))


def write_book(replies: Iterable[Reply]) -> str:
    """The replies as a JSON file that another client's database can import; the same each time."""
    listed = [
        {name: getattr(reply, name) for name in COLUMNS}
        for reply in sorted(replies, key=lambda reply: reply.code)
    ]
    book = {"format": FORMAT, "version": 1, "replies": listed}
    return json.dumps(book, ensure_ascii=False, indent=1) + "\n"


def _text_of(content: bytes) -> str:
    if len(content) > LARGEST:
        raise _Unreadable(Fault(_("The file is larger than 1 MB. Part it.")))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _Unreadable(
            Fault(_("This is no UTF-8 text. Save the file as UTF-8."), (), line)
        ) from None
    return text.replace("\0", "")


def _rows(text: str) -> Iterator[Row]:
    start = text.lstrip()[:1]
    if not start:
        return iter(())
    return _json_rows(text) if start in ("[", "{") else _csv_rows(text)


def _repeated(replies: list[tuple[int, Reply]]) -> list[Fault]:
    first: dict[str, int] = {}
    found = []
    for line, reply in replies:
        before = first.setdefault(reply.code, line)
        if reply.code and before != line:
            values = (("code", reply.code), ("before", str(before)))
            words = _("The code “%(code)s” stands in line %(before)s already.")
            found.append(Fault(words, values, line))
    return found


# -- JSON


def _json_rows(text: str) -> Iterator[Row]:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        fault = Fault(
            _("This is no well-formed JSON: %(why)s."), (("why", error.msg),), error.lineno
        )
        raise _Unreadable(fault) from None
    except (RecursionError, ValueError):
        raise _Unreadable(
            Fault(_("This JSON is nested too deep, or has too large a number."))
        ) from None
    for line, item in _items(text):
        yield line, _as_row(item, line)


def _as_row(item: object, line: int) -> dict[str, str]:
    if not isinstance(item, dict):
        raise _Unreadable(
            Fault(_("A reply has to be an object with code, name and body."), (), line)
        )
    for name in COLUMNS:
        if not isinstance(item.get(name) or "", str):
            values = (("field", name),)
            raise _Unreadable(Fault(_("“%(field)s” has to be text."), values, line))
    return {name: item.get(name) or "" for name in COLUMNS}


def _items(text: str) -> Iterator[tuple[int, object]]:
    """The items of the list of replies in well-formed JSON, each with the line it begins in."""
    decoder = json.JSONDecoder()
    at = _start_of_list(text, decoder)
    while text[at] != "]":
        item, end = decoder.raw_decode(text, at)
        yield text.count("\n", 0, at) + 1, item
        at = _after(text, end, ",")


def _start_of_list(text: str, decoder: json.JSONDecoder) -> int:
    """Where the first reply stands (or the end of their list): the list itself, or in an object."""
    at = _after(text, 0)
    if text[at] == "[":
        return _after(text, at + 1)
    at = _after(text, at + 1)
    while text[at] != "}":
        key, end = decoder.raw_decode(text, at)
        at = _after(text, end, ":")
        if key == "replies" and text[at] == "[":
            return _after(text, at + 1)
        _value, end = decoder.raw_decode(text, at)
        at = _after(text, end, ",")
    raise _Unreadable(Fault(_("There is no list of “replies” in the file.")))


def _after(text: str, at: int, sign: str = "") -> int:
    """The next place that is not blank, behind ``sign`` if that stands there."""
    at = BLANK.match(text, at).end()  # type: ignore[union-attr]
    if sign and text.startswith(sign, at):
        return BLANK.match(text, at + 1).end()  # type: ignore[union-attr]
    return at


# -- CSV


def _csv_rows(text: str) -> Iterator[Row]:
    head, _sep, _rest = text.partition("\n")
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True
    )
    try:
        names = [cell.strip().casefold() for cell in next(reader, [])]
        if missing := [name for name in NEEDED if name not in names]:
            words = _("The first line has to name the columns; it lacks: %(missing)s.")
            raise _Unreadable(Fault(words, (("missing", ", ".join(missing)),), 1))
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) > len(names):
                    words = _("This line has more cells than there are columns.")
                    raise _Unreadable(Fault(words, (), line))
                yield line, dict(zip(names, cells, strict=False))
            line = reader.line_num + 1
    except csv.Error as error:
        words = _("This is no well-formed CSV: %(why)s.")
        raise _Unreadable(Fault(words, (("why", str(error)),), reader.line_num)) from None
