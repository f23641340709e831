"""Names in double braces that stand for facts of a ticket: `Dear {{contact}},`.

A name is a name and nothing more: there is no attribute, no index, no call and no second round, so
a value that looks like a name stays as it is. Single braces are ordinary text. A line that names a
fact which the ticket does not have is left out, so nobody is ever sent an empty promise.
"""

import re
from collections.abc import Collection, Mapping
from html import escape

MARK = re.compile(r"\{\{([^{}]*)\}\}")
BRACES = re.compile(r"\{\{|\}\}")
BULLET = re.compile(r"\s*[-*]\s+(?=\S)")


def names_in(text: str) -> tuple[str, ...]:
    """The names that `text` uses, in order, each once."""
    return tuple(dict.fromkeys(match.strip() for match in MARK.findall(text)))


def unknown_in(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The names in `text` that are not in `known`, as they are written there."""
    return tuple(name for name in names_in(text) if name not in known)


def has_stray_braces(text: str) -> bool:
    """Whether double braces are left that open or close nothing."""
    return bool(BRACES.search(MARK.sub("", text)))


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with each name replaced by its value, once and as plain text.

    :param values: by name; an empty one is a fact that there is not, and its whole line goes
    :raises ValueError: for a name that is not among `values`, and for stray braces
    """
    if unknown := unknown_in(text, values):
        raise ValueError(f"text: {', '.join(unknown)} stands for nothing")
    if has_stray_braces(text):
        raise ValueError("text: double braces open or close nothing")
    # a value with line breaks must not become lines of the text
    flat = {name: " ".join(value.split()) for name, value in values.items()}
    kept = [
        MARK.sub(lambda match: flat[match[1].strip()], line)
        for line in text.splitlines()
        if all(flat[name] for name in names_in(line))
    ]
    return _without_gaps(kept)


def as_html(text: str) -> str:
    """Plain text as HTML: blank lines part paragraphs, lines that begin with `- ` are a list."""
    blocks = re.split(r"\n\s*\n", text.strip("\n"))
    return "".join(_block(block.splitlines()) for block in blocks if block.strip())


def _block(lines: list[str]) -> str:
    parts: list[tuple[bool, list[str]]] = []
    for line in lines:
        is_item = bool(BULLET.match(line))
        said = escape(BULLET.sub("", line, count=1).strip() if is_item else line.rstrip())
        if parts and parts[-1][0] == is_item:
            parts[-1][1].append(said)
        else:
            parts.append((is_item, [said]))
    return "".join(_items(said) if is_item else _paragraph(said) for is_item, said in parts)


def _items(said: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in said)}</ul>"


def _paragraph(said: list[str]) -> str:
    return f"<p>{'<br>'.join(said)}</p>"


def _without_gaps(lines: list[str]) -> str:
    """Joined, with no more than one empty line where lines were left out."""
    return re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", "\n".join(lines)).strip("\n")
