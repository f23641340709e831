"""When a handbook is good enough to hand a client over by."""

from datetime import UTC, datetime, timedelta

import pytest

from core.handbook import NEVER, OLD, a_year_after, gaps

REVIEWED = datetime(2025, 11, 24, 10, tzinfo=UTC)
LAST = datetime(2026, 11, 24, 10, tzinfo=UTC)
FULL = {"integrations": "The web shop", "risks": "None that we know"}


def test_filled_and_reviewed_lacks_nothing():
    assert not gaps(FULL, REVIEWED, REVIEWED)


def test_a_review_counts_for_twelve_months_to_the_second():
    assert gaps(FULL, REVIEWED, LAST).review == ""
    assert gaps(FULL, REVIEWED, LAST + timedelta(seconds=1)).review == OLD


def test_without_any_review():
    found = gaps(FULL, None, LAST)
    assert found
    assert (found.empty, found.review) == ((), NEVER)


@pytest.mark.parametrize("words", ["", " ", "\n\t\u00a0"])
def test_blanks_fill_no_section(words):
    assert gaps({**FULL, "team": words}, LAST, LAST).empty == ("team",)


def test_a_year_after_a_leap_day():
    leap = datetime(2028, 2, 29, 8, tzinfo=UTC)
    assert a_year_after(leap) == datetime(2029, 2, 28, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("reviewed_at", "now", "field"),
    [(REVIEWED, datetime(2026, 1, 1), "now"), (datetime(2026, 1, 1), LAST, "reviewed_at")],
)
def test_an_instant_without_a_zone_is_refused_by_name(reviewed_at, now, field):
    with pytest.raises(ValueError, match=f"^{field}: "):
        gaps(FULL, reviewed_at, now)
