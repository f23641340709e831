"""A pytest plugin for dev/test: chooses the stage's tests and writes down what became of them.

ECOSIRE_STAGE `models` takes Odoo's tests that need nothing else, `browser` those with processes of
their own (tours in a browser, several servers), `apps` those tagged `needs_account`, which need Odoo's
accounting, and once more those tagged `among_apps`, which must hold whatever else is installed;
anything else takes all the rest. Tests tagged (or marked) `long` run when ECOSIRE_LONG is set.
The counts go to the file ECOSIRE_REPORT names.
"""

import json
import os
import time
from pathlib import Path

import pytest

STAGE = os.environ.get("ECOSIRE_STAGE", "")
LONG = bool(os.environ.get("ECOSIRE_LONG"))
LEFT_OUT = pytest.StashKey[int]()
START = time.monotonic()
WORSE = ("passed", "skipped", "failed")
outcomes: dict[str, str] = {}
skips: list[str] = []


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "long: takes minutes; only with dev/test --long")


def needs_processes(item: pytest.Item) -> bool:
    """Whether the test needs a web server, and so most likely a browser, or several servers."""
    bases = {base.__name__ for base in getattr(item.cls, "__mro__", ())}
    return not bases.isdisjoint({"HttpCase", "ConcurrencyCase"})


def is_long(item: pytest.Item) -> bool:
    """Whether the test takes minutes: by pytest's mark or by Odoo's tag, on class or method."""
    return bool(item.get_closest_marker("long")) or "long" in getattr(item.cls, "test_tags", ())


def belongs_here(item: pytest.Item) -> bool:
    """Whether the test is for a database like this one: with Odoo's apps, or without."""
    tags = getattr(item.cls, "test_tags", ())
    if STAGE == "apps":
        return "needs_account" in tags or "among_apps" in tags
    return "needs_account" not in tags


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests of this stage."""
    wanted = {"models": lambda other: not other, "browser": lambda other: other}.get(STAGE)
    place = [item for item in items if belongs_here(item)]
    kept = [item for item in place if wanted is None or wanted(needs_processes(item))]
    short = [item for item in kept if LONG or not is_long(item)]
    config.stash[LEFT_OUT] = len(kept) - len(short)
    dropped = [item for item in items if item not in set(short)]
    if dropped:
        config.hook.pytest_deselected(items=dropped)
    items[:] = short


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note the worst that became of each test: in it, around it or in one of its subtests."""
    if report.when == "call" or not report.passed:
        worst = max(outcomes.get(report.nodeid, "passed"), report.outcome, key=WORSE.index)
        outcomes[report.nodeid] = worst
    if report.skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        skips.append(f"{report.nodeid}: {reason}")


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """Count a file that cannot be read as a failure."""
    if report.failed or report.skipped:
        outcomes[report.nodeid] = report.outcome
    if report.skipped:
        skips.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave the counts to dev/test."""
    ends = list(outcomes.values())
    report: dict = {kind: ends.count(kind) for kind in WORSE}
    report |= {"deselected": session.config.stash.get(LEFT_OUT, 0), "skips": skips}
    report["seconds"] = time.monotonic() - START
    if target := os.environ.get("ECOSIRE_REPORT"):
        Path(target).write_text(json.dumps(report))
