"""What leaves the house on paper: a bill held against a statement, and cells of a workbook."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.bill_comparison import DIFFERENT, NOT_BILLED, ONLY_BILLED, SAME, compare
from core.cell_text import STARTS, cell_text

amounts = st.lists(st.integers(-3, 3).map(Decimal), max_size=7)


def verdicts(stated, billed):
    return [one.verdict for one in compare([*map(Decimal, stated)], [*map(Decimal, billed)])]


def test_equal_amounts_belong_together_whatever_their_order():
    assert verdicts([299, 75, -40], [75, -40, 299]) == [SAME, SAME, SAME]


def test_what_differs_and_what_is_missing():
    assert verdicts([299, 75], [299, 100]) == [SAME, DIFFERENT]
    assert verdicts([299, -40], [299]) == [SAME, NOT_BILLED]
    assert verdicts([299], [299, 50]) == [SAME, ONLY_BILLED]
    assert verdicts([], []) == []
    assert compare([Decimal(75)], [Decimal(100)])[0].difference == Decimal(25)


@given(amounts, amounts)
def test_each_line_stands_once_and_the_differences_add_up(stated, billed):
    pairs = compare(stated, billed)
    assert sorted(one.stated for one in pairs if one.stated is not None) == [*range(len(stated))]
    assert sorted(one.billed for one in pairs if one.billed is not None) == [*range(len(billed))]
    assert sum(one.difference for one in pairs) == sum(billed) - sum(stated)
    for one in pairs:
        assert (one.verdict == SAME) == (
            one.stated is not None and one.billed is not None and not one.difference
        )
    if sorted(stated) == sorted(billed):
        assert all(one.verdict == SAME for one in pairs)


@given(st.text(max_size=8), st.sampled_from(STARTS))
def test_no_cell_begins_like_a_formula(text, start):
    assert cell_text(start + text) == f"'{start}{text}"
    assert not cell_text(text).startswith(STARTS)
    if not text.startswith(STARTS):
        assert cell_text(text) == text


def test_a_cell_of_nothing_is_empty():
    assert cell_text(None) == cell_text(False) == ""
    assert cell_text(12) == "12"
