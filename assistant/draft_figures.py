"""Figures of a draft sentence against its quotes: value, unit, comparator, and what they go with.

Every figure must stand in a quote with the same value and unit, however it is written
(*drie maanden*, *3 maanden*), and with the same comparison: *boven 55* is not *vanaf 55*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.draft_comparisons import compares_alike, signs, turned_round
from assistant.draft_denials import denials
from assistant.draft_fault import Fault, FaultKind
from assistant.draft_measures import coarser, ends_with
from assistant.draft_understood import left_to_reader
from assistant.draft_words import Statement
from corpus.figures import Figure
from corpus.numbers import WORDS, find_numbers

_MONTHS = {"months": 1.0, "years": 12.0}
_ROUGH_SHARE = 1e-9


def figure_faults(sentence: Statement, quotes: Sequence[Statement]) -> Iterator[Fault]:
    """What is wrong with the figures of a sentence; nothing when each stands in a quote so."""
    there = [(figure, quote) for quote in quotes for figure in quote.figures]
    for figure in sentence.figures:
        same = [(f, quote) for f, quote in there if same_value(figure, f)]
        if not same:
            if at_once(figure, sentence):
                continue
            if figure.value == 1 and any(_ONCE.search(quote.text.lower()) for quote in quotes):
                continue
            if figure.unit == "count" and plain_number(figure, quotes):
                continue
            if any(_edge(figure, f, sentence) for f, _ in there) or of_bounds(figure, quotes):
                continue
            if figure.comparator is None and any(coarser(figure, f, sentence) for f, _ in there):
                continue
            if left_to_reader(figure, sentence, quotes) or counts_a_list(figure, quotes):
                continue
            if any(ends_with(figure, f, sentence) for f, _ in there):
                continue
            kind: FaultKind = "date" if figure.unit in ("date", "period") else "figure"
            yield Fault(kind, figure.text)
        elif not (
            any(compares_alike(figure, sentence, f, quote) for f, quote in same)
            or any(_edge(figure, f, sentence) for f, _ in there)
            or any(denied_otherwise(figure, sentence, f, quote) for f, quote in same)
            or of_bounds(figure, quotes)
        ):
            yield Fault("comparator", figure.text)
    yield from _numbers_outside(sentence, quotes)


_LISTED = re.compile(r"(?:[^,;.:]+, ){1,9}[^,;.:]+ (?:en|of) [^,;.:]+")
_MOST_LISTED = 10


def counts_a_list(figure: Figure, quotes: Sequence[Statement]) -> bool:
    """*Vier eilanden* where a quote names four, or *drie stappen* where it gives three rates."""
    if figure.unit not in ("count", "times") or figure.comparator or not _few(figure):
        return False
    return any(
        found[0].count(", ") + 2 == figure.value
        for quote in quotes
        for found in _LISTED.finditer(quote.text)
    ) or any(
        [f.unit for f in quote.figures].count(unit) == figure.value
        for quote in quotes
        for unit in {f.unit for f in quote.figures} - {"count", "date", "period"}
    )


def _few(figure: Figure) -> bool:
    return isinstance(figure.value, int) and 2 <= figure.value <= _MOST_LISTED


def at_once(figure: Figure, sentence: Statement) -> bool:
    """*In één keer* counts nothing."""
    counted = figure.unit in ("times", "count") and figure.value == 1
    return counted and bool(_AT_ONCE.search(sentence.text[: figure.start].lower()))


def same_value(figure: Figure, other: Figure) -> bool:
    """Whether two figures give the same value, comparison apart: *een half jaar*, *zes maanden*."""
    if figure.unit == other.unit:
        return figure.value == other.value or _iso_alike(figure, other)
    ours, theirs = _in_months(figure), _in_months(other)
    if ours is not None and ours == theirs:
        return True
    if {figure.unit, other.unit} == {"EUR", "count"}:
        # *Een bedrag oplopend tot 6 miljoen*: the currency is left to the reader.
        return figure.value == other.value and all(_LARGE.search(f.text) for f in (figure, other))
    if {figure.unit, other.unit} == {"%", "share"}:
        return _close(figure, other)
    if {figure.unit, other.unit} <= {"age", "years"}:
        return figure.value == other.value
    if {figure.unit, other.unit} in ({"count", "age"}, {"count", "years"}):
        # *U moet minstens 21 zijn*: a bare number, its unit left to the reader.
        bare = figure if figure.unit == "count" else other
        return figure.value == other.value and bool(_BARE.search(bare.text))
    if {figure.unit, other.unit} == {"count", "times"}:
        return figure.value == other.value  # *vier keer een aanvraag*, *vier aanvragen*
    if {figure.unit, other.unit} == {"count", "hours"}:
        counted = figure if figure.unit == "count" else other
        return figure.value == other.value and counted.text.lower().endswith(("uren", "uur"))
    if {figure.unit, other.unit} <= {"date", "period"}:
        return figure.value == other.value
    return False


def _iso_alike(figure: Figure, other: Figure) -> bool:
    """A date without its year is the day of a date with one."""
    ours, theirs = str(figure.value), str(other.value)
    return figure.unit == "date" and ours.startswith("--") and theirs[4:] == ours[1:]


def denied_otherwise(figure: Figure, sentence: Statement, other: Figure, quote: Statement) -> bool:
    """*Meer dan 6 weken mag niet* says *niet meer dan 6 weken*: a denial more, the sign reversed."""
    ours, theirs = (
        denials(each) + bool(_TURNS.search(each.text.lower())) for each in (sentence, quote)
    )
    return abs(ours - theirs) == 1 and turned_round(figure, sentence, other, quote)


def rounds_on_denial(sentence: Statement, quotes: Sequence[Statement]) -> bool:
    """Whether a denial came or went because a comparison was turned round."""
    return any(
        same_value(figure, other)
        and not compares_alike(figure, sentence, other, quote)
        and denied_otherwise(figure, sentence, other, quote)
        for figure in sentence.figures
        for quote in quotes
        for other in quote.figures
    )


def _edge(figure: Figure, period: Figure, sentence: Statement) -> bool:
    """*Tot en met 30 november* is an end of a period that is given whole."""
    ends = str(period.value).split("/")
    if period.unit != "period" or len(ends) != 2 or figure.unit not in ("date", "period"):
        return False
    start, end = ends
    if figure.comparator in ("<=", "<"):
        return figure.value == end and ("met" in figure.text) == ("met" in period.text)
    if figure.comparator is None:
        # *De laatste dag is 30 november*, *u kunt van 1 februari af aanvragen*.
        said = signs(figure, sentence)
        return (figure.value == end and "<=" in said) or (figure.value == start and ">=" in said)
    return figure.value == start and figure.comparator == ">="


def of_bounds(figure: Figure, quotes: Sequence[Statement]) -> bool:
    """*14 tot 30 jaar* for *ten minste 14 en ten hoogste 30 jaar*, and the other way round."""
    for quote in quotes:
        if isinstance(figure.value, tuple):
            pairs = zip(quote.figures, quote.figures[1:], strict=False)
            if any(
                (low.value, high.value) == figure.value
                and high.unit == figure.unit
                and low.unit in (high.unit, "count")
                and low.comparator in (">=", None)
                and high.comparator in ("<=", "<")
                and high.start - low.end <= _BESIDE
                for low, high in pairs
            ):
                return True
            continue
        for other in quote.figures:
            if isinstance(other.value, tuple) and {figure.unit} <= {
                other.unit,
                "count",
                "years",
                "age",
            }:
                low_end, high_end = other.value
                if figure.value == low_end and figure.comparator == ">=":
                    return True
                if figure.value == high_end and figure.comparator == "<=":
                    return True
    return False


def _in_months(figure: Figure) -> float | None:
    if isinstance(figure.value, (int, float)) and figure.unit in _MONTHS:
        return figure.value * _MONTHS[figure.unit]
    return None


def _close(figure: Figure, other: Figure) -> bool:
    values = []
    for each in (figure, other):
        if not isinstance(each.value, (int, float)):
            return False
        values.append(each.value * 100 if each.unit == "share" else each.value)
    return abs(values[0] - values[1]) < _ROUGH_SHARE * 100


def plain_number(figure: Figure, quotes: Sequence[Statement]) -> bool:
    """A count whose number stands in a quote with a noun that the figure reader did not see."""
    return figure.value in {n for quote in quotes for n in _values(quote)} and not any(
        f.value == figure.value
        for quote in quotes
        for f in quote.figures
        if f.unit not in ("count", "times")
    )


def _values(statement: Statement) -> set[int | float]:
    return {number.value for number in find_numbers(statement.text.lower())}


_TURNS = re.compile(
    r"\bte (?:klein|kort|laag|weinig|jong|licht|laat|vroeg|groot|lang|hoog|veel|oud|zwaar|duur)\b|"
    r"\b(?:geweigerd|weigert|weigeren|verboden|uitgesloten|afgewezen|uitgezonderd)\b"
)
_BESIDE = 24
"""Characters between the two bounds of a range."""
_BARE = re.compile(r"\d(?: (?:of|en) (?:ouder|jonger))?\Z")
_LARGE = re.compile(r"miljoen|miljard|mln|mld")
_ONCE = re.compile(
    r"\b(?:eenmalig\w*|eenmaal|[eé][eé]n keer|[eé][eé]nmaal|eens (?:per|in)|jaarlijks\w*|maandelijks\w*|wekelijks\w*|dagelijks\w*)\b"
)
_AT_ONCE = re.compile(r"\bin\s*\Z")
_ORDINAL = {"1": "eerste", "2": "tweede", "3": "derde", "4": "vierde", "5": "vijfde"}


_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBERED = re.compile(r"\b(\d{1,3})(?:e|de|ste)\b")


def _numbers_outside(sentence: Statement, quotes: Sequence[Statement]) -> Iterator[Fault]:
    """Digits and number words that are part of no figure must stand in a quote as they are."""
    inside = [(f.start, f.end) for f in sentence.figures]
    text = sentence.text
    for match in _DIGITS.finditer(text):
        if any(a <= match.start() < b for a, b in inside):
            continue
        whole = re.compile(rf"(?<!\d)(?<!\d[.,]){re.escape(match.group())}(?!\d)(?![.,]\d)")
        nth = (
            _ORDINAL.get(match.group())
            if re.match(r"(?:e|ste|de)\b", text[match.end() :])
            else None
        )
        if nth and any(nth in quote.norms for quote in quotes):
            continue
        if not any(whole.search(quote.text) for quote in quotes):
            yield Fault("figure", match.group())
    known = {value for quote in quotes for value in _values(quote)}
    known |= {int(m[1]) for q in quotes for m in _NUMBERED.finditer(q.text)}
    for match in re.finditer(r"[a-zéë]{3,40}", text.lower()):
        value = WORDS.get(match.group())
        if value is None or match.group() in ("een", "één", "eén", "half", "halve", "elf"):
            continue
        if any(a <= match.start() < b for a, b in inside) or value in known:
            continue
        yield Fault("figure", match.group())
