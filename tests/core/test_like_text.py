"""Issue 5, "before it is sent": like tickets are found by the words that tell something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import like_text


def test_endings_do_not_matter():
    assert set(like_text.stems("Deliveries, printed")) == {"deliver", "print"}
    assert like_text.stems("validating") == ("validat",)
    assert "validat".startswith(like_text.stems("validate")[0])


def test_numbers_of_documents_short_words_and_endless_ones_tell_nothing():
    assert like_text.stems("WH/OUT/22014 is at " + "x" * 41) == ("out",)


def test_codes_of_errors_stay():
    assert "504" in like_text.stems("Error 504 in the shop")


def test_underscores_and_dots_part_words():
    assert like_text.stems("sale_order res.partner") == ("sale", "orde", "res", "partn")


def test_no_word_no_question():
    assert like_text.ask("a 1 -- 123456", {}, 10) is None


def test_rare_words_find_and_frequent_ones_only_weigh():
    asked = like_text.ask("Invoice printer jams", {"invoice": 0.3, "error": 0.5}, 100_000)
    assert "invoi" not in asked.find
    assert not asked.all_of
    weights = dict(asked.weights)
    assert weights["print"] > weights["invoi"]


def test_frequent_words_alone_are_asked_for_together():
    asked = like_text.ask("invoice error", {"invoice": 0.3, "error": 0.5}, 100_000)
    assert asked.all_of
    assert set(asked.find) == {"invoi", "erro"}


def test_in_a_small_database_every_word_finds():
    asked = like_text.ask("invoice error", {}, 30)
    assert len(asked.find) == 2


@pytest.mark.parametrize("wrong", [None, 5, b"x"])
def test_no_text(wrong):
    with pytest.raises(ValueError, match="text"):
        like_text.stems(wrong)


@pytest.mark.parametrize("wrong", [None, -1, 1.5, True])
def test_no_number_of_rows(wrong):
    with pytest.raises(ValueError, match="rows"):
        like_text.ask("x", {}, wrong)


@given(
    text=st.text(),
    shares=st.dictionaries(st.text(min_size=1), st.floats(0, 1)),
    rows=st.integers(0, 10**7),
)
def test_any_text_gives_a_question_that_can_be_asked(text, shares, rows):
    asked = like_text.ask(text, shares, rows)
    if asked is None:
        return
    names = [stem for stem, _weight in asked.weights]
    assert asked.find
    assert set(asked.find) <= set(names)
    assert len(names) == len(set(names)) <= like_text.MOST_WORDS
    assert all(weight > 0 for _stem, weight in asked.weights)
    assert 0 < asked.least <= sum(weight for _stem, weight in asked.weights)
    # what goes into a tsquery is letters and digits alone
    assert all(stem.isalnum() for stem in names)
