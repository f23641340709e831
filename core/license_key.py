"""The key of a marketplace licence: `PREFIX-XXXX-XXXX-XXXX-XXXX`, letters and digits.

Only its shape is checked. Whether a key is genuine, and what it is for, ECOSIRE's marketplace
knows; nothing is asked over the network.
"""

import re
from dataclasses import dataclass, field

from .messages import WordedError, _

BLOCKS = 4
BLOCK_LENGTH = 4
PREFIX_MIN, PREFIX_MAX = 2, 16
SHAPE = "PREFIX-XXXX-XXXX-XXXX-XXXX"
HIDDEN = "•" * BLOCK_LENGTH

# what mail programs and word processors make of a hyphen
_HYPHENS = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_BLANKS = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")
_PLAIN = re.compile(r"[A-Za-z0-9]*")

PROBLEMS = {
    "empty": _("Enter the licence key. It looks like %(shape)s."),
    "parts": _(
        "A licence key has a prefix and %(blocks)s blocks, joined by hyphens, like %(shape)s. "
        "This one has %(found)s blocks after its prefix."
    ),
    "prefix": _(
        "The prefix of a licence key has %(least)s to %(most)s letters and digits. This one has "
        "%(found)s."
    ),
    "length": _(
        "Each block of a licence key has %(length)s letters and digits. Block %(block)s of "
        "%(blocks)s has %(found)s."
    ),
    "prefix_sign": _("The prefix of a licence key has letters A to Z and digits only."),
    "block_sign": _(
        "Block %(block)s of %(blocks)s holds a sign that is neither a letter A to Z nor a digit."
    ),
}


class KeyShapeError(WordedError):
    """A key of the wrong shape: `reason_id` is a key of PROBLEMS.

    No part of the key is in it: an error ends up in logs.
    """

    field = "key"

    def __init__(self, reason_id: str, **values: object):
        self.reason_id = reason_id
        super().__init__(PROBLEMS[reason_id], **values)


@dataclass(frozen=True)
class LicenseKey:
    """A key of the right shape. Printing it does not show it."""

    prefix: str
    blocks: tuple[str, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """The key itself, in capitals."""
        return "-".join((self.prefix, *self.blocks))

    @property
    def masked(self) -> str:
        """What those may see who may not see the key: enough to tell two licences apart."""
        return "-".join((self.prefix, *[HIDDEN] * (BLOCKS - 1), self.blocks[-1]))

    def __str__(self) -> str:
        return self.masked


def parse_key(text: str) -> LicenseKey:
    """The key in `text`: blanks are dropped, small letters and other kinds of hyphen put right.

    :raises KeyShapeError: a ValueError that says what is wrong, and in which block
    """
    if not isinstance(text, str):
        raise ValueError("key: a text is needed")
    typed = _HYPHENS.sub("-", _BLANKS.sub("", text))
    if not typed:
        raise KeyShapeError("empty", shape=SHAPE)
    prefix, *blocks = typed.split("-")
    if len(blocks) != BLOCKS:
        raise KeyShapeError("parts", blocks=BLOCKS, shape=SHAPE, found=len(blocks))
    _check_prefix(prefix)
    for number, block in enumerate(blocks, start=1):
        _check_block(number, block)
    return LicenseKey(prefix.upper(), tuple(block.upper() for block in blocks))


def _check_prefix(prefix: str) -> None:
    if not _PLAIN.fullmatch(prefix):
        raise KeyShapeError("prefix_sign")
    if not PREFIX_MIN <= len(prefix) <= PREFIX_MAX:
        raise KeyShapeError("prefix", least=PREFIX_MIN, most=PREFIX_MAX, found=len(prefix))


def _check_block(number: int, block: str) -> None:
    if not _PLAIN.fullmatch(block):
        raise KeyShapeError("block_sign", block=number, blocks=BLOCKS)
    if len(block) != BLOCK_LENGTH:
        raise KeyShapeError(
            "length", length=BLOCK_LENGTH, block=number, blocks=BLOCKS, found=len(block)
        )
