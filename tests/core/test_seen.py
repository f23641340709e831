"""What somebody saw of a ticket travels as short text and is compared fact by fact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.seen import HOLDER, SEVERITY, STATE, Mark, changed, mark_of, read_mark

MARKS = st.builds(
    Mark,
    message=st.integers(0, 10**12),
    state=st.sampled_from(["new", "in_progress", "waiting_client"]),
    holder=st.integers(0, 10**9),
    severity=st.sampled_from(["", "low", "critical"]),
)


@given(MARKS)
def test_a_mark_survives_its_text(mark):
    assert read_mark(str(mark)) == mark
    assert changed(mark, mark) == ()


@given(st.text(max_size=30))
def test_any_other_text_is_no_mark(text):
    mark = read_mark(text)
    assert mark is None or str(mark).lstrip("0") == text.lstrip("0") or "." in text


@pytest.mark.parametrize(
    "text", ["", "1", "1.new.2", "x.new.1.low", "1.new.1.low.", None, 5, "٣.new.1."]
)
def test_what_is_no_mark(text):
    assert read_mark(text) is None


def test_each_fact_is_told_apart():
    before = Mark(5, "new", 1, "low")
    assert changed(before, Mark(9, "new", 1, "low")) == ()
    assert changed(before, Mark(5, "in_progress", 0, "high")) == (STATE, HOLDER, SEVERITY)


def test_a_mark_of_facts_is_another_one_as_soon_as_a_fact_is():
    assert mark_of(7, "a") == mark_of(7, "a")
    assert len({mark_of(7, "a"), mark_of(7, "b"), mark_of("7", "a"), mark_of(7), mark_of()}) == 5
    assert len(mark_of(7)) == 16
