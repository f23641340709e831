"""An engineer tells clients apart at a glance, and reads the letters on every colour."""

import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.face import BLACK, COLOUR, PALETTE, READABLE, WHITE, Face, colour_of, contrast

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
names = st.text(min_size=1, max_size=40).filter(str.strip)


@given(colours)
def test_letters_can_be_read_on_any_colour(colour):
    assert contrast(Face("Delta", colour).ink, colour) >= READABLE


@given(st.text(max_size=20))
def test_a_contract_always_has_the_same_colour_of_the_palette(key):
    assert colour_of(key) == colour_of(key)
    assert colour_of(key) in PALETTE


def test_the_palette_carries_white_letters_and_knows_no_colour_twice():
    assert len(set(PALETTE)) == len(PALETTE)
    for colour in PALETTE:
        assert COLOUR.fullmatch(colour)
        assert contrast(WHITE, colour) >= READABLE


@given(names, colours)
def test_the_icon_is_a_picture_whatever_the_name_is(name, colour):
    face = Face(name, colour)
    kind, _comma, picture = face.icon.partition(",")
    assert kind == "data:image/svg+xml"
    assert re.fullmatch(r"[\w.~%/-]*", picture, re.ASCII)  # fits into an attribute and a link
    letters = ElementTree.fromstring(unquote(picture))[1]
    assert letters.text == face.initials
    assert len(face.initials) in (1, 2)


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Delta Distribution B.V.", "DD"),
        ("Kühlhaus", "K"),
        ("østfold & sønner", "ØS"),
        ("ß-Werk", "SW"),
        ("<script>alert(1)</script>", "SA"),
        ("!!!", "?"),
    ],
)
def test_initials(name, initials):
    assert Face(name, PALETTE[0]).initials == initials


def test_contrast_as_the_standard_reckons_it():
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("name", "colour", "field"),
    [(" ", "#123456", "name"), ("Delta", "#12345", "colour"), ("Delta", "#12345G", "colour")],
)
def test_what_is_no_face_is_refused_by_name(name, colour, field):
    with pytest.raises(ValueError, match=f"^{field}:"):
        Face(name, colour)
