"""The face of a client: how an engineer who works for fifteen of them tells one from another.

A name, a colour, two letters and an icon made of both. The colour comes from the contract's number,
so it is the same on every page, in every mail and on the board, without anybody choosing it.
"""

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import quote
from xml.sax.saxutils import escape

# Told apart by most eyes, and dark enough for white letters. No red and no amber: on the same
# pages those mean that a deadline is missed or near.
PALETTE = (
    "#1f5fa8",
    "#0b6e4f",
    "#6a3fa0",
    "#00707a",
    "#8a3a6b",
    "#41602a",
    "#3b4a8f",
    "#7a5230",
    "#005f73",
    "#54406b",
    "#2d6a2f",
    "#4a5a68",
)
COLOUR = re.compile(r"#[0-9a-f]{6}")
WHITE, BLACK = "#ffffff", "#000000"
READABLE = 4.5  # the least contrast of text, by WCAG 2.2 (1.4.3)


@dataclass(frozen=True)
class Face:
    """What a client looks like: a name as people say it, and a colour as ``#rrggbb``."""

    name: str
    colour: str

    def __post_init__(self):
        if not self.name.strip():
            raise ValueError("name: a name that people know the client by is needed")
        if not COLOUR.fullmatch(self.colour):
            raise ValueError(f"colour: #rrggbb in small letters is needed, not {self.colour!r}")

    @property
    def ink(self) -> str:
        """The colour of letters on this colour: white or black, whichever reads better.

        One of the two always reaches a contrast of ``READABLE``.
        """
        return max(WHITE, BLACK, key=lambda ink: contrast(ink, self.colour))

    @property
    def initials(self) -> str:
        """One or two letters: of "Delta Distribution B.V." they are "DD"."""
        words = re.findall(r"[^\W_]+", self.name)
        return "".join(word[0].upper()[0] for word in words[:2]) or "?"

    @property
    def icon(self) -> str:
        """A small picture for a browser's tab, as a ``data:`` address: it loads nothing."""
        size = 34 if len(self.initials) == 1 else 28
        return "data:image/svg+xml," + quote(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
            f'<rect width="64" height="64" rx="12" fill="{self.colour}"/>'
            f'<text x="32" y="33" fill="{self.ink}" font-family="sans-serif" font-weight="700" '
            f'font-size="{size}" text-anchor="middle" dominant-baseline="central">'
            f"{escape(self.initials)}</text></svg>"
        )


def colour_of(key: str) -> str:
    """The colour that belongs to ``key``, the number of a contract: always the same one."""
    digest = hashlib.sha256(key.encode()).digest()
    return PALETTE[int.from_bytes(digest[:4], "big") % len(PALETTE)]


def contrast(one: str, other: str) -> float:
    """How well two colours stand out from each other, from 1 (the same) to 21, by WCAG 2.2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
