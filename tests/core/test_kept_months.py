"""How long the access log is kept: whole months, the present one besides."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kept_months import kept_from


@pytest.mark.parametrize(
    ("now", "months", "kept"),
    [
        ("2026-11-28 07:00", 25, "2024-10-01"),
        ("2026-11-01 00:00", 1, "2026-10-01"),
        ("2026-01-31 23:59", 1, "2025-12-01"),
        ("2024-02-29 12:00", 12, "2023-02-01"),
    ],
)
def test_from_when_on(now, months, kept):
    expected = datetime.fromisoformat(kept).replace(tzinfo=UTC)
    assert kept_from(datetime.fromisoformat(now).replace(tzinfo=UTC), months) == expected


@given(
    st.datetimes(min_value=datetime(1, 1, 1), timezones=st.just(UTC)),
    st.integers(1, 100_000),
)
def test_never_less_than_the_whole_months(now, months):
    start = kept_from(now, months)
    assert start <= now
    assert (start.day, start.hour, start.minute) == (1, 0, 0)
    apart = (now.year - start.year) * 12 + now.month - start.month
    assert apart == months or start.year == 1


def test_wrong_values_name_the_field():
    with pytest.raises(ValueError, match="^now"):
        kept_from(datetime(2026, 11, 28), 25)
    for months in (0, -1, True, 2.5, "25"):
        with pytest.raises(ValueError, match="^months"):
            kept_from(datetime(2026, 11, 28, tzinfo=UTC), months)
