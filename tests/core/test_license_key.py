"""The shape of a licence key, and what is said about one of another shape."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.license_key import BLOCKS, HIDDEN, PREFIX_MAX, SHAPE, KeyShapeError, parse_key

SIGNS = string.ascii_letters + string.digits
prefixes = st.text(SIGNS, min_size=2, max_size=PREFIX_MAX)
blocks = st.lists(st.text(SIGNS, min_size=4, max_size=4), min_size=BLOCKS, max_size=BLOCKS)


@given(prefixes, blocks)
def test_every_key_of_the_shape_is_taken_in_capitals(prefix, parts):
    key = parse_key("-".join([prefix, *parts]))
    assert key.text == "-".join([prefix, *parts]).upper()
    assert parse_key(key.text) == key


@given(prefixes, blocks, st.sampled_from([" ", "\n", "\u00a0", "\u200b", "\ufeff"]), st.data())
def test_blanks_and_other_hyphens_do_not_matter(prefix, parts, blank, data):
    hyphen = data.draw(st.sampled_from("-‐‑–—−\uff0d"))
    typed = hyphen.join([prefix, *parts])
    at = data.draw(st.integers(0, len(typed)))
    assert parse_key(typed[:at] + blank + typed[at:]) == parse_key("-".join([prefix, *parts]))


@given(st.text())
def test_any_text_is_a_key_or_an_error_in_words(text):
    try:
        key = parse_key(text)
    except KeyShapeError as error:
        assert str(error).startswith("key: ")
        assert error.template % error.values == str(error).removeprefix("key: ")
    else:
        assert key.text.isascii() and key.text == key.text.upper()


@given(prefixes, blocks, st.integers(0, BLOCKS - 1), st.text(SIGNS, max_size=9))
def test_a_block_of_the_wrong_length_is_named(prefix, parts, which, wrong):
    if len(wrong) == 4:
        return
    parts[which] = wrong
    with pytest.raises(KeyShapeError, match=rf"Block {which + 1} of 4 has {len(wrong)}\."):
        parse_key("-".join([prefix, *parts]))


@given(prefixes, blocks)
def test_neither_printing_nor_an_error_shows_the_key(prefix, parts):
    key = parse_key("-".join([prefix, *parts]))
    for shown in (str(key), repr(key), key.masked):
        assert key.text not in shown
    assert key.masked.count(HIDDEN) == BLOCKS - 1
    with pytest.raises(KeyShapeError) as caught:
        parse_key(f"{key.text}-{parts[0]}")
    assert key.blocks[1] + "-" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", SHAPE),
        (" \n", SHAPE),
        ("ECO-1234-5678-9ABC", "This one has 3 blocks"),
        ("ECO-1234-5678-9ABC-DEF0-1111", "This one has 5 blocks"),
        ("ECO1234567", "This one has 0 blocks"),
        ("-1234-5678-9ABC-DEF0", "The prefix .* has 0"),
        ("E-1234-5678-9ABC-DEF0", "The prefix .* has 1"),
        ("E" * 17 + "-1234-5678-9ABC-DEF0", "The prefix .* has 17"),
        ("É2-1234-5678-9ABC-DEF0", "The prefix .* letters A to Z"),
        ("ECO-1234-56?8-9ABC-DEF0", "Block 2 of 4 holds a sign"),
        # letters and digits for str.isalnum, and two letters once they are capitals
        ("ECO-1234-5678-9AßC-DEF0", "Block 3 of 4 holds a sign"),
        ("ECO-1234-5678-9ABC-DEF٣", "Block 4 of 4 holds a sign"),
        ("ECO-1234-5678-9ABC-DEF", "Block 4 of 4 has 3"),
    ],
)
def test_what_is_wrong_is_said(text, words):
    with pytest.raises(KeyShapeError, match=words):
        parse_key(text)


@pytest.mark.parametrize("value", [None, 5, b"ECO-1234-5678-9ABC-DEF0"])
def test_a_text_is_needed(value):
    with pytest.raises(ValueError, match=r"^key"):
        parse_key(value)
