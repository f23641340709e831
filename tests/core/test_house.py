"""The rules of the house that core/ has to keep, and what it takes for granted about zones."""

import ast
import sys
from pathlib import Path
from zoneinfo import _zoneinfo, available_timezones

import pytest

import core

FOLDER = Path(core.__file__).parent
FILES = sorted(FOLDER.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_only_the_standard_library_and_relative_imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module]
        else:
            continue
        for name in names:
            assert name.split(".")[0] in sys.stdlib_module_names, name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_are_short_and_say_what_they_are(path):
    text = path.read_text()
    assert text.count("\n") < 300
    assert ast.get_docstring(ast.parse(text))


def test_no_zone_changes_its_clock_twice_within_two_days():
    """core/timeline.py takes a day of 24 hours to be one without a clock change.

    Only the pure Python zoneinfo shows its transitions, hence the private import.
    """
    for name in sorted(available_timezones()):
        changes = _zoneinfo.ZoneInfo.no_cache(name)._trans_utc
        gaps = [b - a for a, b in zip(changes, changes[1:], strict=False)]
        assert min(gaps, default=999_999) > 2 * 86_400, name
