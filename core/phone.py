"""Numbers to ring when nothing else works: whole, with the country, and readable on paper."""

import re

from .messages import _

# the longest number that E.164 allows, and the shortest that is one with its country
LONGEST, SHORTEST = 15, 8
SEPARATORS = re.compile(r"[\s().\-/\u00a0\u2010-\u2013]+")

NO_COUNTRY = _("enter the number with + and the country, as in +92 300 1234567")
NOT_DIGITS = _("a number has only digits, spaces and a + at its beginning")
WRONG_LENGTH = _("a number has 8 to 15 digits with its country: look whether one is missing")


def international(text: str, field: str = "phone") -> str:
    """`text` with single spaces where it had separators, beginning with + and the country.

    A number without its country reaches nobody from abroad, and 00 is no prefix in every country.

    :raises ValueError: begins with `field`, when nobody could ring it as it stands
    """
    parts = SEPARATORS.sub(" ", text).strip()
    if not parts.startswith("+"):
        raise ValueError(f"{field}: {NO_COUNTRY}")
    digits = parts[1:].replace(" ", "")
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"{field}: {NOT_DIGITS}")
    if digits.startswith("0"):
        raise ValueError(f"{field}: {NO_COUNTRY}")
    if not SHORTEST <= len(digits) <= LONGEST:
        raise ValueError(f"{field}: {WRONG_LENGTH}")
    return "+" + parts[1:].strip()
