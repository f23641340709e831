"""A number on the system-down card is one that can be rung."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.phone import LONGEST, NO_COUNTRY, NOT_DIGITS, SHORTEST, WRONG_LENGTH, international


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+92 300 1234567", "+92 300 1234567"),
        (" +31 (10) 123-45.67 ", "+31 10 123 45 67"),
        ("+1\u00a0415\u2013555/0100", "+1 415 555 0100"),
        ("+ 92 3001234567", "+92 3001234567"),
    ],
)
def test_what_people_type_becomes_readable(typed, kept):
    assert international(typed) == kept


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", NO_COUNTRY),
        ("0300 1234567", NO_COUNTRY),
        ("0092 300 1234567", NO_COUNTRY),
        ("+0300 1234567", NO_COUNTRY),
        ("+92 300 CALLUS", NOT_DIGITS),
        ("+", NOT_DIGITS),
        ("+92 300 1234567 +1", NOT_DIGITS),
        ("+92 300 123\0", NOT_DIGITS),
        ("+٩٢٣٠٠١٢٣٤٥٦٧", NOT_DIGITS),
        ("+92 3001", WRONG_LENGTH),
        ("+92 300 1234567 89012", WRONG_LENGTH),
    ],
)
def test_what_nobody_could_ring_is_refused_in_words(typed, reason):
    with pytest.raises(ValueError, match="^whatsapp: ") as refused:
        international(typed, "whatsapp")
    assert str(refused.value) == f"whatsapp: {reason}"


@given(st.integers(10 ** (SHORTEST - 1), 10**LONGEST - 1))
def test_every_whole_number_stays_itself(number):
    assert international(f"+{number}") == f"+{number}"


@given(st.text(alphabet="+0123456789 -().\u00a0x", max_size=30))
def test_what_is_kept_is_kept_again(text):
    try:
        kept = international(text)
    except ValueError:
        return
    assert international(kept) == kept
