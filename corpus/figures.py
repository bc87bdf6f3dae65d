"""Figures in Dutch text: values with a unit, exactly as they stand there.

Figures are only ever copied, never re-formatted: ``text[f.start:f.end] == f.text``. The value
serves comparing. Numbers that only name something (``artikel 5``) are no figures, and neither is
a vague *verdubbeld* or the article *een*.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.comparators import comparison_before
from corpus.dates import DateSpan, bounds, find_dates
from corpus.identifiers import blank, identifier_spans
from corpus.quantities import Span, Value, find_counts, find_shares, find_with_unit


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit, as it stands in a text.

    Attributes:
        start, end: half-open span in the text that was searched, comparator and unit included.
        value: a number, ``(low, high)`` for a range, ISO text for dates and periods.
        unit: ``EUR``, ``%``, ``procentpunt``, ``date``, ``period``, ``age`` (years), ``years``,
            ``months``, ``weeks``, ``days``, ``hours``, ``count``, ``share`` (1 is the whole) or
            ``times``.
        comparator: ``>=``, ``>``, ``<=``, ``<``, ``~`` or None; None for every range.
    """

    start: int
    end: int
    text: str
    value: Value
    unit: str
    comparator: str | None


def find_figures(text: str) -> list[Figure]:
    """Figures in ``text``, in order, not overlapping; never raises on any text."""
    plain = _plain(text)
    plain = blank(plain, identifier_spans(text, plain))
    spans = find_shares(plain)
    spans += find_with_unit(_without(plain, spans))
    rest = _without(plain, spans)
    spans += [_dated(rest, span) for span in find_dates(rest)]
    spans += find_counts(_without(plain, spans))
    figures: list[Figure] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not figures or span.start >= figures[-1].end:
            figures.append(Figure(span.start, span.end, text[span.start : span.end], *span[2:]))
    return figures


def _without(text: str, spans: list[Span]) -> str:
    return blank(text, [(span.start, span.end) for span in spans])


_FOLDED = {0x202F: "\u00a0", 0x2009: "\u00a0", 0x2007: "\u00a0", 0x2011: "-", 0x2212: "-", 9: " "}
_WRAP = re.compile(r"(?<!\n)\n(?!\n|[-•*\s]|[0-9]{1,2}[.)]\s)")


def _plain(text: str) -> str:
    """``text`` in lower case with plain spaces and hyphens, exactly as long as ``text``.

    A single line break inside a paragraph is a space; an empty line stays a border.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters get longer in lower case
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return _WRAP.sub(" ", lowered.translate(_FOLDED))


_DATE_COMPARATORS = {
    "vanaf": ">=", "met ingang van": ">=", "na": ">", "later dan": ">", "tot en met": "<=",
    "t/m": "<=", "uiterlijk": "<=", "niet later dan": "<=", "tot": "<", "vóór": "<", "voor": "<",
    "eerder dan": "<",
}  # fmt: skip


def _dated(text: str, span: DateSpan) -> Span:
    """The date with its comparator. *voor* is "before" only with a day: *voor 2012* is "for"."""
    before = comparison_before(text, span.start)
    sign = _DATE_COMPARATORS.get(before.words) if before else None
    if (
        before
        and sign
        and not (before.words == "voor" and len(span.value) < 8 and "/" not in span.value)
    ):
        if not (before.words == "voor" and span.unit == "period"):
            return Span(before.at, span.end, span.value, span.unit, sign)
    return Span(span.start, span.end, span.value, span.unit, None)


Interval = tuple[float, bool, float, bool]  # low, low included, high, high included


def satisfies(fact: Figure, condition: Figure) -> bool | None:
    """Whether ``fact`` lies within what ``condition`` asks.

    A fact that is itself a range or a comparison satisfies when all of it lies inside, and fails
    when none does. ``circa`` is read as 10% to either side.

    Returns:
        True or False, or None where that cannot be said: other units, or only partly inside.
    """
    if {fact.unit, condition.unit} <= {"date", "period"}:
        inside, allowed = _days(fact), _days(condition)
    elif fact.unit == condition.unit and _same_things(fact, condition):
        inside, allowed = _numbers(fact), _numbers(condition)
    else:
        return None
    if inside is None or allowed is None:
        return None
    if _disjoint(inside, allowed) or _disjoint(allowed, inside):
        return False
    if (
        "-s" in str(condition.value)
        or "-autumn" in str(condition.value)
        or "-w" in str(condition.value)
    ):
        return None
    return True if _within(inside, allowed) else None


def _within(inner: Interval, outer: Interval) -> bool:
    low = inner[0] > outer[0] or (inner[0] == outer[0] and (outer[1] or not inner[1]))
    high = inner[2] < outer[2] or (inner[2] == outer[2] and (outer[3] or not inner[3]))
    return low and high


def _disjoint(left: Interval, right: Interval) -> bool:
    return left[2] < right[0] or (left[2] == right[0] and not (left[3] and right[1]))


def _numbers(figure: Figure) -> Interval | None:
    value = figure.value
    if isinstance(value, tuple):
        # "van 18 tot 27 jaar" leaves out 27; "tussen" and "tot en met" take it in.
        words = figure.text.lower()
        open_end = figure.unit == "age" and " tot " in words and "en met" not in words
        return value[0], True, value[1], not open_end
    if value is None or isinstance(value, str):
        return None
    return _compared(value, value, figure.comparator, 0.1 * abs(value))


def _days(figure: Figure) -> Interval | None:
    span = bounds(figure.value) if isinstance(figure.value, str) else None
    if span is None:
        return None
    first, last = (float(year * 10_000 + month * 100 + day) for year, month, day in span)
    if first < 10_000:  # no year: keep apart from every year
        first, last = first - 1e9, last - 1e9
    return _compared(first, last, figure.comparator, 0.0)


def _compared(low: float, high: float, comparator: str | None, margin: float) -> Interval:
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


_LAST_WORD = re.compile(r"[^\W\d_]{3,}\Z")


def _same_things(fact: Figure, condition: Figure) -> bool:
    """Counts compare only when they count the same thing, as far as their nouns tell."""
    if fact.unit != "count":
        return True
    nouns = [_LAST_WORD.search(figure.text.lower()) for figure in (fact, condition)]
    if nouns[0] is None or nouns[1] is None or "meer" in (nouns[0][0], nouns[1][0]):
        return True
    left, right = sorted((nouns[0][0], nouns[1][0]), key=len)
    return right.startswith(left.removesuffix("en").removesuffix("s"))
