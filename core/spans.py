"""Spans with a start and an end, of times or of numbers: sorted, and none touching another."""

from collections.abc import Iterable
from typing import Any


def joined(spans: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """The same spans sorted and disjoint: those that touch or overlap have become one."""
    found: list[tuple[Any, Any]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
