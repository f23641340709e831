"""Links that do one thing for one person until a date."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.one_use_link import Link, read_link, signed_link
from making import SECOND, utc

UNTIL = utc("2026-11-30 10:00")
LINK = Link("ack", 17, 4, UNTIL)
SECRET = "a secret of this database"


def test_there_and_back():
    assert read_link(LINK.token(SECRET), SECRET, UNTIL) == LINK


def test_over_after_its_date():
    assert read_link(LINK.token(SECRET), SECRET, UNTIL + SECOND) is None
    assert signed_link(LINK.token(SECRET), SECRET) == LINK


@pytest.mark.parametrize(
    "change",
    [
        lambda token: token.replace("ack", "works"),
        lambda token: token.replace("-17-", "-18-"),
        lambda token: token.replace("-4-", "-5-"),
        lambda token: token[:-1] + ("0" if token[-1] != "0" else "1"),
        lambda token: token + "\n",
        lambda token: "",
        lambda token: None,
    ],
)
def test_nothing_in_it_can_be_changed(change):
    assert read_link(change(LINK.token(SECRET)), SECRET, UNTIL) is None
    assert signed_link(change(LINK.token(SECRET)), SECRET) is None


@given(st.text(max_size=80))
def test_no_text_is_a_link(text):
    assert read_link(text, SECRET, UNTIL - timedelta(days=9)) is None


def test_another_database_has_another_secret():
    assert read_link(LINK.token("another"), SECRET, UNTIL) is None
    with pytest.raises(ValueError, match="^secret"):
        LINK.token("")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (("delete", 1, 1, UNTIL), "action"),
        (("ack", 0, 1, UNTIL), "row"),
        (("ack", 1, True, UNTIL), "person"),
        (("ack", 1, 1, UNTIL.replace(tzinfo=None)), "until"),
    ],
)
def test_wrong_input_is_named(values, field):
    with pytest.raises(ValueError, match=f"^{field}"):
        Link(*values)
