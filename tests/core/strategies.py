"""What hypothesis draws: windows, policies and the lives of clocks."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from core.sla import CoverageWindow, Policy, Target

EDGES = (0, 30, 60, 90, 120, 150, 180, 540, 555, 720, 780, 1050, 1320, 1380, 1439, 1440)


@st.composite
def day_hours(draw):
    """Sorted, disjoint, not touching intervals of one day."""
    edges = sorted(draw(st.sets(st.sampled_from(EDGES), max_size=6)))
    return list(zip(edges[::2], edges[1::2], strict=False))


def weekly_hours():
    """Any hours at all."""
    some = st.dictionaries(st.integers(0, 6), day_hours(), max_size=7)
    return st.none() | some.filter(lambda weekly: any(weekly.values()))


# A few weeks that differ in kind: drawing them whole is quick, and shrinks to something readable.
WEEKS = (
    None,
    {day: [(540, 1080)] for day in range(5)},
    {day: [(480, 1320)] for day in range(6)},
    {day: [(0, 360), (1320, 1440)] for day in range(7)},
    {day: [(480, 720), (780, 1050)] for day in range(5)} | {5: [(600, 840)]},
    {day: [(90, 150)] for day in range(7)},
    {day: [(0, 1440)] for day in range(7)},
    {0: [(0, 1)], 6: [(1439, 1440)]},
    {2: [(600, 660)]},
)


def instants(first=datetime(2025, 1, 1), days=700):
    """UTC instants in whole seconds."""
    seconds = st.integers(0, days * 86_400)
    return seconds.map(lambda n: (first + timedelta(seconds=n)).replace(tzinfo=UTC))


ZONES = (
    "Asia/Karachi",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/St_Johns",
    "Pacific/Apia",
)


@st.composite
def windows(draw):
    return CoverageWindow(
        draw(st.sampled_from(ZONES)),
        draw(st.sampled_from(WEEKS)),
        frozenset(draw(st.lists(st.dates(date(2025, 1, 1), date(2026, 12, 31)), max_size=4))),
        tuple(
            (start, start + length)
            for start, length in draw(
                st.lists(
                    st.tuples(instants(), st.timedeltas(timedelta(0), timedelta(days=3))),
                    max_size=2,
                )
            )
        ),
    )


targets = st.one_of(
    st.builds(Target, st.integers(1, 90) | st.floats(0.01, 90), st.just("clock_hours")),
    st.builds(Target, st.integers(1, 90) | st.floats(0.01, 90), st.just("coverage_hours")),
    st.builds(Target, st.integers(1, 5), st.just("business_days")),
)
weekday_sets = st.frozensets(st.integers(0, 6), min_size=1)


@st.composite
def policies(draw):
    return Policy(
        draw(targets),
        draw(windows()),
        draw(st.none() | windows()),
        tuple(draw(st.lists(st.tuples(weekday_sets, targets), max_size=2))),
    )
