"""Which words of a title tell what it is about, so that like titles can be found by them.

Languages are not known here: a client writes in any. So a word is compared by its beginning
("delivery" and "deliveries" share "deliv"), and a word says the less the more tickets have it.
"""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

WORDS = re.compile(r"[^\W_]+")
MOST_WORDS = 12
LONGEST = 40  # letters; what is longer is no word
SHORT = 3  # letters; articles and the like: half the weight
ROWS_WANTED = 1000  # rows that may be looked at one by one
ENOUGH = 0.4  # of the weight of the words that were asked for


@dataclass(frozen=True)
class Asked:
    """A question to a full-text index.

    :param find: the beginnings by which rows are found, any of them or, with ``all_of``, all
    :param weights: each beginning with what it counts for
    :param least: the weight from which a row is like enough
    """

    find: tuple[str, ...]
    all_of: bool
    weights: tuple[tuple[str, float], ...]
    least: float


def stems(text: str) -> tuple[str, ...]:
    """The beginnings of the first words of ``text``, each once; long numbers tell nothing.

    :raises ValueError: names text
    """
    if not isinstance(text, str):
        raise ValueError(f"text: a text is needed, not {type(text).__name__}")
    found: dict[str, None] = {}
    for word in WORDS.findall(unicodedata.normalize("NFKC", text[:1000]).lower()):
        if len(word) < SHORT or len(word) > LONGEST or (word.isdigit() and len(word) > 4):
            continue
        found[_stem(word)] = None
        if len(found) == MOST_WORDS:
            break
    return tuple(found)


def ask(text: str, shares: Mapping[str, float], rows: int) -> Asked | None:
    """What to ask an index of ``rows`` rows for, to find those that are like ``text``.

    The rarest words find, as many as keep the rows to be looked at few; all of them weigh.

    :param shares: of words that are frequent, the part of the rows that have them
    :return: nothing when the text has no word to go by
    :raises ValueError: names text or rows
    """
    if type(rows) is not int or rows < 0:
        raise ValueError(f"rows: a number from 0 is needed, not {rows!r}")
    part = {stem: _share(stem, shares, rows) for stem in stems(text)}
    if not part:
        return None
    rarest = sorted(part, key=lambda stem: (part[stem], stem))
    find, expected = [], 0.0
    for stem in rarest:
        expected += part[stem] * rows
        if expected > ROWS_WANTED:
            break
        find.append(stem)
    weights = tuple((stem, _weight(stem, part[stem])) for stem in part)
    return Asked(
        find=tuple(find or rarest[:4]),
        all_of=not find,
        weights=weights,
        least=round(ENOUGH * sum(weight for _stem, weight in weights), 6),
    )


def _stem(word: str) -> str:
    """A word without what endings change: two letters of a short one, three of a long one."""
    if len(word) <= 4 or word.isdigit():
        return word
    return word[: max(4, len(word) - (2 if len(word) <= 7 else 3))]


def _share(stem: str, shares: Mapping[str, float], rows: int) -> float:
    """The part of the rows with a word that begins so; a word not known as frequent is rare."""
    known = sum(share for word, share in shares.items() if word.startswith(stem))
    return min(1.0, max(known, 1 / max(rows, 1)))


def _weight(stem: str, share: float) -> float:
    """How much a word tells: the rarer, the more, within bounds; a very short one half."""
    telling = min(6.0, max(0.2, -math.log(share))) if share < 1 else 1.0
    return round(telling / 2 if len(stem) <= SHORT else telling, 6)
