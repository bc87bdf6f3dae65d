"""Quantities in lower-case Dutch text: amounts, percentages, ages, durations, counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.ages import bare_is_age, jarige_is_age, years_are_age
from corpus.comparators import (
    DURATIONS,
    Comparison,
    Span,
    Value,
    comparison_after,
    comparison_before,
    fitting,
)
from corpus.counts import noun_end
from corpus.dates import MONTH_AFTER
from corpus.numbers import Number, find_numbers, scaled

_UNIT = re.compile(
    r"[ \u00a0]{0,3}(?:"
    r"(?P<EUR>euro(?![’'\w-])|eur(?!\w)|€(?![ \u00a0]?[0-9]))"
    r"|(?P<procentpunt>procentpunt(?:en)?(?!\w)|%-punt(?:en)?(?!\w))"
    r"|(?P<percent>%(?!-?\w)|procent(?!\w)|percent(?!\w)|pct(?!\w)\.?)"
    r"|(?P<jarige>-?jarigen?(?!\w)|-?jarig(?!\w))"
    r"|(?P<plus>[- ]?plus(?:sers?|’ers|'ers)?(?!\w)|\+(?![0-9])(?:[’']?ers)?)"
    r"|(?:hee?le?[ \u00a0]|volledige?[ \u00a0]|volle?[ \u00a0]|kalender)?"
    r"(?:(?P<years>jaar(?!\w)|jaren(?!\w))|(?P<months>maand(?:en)?(?!\w))"
    r"|(?P<weeks>week(?!\w)|weken(?!\w))|(?P<days>(?:werk|kalender)?dag(?:en)?(?!\w)|etmalen(?!\w))"
    r"|(?P<hours>uur(?!\w)|uren(?!\w))|(?P<minutes>minuut(?!\w)|minuten(?!\w)))"
    r"|(?P<times>keer(?!\w)|maal(?!\w)|x(?!\w))"
    r")"
)
_RANGE = re.compile(
    r"[ \u00a0]{0,2}[-–—][ \u00a0]{0,2}|[ \u00a0]{1,3}(?:tot en met|tot|t/m|à|a)[ \u00a0]{1,3}(?:de )?"
)
_AND = re.compile(r"[ \u00a0]{1,3}en[ \u00a0]{1,3}(?:de )?")
_OPENING = re.compile(r"(?<!\w)(tussen|van)[ \u00a0]{1,3}(?:de )?\Z")
_MINUS = re.compile(r"(?<![^\s(])-\Z")
_ARTICLE_UNITS = {"years", "months", "weeks", "days", "hours", "minutes", "percent", "procentpunt"}


class _Quantity(NamedTuple):
    """One number or a range of two, as a span with its value; ``words`` are the first number's."""

    first: Number
    last: Number
    start: int
    end: int
    value: int | float | tuple[float, float]

    @property
    def ranged(self) -> bool:
        return isinstance(self.value, tuple)

    @property
    def top(self) -> float:
        return self.value[1] if isinstance(self.value, tuple) else self.value


def find_with_unit(text: str) -> list[Span]:
    """Amounts, percentages, ages, durations and times."""
    spans: list[Span] = []
    for quantity in _quantities(text, units=True):
        span = _with_unit(text, quantity)
        if span and not (spans and span.start < spans[-1].end):
            spans.append(span)
    return spans


def find_counts(text: str) -> list[Span]:
    """Numbers with a noun, or in digits without one."""
    spans: list[Span] = []
    for quantity in _quantities(text, units=False):
        span = _count(text, quantity)
        if span and not (spans and span.start < spans[-1].end):
            spans.append(span)
    return spans


def _quantities(text: str, *, units: bool) -> Iterator[_Quantity]:
    numbers = list(find_numbers(text))
    skip = -1
    for at, number in enumerate(numbers):
        if at <= skip:
            continue
        following = numbers[at + 1] if at + 1 < len(numbers) else None
        joined = _range(text, number, following, units=units) if following else None
        if joined:
            skip = at + 1
        yield joined or _Quantity(number, number, number.start, number.end, number.value)


