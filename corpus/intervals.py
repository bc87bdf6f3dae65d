"""Intervals of numbers and of days, to compare what two figures say."""

from __future__ import annotations

import re

Interval = tuple[float, bool, float, bool]  # low, low included, high, high included


def within(inner: Interval, outer: Interval) -> bool:
    low = inner[0] > outer[0] or (inner[0] == outer[0] and (outer[1] or not inner[1]))
    high = inner[2] < outer[2] or (inner[2] == outer[2] and (outer[3] or not inner[3]))
    return low and high


def disjoint(left: Interval, right: Interval) -> bool:
    return left[2] < right[0] or (left[2] == right[0] and not (left[3] and right[1]))


def compared(low: float, high: float, comparator: str | None, margin: float) -> Interval:
    """What a figure from ``low`` to ``high`` covers, given its comparator; ``margin`` for ``~``."""
    infinite = float("inf")
    match comparator:
        case ">=":
            return low, True, infinite, False
        case ">":
            return high, False, infinite, False
        case "<=":
            return -infinite, False, high, True
        case "<":
            return -infinite, False, low, False
        case _:
            return (
                low - margin * (comparator == "~"),
                True,
                high + margin * (comparator == "~"),
                True,
            )


Day = tuple[int, int, int]  # year, month, day
_SEASON = re.compile(r"-(?:spring|summer|autumn|winter)\Z")


def bounds(value: str) -> tuple[Day, Day] | None:
    """First and last day of a value; the year is 0 for dates without one; None if unreadable.

    A season counts as its whole year: wider than it is, so that nothing follows from it too soon.
    """
    low, _, high = value.partition("/")
    first, last = _day(low, first=True), _day(high or low, first=False)
    return (first, last) if first and last and (first[0] == 0) == (last[0] == 0) else None


def _day(value: str, *, first: bool) -> Day | None:
    match = re.fullmatch(r"(-|[0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?(?:-[a-z]+)?", value)
    if match is None:
        return None
    year = 0 if match[1] == "-" else int(match[1])
    month = int(match[2] or (1 if first else 12))
    return year, month, int(match[3] or (1 if first else 31))


def is_season(value: object) -> bool:
    """Whether a value is a year with its season."""
    return isinstance(value, str) and _SEASON.search(value) is not None
