"""Measures of a draft sentence in those of its quotes: *14 dagen* becomes *twee weken*.

Shares and percentages are one measure, so are days and weeks, and months and years. A paragraph of
a law is *lid 5* or *vijfde lid*. A date that names less than its quote does is made whole. What is
rewritten says the same, so that every later check compares like with like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.draft_comparisons import signs
from assistant.draft_words import Statement
from corpus.dates import MONTHS
from corpus.figures import Figure, find_figures
from corpus.numbers import WORDS

_SCALES = {
    "weeks": ("time", 7.0), "days": ("time", 1.0), "hours": ("time", 1 / 24), "years": ("term", 12.0), "months": ("term", 1.0),
    "share": ("part", 100.0), "%": ("part", 1.0),
}  # fmt: skip
_STEPS: dict[tuple[str | None, str | None], int] = {
    ("<=", "<"): 1,
    ("<", "<="): -1,
    (">=", ">"): -1,
    (">", ">="): 1,
}
_DAY_BEFORE = re.compile(rf"(?:\d|\b(?:{'|'.join(WORDS)}))\s*(?:{'|'.join(MONTHS)})?\s*\Z")
_LOOSE = re.compile(r"\b(?:hooguit|hoogstens|minstens|zeker) \Z", re.IGNORECASE)
_END = re.compile(r"\beind", re.IGNORECASE)
_FRACTION = re.compile(r"(?<![\d/])(\d)/([1-9]\d?)(?![\d/])")
_CENTS = re.compile(r"\b(\d{1,2}) (?:euro)?cent\b")
_CLOSE = 1e-6
_ORDINALS = (
    "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende",
    "tiende", "elfde", "twaalfde",
)  # fmt: skip
_PARAGRAPH = re.compile(r"\blid (\d{1,2})\b(?![.,]\d)")
_PARAGRAPHS = re.compile(r"(?:\bde )?\bleden (\d{1,2}) (tot en met|en|of) (\d{1,2})\b")


def in_their_measures(text: str, quotes: Sequence[Statement]) -> str:
    """``text`` with each measure that no quote has, as the quote that has as much writes it."""
    there = [figure for quote in quotes for figure in quote.figures]
    text = _in_their_terms(_in_their_paragraphs(text, quotes), quotes)
    out = text = _CENTS.sub(
        lambda m: _written(m.group(), int(m[1]) / 100, "EUR", there),
        _FRACTION.sub(lambda m: _written(m.group(), int(m[1]) / int(m[2]), "share", there), text),
    )
    whole = Statement(text)
    for figure in reversed(whole.figures):
        alike = [f for f in there if figure.value == f.value and figure.unit == f.unit]
        if alike and not _NUMERIC_DATE.search(figure.text):
            continue
        if text[: figure.start][-1:].isalnum():
            continue  # *geen half jaar*
        own = signs(figure, whole)
        counted = [f for q in quotes for f in q.figures if _next_to(figure, own, f, signs(f, q))]
        if counted:
            lead = _LOOSE.search(text[: figure.start])
            start = lead.start() if lead and figure.comparator is None else figure.start
            out = out[:start] + counted[0].text + out[figure.end :]
            continue
        if _END.search(figure.text):
            continue
        core = _core(figure)
        same = [
            other for f in there if f in alike or _equal(figure, f, text) if (other := _core(f))
        ]
        if not core or len({other.lower() for other in same}) != 1:
            continue
        at = figure.start + figure.text.index(core)
        new = same[0]
        if at == 0:
            new = new[0].upper() + new[1:]
        out = out[:at] + new + out[at + len(core) :]
    return out


_NUMERIC_DATE = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
# Terms that are a word in one text and a figure in another.
_TERMS = (
    (re.compile(r"\b(?:een |één )?(?:halfjaar|half jaar)\b"), re.compile(r"\b(?:zes|6) maanden\b")),
    (re.compile(r"\b(?:kalender)?kwartaal\b"), re.compile(r"\b(?:drie|3) maanden(?: van het kalenderjaar)?\b")),
    (re.compile(r"\b(?:het|een) dubbele\b"), re.compile(r"\b(?:tweemaal|twee keer|2 keer) (?:zo ?veel|zo \w+)\b")),
    (re.compile(r"\b(?:op )?nihil\b"), re.compile(r"\b(?:op )?(?:€ ?0|0 euro|nul euro)\b")),
    (re.compile(r"\b1 op de 3\b"), re.compile(r"\b(?:1|één|een) op de drie\b")),
)  # fmt: skip


def _in_their_terms(text: str, quotes: Sequence[Statement]) -> str:
    """*Zes maanden* as *een halfjaar* where a quote has that word and not the figure; and back."""
    flat = " ".join(quote.text for quote in quotes)
    for pair in _TERMS:
        for own, theirs in (pair, pair[::-1]):
            there = theirs.search(flat)
            if there and not own.search(flat):
                text = own.sub(there[0], text)
    return text


def _equal(figure: Figure, other: Figure, text: str) -> bool:
    if figure.unit in ("date", "period"):
        whole = figure.unit == "period" or figure.comparator is not None
        return whole and coarser(figure, other, Statement(text))
    ours, theirs = _SCALES.get(figure.unit), _SCALES.get(other.unit)
    if ours is None or theirs is None or ours[0] != theirs[0]:
        return False
    values = [f.value for f in (figure, other)]
    if not all(isinstance(v, (int, float)) for v in values):
        return False
    left, right = (v * by for v, by in zip(values, (ours[1], theirs[1]), strict=True))  # type: ignore[operator]
    return bool(abs(left - right) < _CLOSE)


def _next_to(figure: Figure, own: set[str | None], other: Figure, theirs: set[str | None]) -> bool:
    """*Hooguit 24 werknemers* are *minder dan 25 werknemers*: their comparisons are given."""
    if not (isinstance(figure.value, int) and isinstance(other.value, int)):
        return False
    if figure.unit != "count" or other.unit != "count" or other.comparator is None:
        return False
    nouns = [set(_NOUN.findall(f.text.lower())) for f in (figure, other)]
    return bool(nouns[0] & nouns[1]) and any(
        (a, b) in _STEPS and figure.value + _STEPS[a, b] == other.value for a in own for b in theirs
    )


_NOUN = re.compile(r"(?<= )(?!meer\b|minder\b|dan\b)[a-zë]{4,}")


def _written(own: str, value: float, unit: str, there: Sequence[Figure]) -> str:
    """The figure of a quote with this value, without its comparison; ``own`` where none has it."""
    for figure in there:
        near = isinstance(figure.value, (int, float)) and abs(figure.value - value) < _CLOSE
        if near and figure.unit == unit and (core := _core(figure)):
            return core
    return own


def ends_with(figure: Figure, other: Figure, sentence: Statement) -> bool:
    """*Tot eind 2027* is *tot en met 31 december 2027*."""
    return (
        bool(_END.search(figure.text))
        and {figure.comparator, other.comparator} <= {"<", "<="}
        and coarser(figure, other, sentence)
    )


def coarser(figure: Figure, other: Figure, sentence: Statement) -> bool:
    """Whether a date says less than another and agrees with it: *juli 2025*, *1 juli 2025*."""
    if _DAY_BEFORE.search(sentence.text[: figure.start].lower()):
        return False  # a day that is none: *31 februari 2027*
    if figure.unit != other.unit or figure.unit not in ("date", "period"):
        return False
    ours, theirs = str(figure.value).split("/"), str(other.value).split("/")
    return (
        ours != theirs
        and len(ours) == len(theirs)
        and all(
            a == b or (a[:1].isdigit() and b.startswith(f"{a}-"))
            for a, b in zip(ours, theirs, strict=True)
        )
    )


def _core(figure: Figure) -> str | None:
    """A figure without its comparison; None where that cannot be cut out of it."""
    if figure.comparator is None:
        return figure.text
    return next(
        (
            part
            for part in _cuts(figure.text)
            for found in [find_figures(part)]
            if len(found) == 1
            and found[0].text == part
            and found[0].comparator is None
            and _like(found[0], figure)
        ),
        None,
    )


def _like(found: Figure, figure: Figure) -> bool:
    return found.value == figure.value and (
        found.unit == figure.unit or {found.unit, figure.unit} == {"age", "years"}
    )


def _cuts(text: str) -> Iterator[str]:
    """Parts of a text, the longest first: words taken from the front, then from the back."""
    words = text.split(" ")
    for less in range(1, len(words)):
        for front in range(less, -1, -1):
            yield " ".join(words[front : len(words) - (less - front)])


def _in_their_paragraphs(text: str, quotes: Sequence[Statement]) -> str:
    """*Lid 5* as *vijfde lid* where a quote has that and not the digit."""
    flat = " ".join(quote.text.lower() for quote in quotes)

    def theirs(match: re.Match[str]) -> str:
        nth = _nth(match[1])
        known = (
            nth and re.search(rf"\b{nth}\b", flat) and not re.search(rf"\blid {match[1]}\b", flat)
        )
        return f"{nth} lid" if known else match.group()

    def both(match: re.Match[str]) -> str:
        first, last = _nth(match[1]), _nth(match[3])
        if first and last and all(re.search(rf"\b{nth}\b", flat) for nth in (first, last)):
            return f"het {first} {match[2]} {last} lid"
        return match.group()

    return _PARAGRAPHS.sub(both, _PARAGRAPH.sub(theirs, text))


def _nth(digits: str) -> str | None:
    number = int(digits)
    return _ORDINALS[number - 1] if 0 < number <= len(_ORDINALS) else None
