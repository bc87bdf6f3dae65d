"""Quantities in lower-case Dutch text: amounts, percentages, ages, durations, shares, counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.ages import bare_is_age, jarige_is_age, years_are_age
from corpus.comparators import Comparison, comparison_after, comparison_before
from corpus.counts import noun_end
from corpus.numbers import WORDS, Number, find_numbers, scaled

Value = float | int | str | tuple[float, float] | None


class Span(NamedTuple):
    """A figure without its text: half-open span, value, unit, comparator."""

    start: int
    end: int
    value: Value
    unit: str
    comparator: str | None


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
    r"|(?P<hours>uur(?!\w)|uren(?!\w)))"
    r"|(?P<times>keer(?!\w)|maal(?!\w)|x(?!\w))"
    r")"
)
_RANGE = re.compile(
    r"[ \u00a0]{0,2}[-–—][ \u00a0]{0,2}|[ \u00a0]{1,3}(?:tot en met|tot|t/m|à|a)[ \u00a0]{1,3}(?:de )?"
)
_AND = re.compile(r"[ \u00a0]{1,3}en[ \u00a0]{1,3}(?:de )?")
_OPENING = re.compile(r"(?<!\w)(tussen|van)[ \u00a0]{1,3}(?:de )?\Z")
_ARTICLE_UNITS = {"years", "months", "weeks", "days", "hours", "percent", "procentpunt"}
_SHARE = re.compile(
    r"(?<![\w-])(?:(?P<half>(?:de|andere|een|één)[ \u00a0]helft)(?!\w)"
    r"|(?P<word>(?:een|één|twee|drie|vier|[1-9])[ -]?(?:derden?|kwart|vierden?|vijfden?|zesden?|achtsten?"
    r"|tienden?))(?!\w)(?P<certain>(?=[ \u00a0](?:van|deel)(?!\w)|[.,;?!)]|[ \u00a0]?\Z))?"
    r"|(?P<frac>[1-9]/[1-9][0-9]?)(?=[ \u00a0](?:van|deel)(?!\w))"
    r"|(?P<n>[a-zé]{3,7}|[0-9]{1,3})[ \u00a0](?P<joint>op|van)[ \u00a0]de[ \u00a0](?:elke[ \u00a0])?(?P<m>[a-z]{3,9}|[0-9]{1,4})(?![\w.,]*[0-9])(?!\w)"
    r")"
)
_CHANGE = re.compile(
    r"(?:stijg|steeg|stegen|gesteg|daal|daling|gedaald|verho+g|verla+g|oplo|opgelop|groei|toegenomen"
    r"|afgenomen|terug|van)[^.;:?!\n]{0,20}\Z"
)
_DURATIONS = {"years", "months", "weeks", "days", "hours"}
# Words of comparison that mean something else before this kind of figure ("onder 50 bedrijven").
_DATE_WORDS = {"na", "voor", "vóór", "uiterlijk", "met ingang van", "later dan", "eerder dan"}
_AGE_WORDS = {"ouder dan", "jonger dan", "niet ouder dan", "niet jonger dan"}
_PARTS = {"kwart": 4, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "achtste": 8, "tiende": 10}


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


def find_shares(text: str) -> list[Span]:
    """Parts of a whole: ``de helft``, ``twee derde van``, ``4 op de 10``."""
    spans = []
    for match in _SHARE.finditer(text):
        value = _share(match)
        if value is not None:
            before = _allowed(comparison_before(text, match.start()), "share", text)
            sign = before.comparator if before else None
            spans.append(
                Span(before.at if before else match.start(), match.end(), value, "share", sign)
            )
    return spans


def _share(match: re.Match[str]) -> float | None:
    if match["half"]:
        return 0.5
    if match["frac"]:
        over, under = match["frac"].split("/")
        return int(over) / int(under) if int(over) < int(under) else None
    if match["n"]:
        over_value, under_value = _small(match["n"]), _small(match["m"])
        if match["n"] == "een" and match["joint"] == "van":
            return None  # "een van de drie" picks one
        return over_value / under_value if 0 < over_value < under_value else None
    count, part = re.fullmatch(
        r"(een|één|twee|drie|vier|[1-9])[ -]?(kwart|derde|vierde|vijfde|zesde|achtste|tiende)n?",
        match["word"],
    ).groups()  # type: ignore[union-attr]
    value = _small(count) / _PARTS[part]
    # "een derde partij" is the third one; "een kwart" and "twee derde" are always parts.
    sure = match["certain"] is not None or part == "kwart" or _small(count) > 1
    return value if sure and value < 1 else None


def _small(text: str) -> float:
    return int(text) if text.isdigit() else WORDS.get(text, 0)


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
    if quantity.value in (0.5,) and kind not in _DURATIONS:
        return None
    end = quantity.end if number.euro or match is None else match.end()
    start = quantity.start
    if number.bare == 0.5 and text[max(0, start - 4) : start] == "een ":
        start -= 4
    before = None if quantity.ranged else comparison_before(text, start)
    after = None if quantity.ranged else comparison_after(text, end)
    value = quantity.value
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
        if years_are_age(text, left, right, quantity.top, words, quantity.ranged):
            kind = "age"
    before = _allowed(before, kind, text)
    if (
        after
        and (kind in ("%", "EUR", "times") or kind in _DURATIONS)
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


def _allowed(before: Comparison | None, unit: str, text: str) -> Comparison | None:
    """The comparison, unless its words mean something else before a figure of this unit."""
    if before is None or before.words in _DATE_WORDS:
        return None
    words = before.words
    if words in _AGE_WORDS and unit not in ("age", *_DURATIONS):
        return None
    if words == "binnen" and unit not in _DURATIONS:
        return None
    if words == "onder" and unit in ("count", "share", "times"):
        return None
    if words == "tot" and unit != "age":
        if unit in ("count", "share", "times") or _CHANGE.search(
            text[max(0, before.at - 50) : before.at]
        ):
            return None
        return before._replace(comparator="<=")
    return before


def _count(text: str, quantity: _Quantity) -> Span | None:
    number, start, end = quantity.last, quantity.start, quantity.end
    if number.glued:
        return _glued(text, quantity)
    if number.article and number.factor == 1 or number.bare in (0.5, 1.5, 2.5, 3.5):
        return None
    before = None if quantity.ranged else comparison_before(text, start)
    if not quantity.ranged and not number.word:
        words = before.words if before else ""
        if bare_is_age(text, before.at if before else start, end, number.value, words):
            before = _allowed(before, "age", text)
            return _spanned(start, end, number.value, "age", before, None)
    before = _allowed(before, "count", text)
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