def _range(text: str, low: Number, high: Number, *, units: bool) -> _Quantity | None:
    """The two numbers as one range, where the words between and after them make it one."""
    if low.article or low.glued:
        return None
    opening = _OPENING.search(text[max(0, low.start - 12) : low.start])
    own_unit = _UNIT.match(text, low.end) if units else None
    gap_start = own_unit.end() if own_unit else low.end
    if high.start < gap_start or high.start - gap_start > 24:
        return None
    gap = text[gap_start : high.start]
    tussen = bool(opening and opening[1] == "tussen")
    if not (_RANGE.fullmatch(gap) or (tussen and _AND.fullmatch(gap))):
        return None
    unit = _UNIT.match(text, high.end)
    kind = _kind(unit, high)
    if units and kind is None:
        return None
    if own_unit and _kind(own_unit, low) != kind:
        return None
    if low.euro and kind != "EUR":
        return None
    low_value = low.value
    shared = low.factor == 1 and high.factor > 1 and low.bare < high.bare and not own_unit
    if shared:
        low_value = scaled(low.bare, high.factor)
    if low_value >= high.value:
        return None
    start = low.start - len(opening[0]) if opening else low.start
    return _Quantity(low, high, start, high.end, (low_value, high.value))


def _kind(unit: re.Match[str] | None, number: Number) -> str | None:
    if number.euro:
        return "EUR"
    return unit.lastgroup if unit else None


def _with_unit(text: str, quantity: _Quantity) -> Span | None:
    number = quantity.last
    match = _UNIT.match(text, quantity.end)
    kind = _kind(match, number)
    if kind is None or (number.article and kind not in _ARTICLE_UNITS):
        return None
    if number.article and number.factor == 1 and kind == "hours":
        return None
    if number.word and number.bare == 0.5 and kind not in DURATIONS:
        return None
    end = quantity.end if number.euro or match is None else match.end()
    start = quantity.start
    if number.word and number.bare == 0.5 and text[max(0, start - 4) : start] == "een ":
        start -= 4
    before = None if quantity.ranged else comparison_before(text, start)
    after = None if quantity.ranged else comparison_after(text, end)
    value = quantity.value
    if (
        kind in ("percent", "procentpunt")
        and not quantity.ranged
        and _MINUS.search(text[max(0, start - 2) : start])
    ):
        start, value = start - 1, -number.value
    if kind == "percent":
        kind = "%"
    elif kind == "plus":
        return Span(start, end, value, "age", ">=") if not quantity.ranged else None
    elif kind == "jarige":
        kind = "age" if jarige_is_age(text, start, end, quantity.top) else "years"
    elif kind == "years":
        words = before.words if before else after.words if after else ""
        left = before.at if before else start
        right = after.at if after and after.words in ("ouder", "jonger") else end
        words = after.words if after and after.words in ("ouder", "jonger") else words
        if not number.article and years_are_age(
            text, left, right, quantity.top, words, quantity.ranged
        ):
            kind = "age"
    before = fitting(before, kind, text)
    if (
        after
        and (kind in ("%", "EUR", "times") or kind in DURATIONS)
        and after.words in ("ouder", "jonger")
    ):
        after = None
    return _spanned(start, end, value, kind, before, after)


def _spanned(
    start: int,
    end: int,
    value: Value,
    unit: str,
    before: Comparison | None,
    after: Comparison | None,
) -> Span:
    if before:
        return Span(before.at, end, value, unit, before.comparator)
    if after:
        return Span(start, after.at, value, unit, after.comparator)
    return Span(start, end, value, unit, None)


def _count(text: str, quantity: _Quantity) -> Span | None:
    number, start, end = quantity.last, quantity.start, quantity.end
    if number.glued:
        return _glued(text, quantity)
    if number.word and number.factor == 1 and (number.article or number.bare % 1):
        return None
    if MONTH_AFTER.match(text, end):  # a day that the calendar does not have
        return None
    before = None if quantity.ranged else comparison_before(text, start)
    if not quantity.ranged and not number.word:
        words = before.words if before else ""
        if bare_is_age(text, before.at if before else start, end, number.value, words):
            before = fitting(before, "age", text)
            return _spanned(start, end, number.value, "age", before, None)
    before = fitting(before, "count", text)
    after = None if quantity.ranged else comparison_after(text, end)
    counted = after.at if after else end
    noun = noun_end(text, counted, plural=quantity.top != 1)
    if noun is None and number.word and number.factor == 1:
        return None
    if noun and not before and not after and not quantity.ranged:
        after = comparison_after(text, noun)  # "10 werknemers of meer"
        noun = after.at if after else noun
    if before:
        return Span(before.at, noun or counted, quantity.value, "count", before.comparator)
    return Span(
        start, noun or counted, quantity.value, "count", after.comparator if after else None
    )


def _glued(text: str, quantity: _Quantity) -> Span | None:
    """``tweetal experimenten``, ``driemaal`` (the times and ages are found with their unit)."""
    if not text.startswith("tal", quantity.end):
        return None
    end = quantity.end + (6 if text.startswith("tallen", quantity.end) else 3)
    return (
        None
        if end - quantity.end == 6
        else Span(quantity.start, noun_end(text, end) or end, quantity.value, "count", None)
    )
