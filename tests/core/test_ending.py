"""How a ticket ends: the moment it closes by itself, and whether anybody is asked how it went."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import ending

INSTANTS = st.integers(0, 3_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))


@given(INSTANTS, st.integers(1, 365))
def test_days_are_of_24_hours_whatever_the_clocks_do(resolved, days):
    assert ending.closes_on(resolved, days) - resolved == timedelta(days=days)


@pytest.mark.parametrize("days", [0, -1, 1.5, True, "7", None])
def test_a_number_of_days_is_needed(days):
    with pytest.raises(ValueError, match="^days: "):
        ending.closes_on(datetime(2026, 1, 1, tzinfo=UTC), days)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="^resolved: "):
        ending.closes_on(datetime(2026, 1, 1), 7)


@given(st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_asked_once_of_what_was_answered_and_ended(closed, answered, duplicate, asked):
    facts = {"closed": closed, "answered": answered, "duplicate": duplicate, "asked": asked}
    expected = (closed, answered, duplicate, asked) == (True, True, False, False)
    assert ending.asks_how_it_went(**facts) is expected


@given(st.one_of(st.integers(), st.floats(), st.text(), st.none(), st.booleans()))
def test_only_the_three_faces_are_rates(rate):
    if not isinstance(rate, bool) and rate in (1, 3, 5):
        assert ending.check_rate(rate) == rate
        return
    with pytest.raises(ValueError, match="^rate: "):
        ending.check_rate(rate)


@given(st.text())
def test_a_comment_is_kept_as_a_database_can_hold_it(text):
    kept = ending.comment_as_kept(text)
    assert "\0" not in kept
    assert len(kept) <= ending.COMMENT_LIMIT
    assert ending.comment_as_kept(kept) == kept
