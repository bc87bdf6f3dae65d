"""Figures in Dutch text: values with a unit, exactly as they stand there.

Figures are only ever copied, never re-formatted: ``text[f.start:f.end] == f.text``. The value
serves comparing. Numbers that only name something (``artikel 5``) are no figures, and neither is
a vague *verdubbeld* or the article *een*.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.comparators import Span, Value, comparison_before
from corpus.dates import DateSpan, find_dates
from corpus.identifiers import blank, identifier_spans
from corpus.intervals import Interval, bounds, compared, disjoint, within
from corpus.quantities import find_counts, find_with_unit
from corpus.shares import find_shares


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
    "eerder dan": "<", "niet eerder dan": ">=", "niet voor": ">=", "niet vóór": ">=", "niet na": "<=",
}  # fmt: skip


def _dated(text: str, span: DateSpan) -> Span:
    """The date with its comparator. *voor* is "before" only with a day: *voor 2012* is "for"."""
    before = comparison_before(text, span.start)
    sign = _DATE_COMPARATORS.get(before.words) if before else None
    exact_day = (
        span.unit == "date" and len(span.value) >= len("--03-20") and span.value.count("-") > 1
    )
    if before is None or sign is None or (before.words == "voor" and not exact_day):
        return Span(*span, None)
    return Span(before.at, span.end, span.value, span.unit, sign)


def satisfies(fact: Figure, condition: Figure) -> bool | None:
    """Whether ``fact`` lies within what ``condition`` asks.

    A fact that is itself a range or a comparison satisfies when all of it lies inside, and fails
    when none does. ``circa`` is read as 10% to either side.

    Returns:
        True or False, or None where that cannot be said: other units, or only partly inside.
    """
    if {fact.unit, condition.unit} <= {"date", "period"}:
        if str(fact.value).startswith("--") != str(condition.value).startswith("--"):
            return None  # a day of no year is before or after nothing
        inside, allowed = _days(fact), _days(condition)
    elif fact.unit == condition.unit and _same_things(fact, condition):
        inside, allowed = _numbers(fact), _numbers(condition)
    else:
        return None
    if inside is None or allowed is None:
        return None
    if disjoint(inside, allowed) or disjoint(allowed, inside):
        return False
    if (
        "-s" in str(condition.value)
        or "-autumn" in str(condition.value)
        or "-w" in str(condition.value)
    ):
        return None
    return True if within(inside, allowed) else None


def _numbers(figure: Figure) -> Interval | None:
    value = figure.value
    if isinstance(value, tuple):
        # "van 18 tot 27 jaar" leaves out 27; "tussen" and "tot en met" take it in.
        words = figure.text.lower()
        open_end = figure.unit == "age" and " tot " in words and "en met" not in words
        return value[0], True, value[1], not open_end
    if value is None or isinstance(value, str):
        return None
    return compared(value, value, figure.comparator, 0.1 * abs(value))


def _days(figure: Figure) -> Interval | None:
    span = bounds(figure.value) if isinstance(figure.value, str) else None
    if span is None:
        return None
    first, last = (float(year * 10_000 + month * 100 + day) for year, month, day in span)
    return compared(first, last, figure.comparator, 0.0)


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
