"""Access for a time: how a request goes on, how long it may last, and that it ends by the second."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.access_request import (
    ASKED,
    GRANTED,
    LONGEST,
    MOVES,
    OVER,
    REFUSED,
    Access,
    AccessSpanError,
    check_span,
)

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_what_is_refused_or_over_stays_so():
    for state in (REFUSED, OVER):
        assert not any(Access(state).may_become(other) for other in MOVES)
    assert Access(GRANTED).may_become(GRANTED)
    assert not Access(GRANTED).may_become(REFUSED)
    assert not Access(ASKED).may_become(ASKED)


@given(st.sampled_from(sorted(MOVES)), st.datetimes(timezones=st.just(UTC)))
def test_in_force_only_while_granted_and_before_the_end(state, until):
    access = Access(state, until)
    assert access.is_in_force(NOW) == (state == GRANTED and NOW < until)
    assert not Access(state).is_in_force(NOW)


@pytest.mark.parametrize("kind", sorted(LONGEST))
def test_how_long_it_may_last(kind):
    longest = NOW + timedelta(days=LONGEST[kind])
    assert check_span(kind, NOW, longest) == longest
    assert check_span(kind, NOW, NOW + SECOND)
    for until, words in ((NOW, "future"), (longest + SECOND, f"{LONGEST[kind]} days")):
        with pytest.raises(AccessSpanError, match=words):
            check_span(kind, NOW, until)


def test_wrong_values_name_the_field():
    with pytest.raises(ValueError, match="^kind"):
        check_span("everything", NOW, NOW + SECOND)
    with pytest.raises(ValueError, match="^state"):
        Access("open")
    with pytest.raises(ValueError, match="^until"):
        Access(GRANTED, datetime(2026, 11, 24))
