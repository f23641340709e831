"""The path of a defect in Odoo itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.core_bug import MOVES, NONE, STATES, WORD_LIMITS, check_step, link, moves, needed_words

WORDS = {"reason": " Why ", "reference": " odoo/odoo#1 ", "version": "19.0"}


@pytest.mark.parametrize(
    "path",
    [
        ("suspected", "confirmed", "workaround", "fixed"),
        ("suspected", "confirmed", "escalated", "fixed"),
        ("suspected", "confirmed", "workaround", "escalated", "fixed"),
        ("suspected", "confirmed", "escalated", "workaround", "escalated", "fixed"),
        ("suspected", "not_core_bug", "suspected"),
        ("suspected", "confirmed", "fixed", "confirmed"),
    ],
)
def test_the_paths_of_the_article(path):
    old = NONE
    for new in path:
        assert check_step(old, new, WORDS)["reason"] == "Why"
        old = new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (NONE, "confirmed"),
        (NONE, "not_core_bug"),
        ("suspected", "suspected"),
        ("suspected", "escalated"),
        ("suspected", "fixed"),
        ("confirmed", "suspected"),
        ("fixed", "fixed"),
        ("not_core_bug", "fixed"),
        ("suspected", NONE),
        ("suspected", "solved"),
    ],
)
def test_no_step_is_skipped_and_none_taken_back(old, new):
    with pytest.raises(ValueError, match="^new: "):
        check_step(old, new, WORDS)


def test_a_state_nobody_knows():
    with pytest.raises(ValueError, match="^old: "):
        check_step("solved", "fixed", WORDS)
    assert moves("solved") == ()


def test_every_state_is_reached_and_every_state_has_a_way_on():
    assert set().union(*MOVES.values()) == set(STATES)
    assert set(MOVES) == {NONE, *STATES}
    assert all(moves(state) for state in MOVES)


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [("confirmed", "escalated", "reference"), ("confirmed", "fixed", "version")],
)
def test_a_report_has_its_reference_and_a_fix_its_version(old, new, name):
    assert needed_words(new) == (name,)
    assert name in check_step(old, new, WORDS)
    for missing in (" ", "\0", None):
        with pytest.raises(ValueError, match=f"^{name}: "):
            check_step(old, new, {**WORDS, name: missing})
    with pytest.raises(ValueError, match=f"^{name}: "):
        check_step(old, new, {"reason": "Why"})


@pytest.mark.parametrize("new", ["confirmed", "not_core_bug"])
def test_every_step_has_its_reason(new):
    with pytest.raises(ValueError, match="^reason: "):
        check_step("suspected", new, {"reason": "\n "})


def test_words_without_use_are_left_out():
    assert check_step("suspected", "confirmed", WORDS) == {"reason": "Why"}


def test_a_reference_is_one_line():
    words = {**WORDS, "reference": "odoo/odoo\n#1"}
    assert check_step("confirmed", "escalated", words)["reference"] == "odoo/odoo #1"


@pytest.mark.parametrize(("name", "limit"), WORD_LIMITS.items())
def test_words_have_a_length(name, limit):
    new = {"reference": "escalated", "version": "fixed", "reason": "workaround"}[name]
    assert check_step("confirmed", new, {**WORDS, name: "x" * limit})[name] == "x" * limit
    with pytest.raises(ValueError, match=f"^{name}: .*{limit}"):
        check_step("confirmed", new, {**WORDS, name: "x" * (limit + 1)})


@pytest.mark.parametrize(
    "reference", ["https://github.com/odoo/odoo/issues/1", "http://bugs.example/1?a=b#c"]
)
def test_an_address_is_a_link(reference):
    assert link(reference) == reference


@pytest.mark.parametrize(
    "reference",
    [
        "",
        "odoo/odoo#214001",
        "214001",
        "javascript:alert(1)",
        "JaVaScRiPt://x.example/%0aalert(1)",
        "data:text/html,x",
        "//elsewhere.example/1",
        "https://",
        "https://[odoo",
        "https://odoo.com@evil.example/1",
        "https://odoo.com/ 1",
        "https://odoo.com/\u202e1",
        "ftp://odoo.com/1",
    ],
)
def test_anything_else_is_words(reference):
    assert link(reference) == ""


@given(st.text(max_size=400))
def test_a_link_is_the_reference_itself_or_nothing(reference):
    assert link(reference) in ("", reference)


@given(st.sampled_from([NONE, *STATES]), st.sampled_from(STATES))
def test_the_table_is_all_there_is(old, new):
    try:
        check_step(old, new, WORDS)
    except ValueError as error:
        assert str(error).startswith("new: ")
        assert new not in moves(old)
    else:
        assert new in moves(old)
