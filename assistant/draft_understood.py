"""Figures of a draft sentence that no quote has so, and that say nothing its quotes do not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft_rates import rates
from assistant.draft_words import Statement
from corpus.figures import Figure
from corpus.numbers import WORDS

_A_UNIT = re.compile(r"(?:een|één) (?:kalender)?(uur|dag|week|maand|kwartaal|halfjaar|jaar)")
_PERIODIC = {
    "years": re.compile(r"\b(\w{3,9}?)(?:jaarlijks|jarig)"),
    "days": re.compile(r"\b(\w{3,9}?)daags"),
    "weeks": re.compile(r"\b(\w{3,9}?)(?:wekelijks|weeks)"),
    "months": re.compile(r"\b(\w{3,9}?)(?:maandelijks|maands)"),
}
_ONLY_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[a-zë]+")
_WHOLE = re.compile(r"\b(?:heel|hele|gehele)(?: jaar)?\s*\Z")
_WITHIN = re.compile(r"\b(?:in|per|over)\s*\Z")


def left_to_reader(figure: Figure, sentence: Statement, quotes: Sequence[Statement]) -> bool:
    """Whether a figure stands in no quote so, and yet says nothing that the quotes do not say."""
    return (
        each_unit(figure, sentence, quotes)
        or periodic(figure, quotes)
        or _without_unit(figure, sentence, quotes)
        or _whole_year(figure, sentence, quotes)
        or _times_over(figure, sentence, quotes)
        or _halved(figure, quotes)
    )


def _without_unit(figure: Figure, sentence: Statement, quotes: Sequence[Statement]) -> bool:
    """*Nu 12 weken, eerst waren het er 20*: a bare number beside another figure of its unit."""
    beside = {f.unit for f in sentence.figures if f is not figure}
    return (
        figure.unit == "count"
        and bool(_ONLY_NUMBER.fullmatch(figure.text))
        and any(f.value == figure.value and f.unit in beside for q in quotes for f in q.figures)
    )


def _whole_year(figure: Figure, sentence: Statement, quotes: Sequence[Statement]) -> bool:
    """*Heel 2026* for *1 januari tot en met 31 december 2026*."""
    year = str(figure.value)
    return bool(_WHOLE.search(sentence.text[: figure.start].lower())) and any(
        f.value == f"{year}-01-01/{year}-12-31" for quote in quotes for f in quote.figures
    )


def _times_over(figure: Figure, sentence: Statement, quotes: Sequence[Statement]) -> bool:
    """*Twee keer zo hoog* for *verdubbeld*."""
    after = sentence.text[figure.end :].lower().startswith(" zo ")
    grown = {"verdubbel": 2, "verdrievoudig": 3, "verviervoudig": 4, "vertienvoudig": 10}
    return (
        after
        and figure.unit in ("times", "count")
        and any(
            value == figure.value and word in quote.text.lower()
            for word, value in grown.items()
            for quote in quotes
        )
    )


def _halved(figure: Figure, quotes: Sequence[Statement]) -> bool:
    """*De helft* for *gehalveerd*."""
    return (
        figure.unit == "share" and figure.value == _HALF and any("halve" in q.text for q in quotes)
    )


_HALF = 0.5


def each_unit(figure: Figure, sentence: Statement, quotes: Sequence[Statement]) -> bool:
    """*In een kalenderjaar* counts no years where the quote has *per kalenderjaar*."""
    unit = _A_UNIT.fullmatch(figure.text.lower())
    if unit is None or not _WITHIN.search(sentence.text[: figure.start].lower()):
        return False
    return any(unit[1] == rate for q in quotes for rate, _ in rates(q.text))


def periodic(figure: Figure, quotes: Sequence[Statement]) -> bool:
    """*Elke twee jaar* for *tweejaarlijks*, *vier dagen* for *vierdaags*."""
    pattern = _PERIODIC.get(figure.unit)
    return pattern is not None and any(
        WORDS.get(m[1]) == figure.value for q in quotes for m in pattern.finditer(q.text.lower())
    )
