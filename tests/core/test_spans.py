"""Joined spans hold the same points as before, in order, and none touches another."""

from hypothesis import given
from hypothesis import strategies as st

from core.spans import joined

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda s: (s[0], sum(s))))


@given(SPANS)
def test_the_same_points_in_order_and_apart(spans):
    found = joined(spans)
    assert {point for span in found for point in range(*span)} == {
        point for span in spans for point in range(*span)
    }
    assert all(one[1] < other[0] for one, other in zip(found, found[1:], strict=False))
    assert joined(found) == found
