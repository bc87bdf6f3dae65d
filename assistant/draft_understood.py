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
    "years": re.compile(r"\b(\w{3,9}?)(?:jaarlijks|jarig)|\b(\w{3,9}) jaar\w{3,}"),
    "days": re.compile(r"\b(\w{3,9}?)daags|\b(\w{3,9}) dag\w{3,}"),
    "weeks": re.compile(r"\b(\w{3,9}?)(?:wekelijks|weeks)|\b(\w{3,9}) week\w{3,}"),
    "months": re.compile(r"\b(\w{3,9}?)(?:maandelijks|maands)|\b(\w{3,9}) maand\w{3,}"),
}
_ONLY_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[a-zë]+")
_ONE = re.compile(r"(?:één|een) (?:\w+ )?(\w+)")
_LAST = re.compile(r"\s*(?:[.;,)]|\Z)")
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
        or _one_of_it(figure, quotes)
        or _to_the_letter(figure, quotes)
        or _percentage(figure, quotes)
    )


def _without_unit(figure: Figure, sentence: Statement, quotes: Sequence[Statement]) -> bool:
    """*Nu 12 weken, eerst waren het er 20*: a bare number beside another figure of its unit, or last."""
    beside = {f.unit for f in sentence.figures if f is not figure}
    last = _LAST.match(sentence.text[figure.end :])
    return (
        figure.unit == "count"
        and bool(_ONLY_NUMBER.fullmatch(figure.text))
        and any(
            f.value == figure.value and (last or f.unit in beside)
            for q in quotes
            for f in q.figures
        )
    )


def _one_of_it(figure: Figure, quotes: Sequence[Statement]) -> bool:
    """*Één dag* for *dezelfde dag*: a thing that a quote has as one."""
    one = _ONE.fullmatch(figure.text.lower())
    return one is not None and figure.value == 1 and any(one[1] in quote.norms for quote in quotes)


def _to_the_letter(figure: Figure, quotes: Sequence[Statement]) -> bool:
    """*Een derde* may be a part or the third; it may stand as the quote has it."""
    own = rf"\b{re.escape(figure.text.lower())}\b"
    return figure.unit == "share" and any(re.search(own, quote.text.lower()) for quote in quotes)


def _percentage(figure: Figure, quotes: Sequence[Statement]) -> bool:
    """*13 procent* for *het slagingspercentage is 13*."""
    return figure.unit == "%" and any(
        "percentage" in quote.text.lower() and f.unit == "count" and f.value == figure.value
        for quote in quotes
        for f in quote.figures
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
    """*De helft* for *gehalveerd* or *gelijk verdeeld*."""
    return (
        figure.unit == "share"
        and figure.value == _HALF
        and any("halve" in q.text or "gelijk verdeel" in q.text for q in quotes)
    )


_HALF = 0.5


def each_unit(figure: Figure, sentence: Statement, quotes: Sequence[Statement]) -> bool:
    """*In een kalenderjaar* counts no years where the quote has *per kalenderjaar*."""
    unit = _A_UNIT.fullmatch(figure.text.lower())
    if unit is None or not _WITHIN.search(sentence.text[: figure.start].lower()):
        return False
    return any(unit[1] == rate for q in quotes for rate, _ in rates(q.text)) or any(
        norm.startswith(unit[1]) and norm != unit[1] for q in quotes for norm in q.norms
    )  # *jaarverbruik*


def periodic(figure: Figure, quotes: Sequence[Statement]) -> bool:
    """*Elke twee jaar* for *tweejaarlijks*, *twee maanden* for *twee maandpremies*."""
    pattern = _PERIODIC.get(figure.unit)
    return pattern is not None and any(
        WORDS.get(m[1] or m[2]) == figure.value
        for q in quotes
        for m in pattern.finditer(q.text.lower())
    )
