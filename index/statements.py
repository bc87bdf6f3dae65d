"""Statements of a figure: what a text says it is about, for comparing with other statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.clauses import case_of
from corpus.document import Block, Document
from corpus.figures import Figure, find_figures
from index.analysis import STOPWORDS, fold, stem, tokenize

UNITS = frozenset(
    {"EUR", "%", "procentpunt", "years", "months", "weeks", "days", "hours", "age", "count"}
)
"""Units of figures that can contradict each other; two dates, shares or *keer* are not compared."""

_NEAR = 60
"""Characters to either side of a figure."""
_UNIT_WORDS = frozenset({"euro", "procent", "miljoen", "miljard", "jaar"})
_PHRASE = re.compile(
    r"\b(?:voor|in|van|bij|op|aan|tot|uit|naar|door|met|zonder)\s+(?:(?:het|de|een)\s+)?([^\W\d_]+)",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"[^\W\d_]{3,}\W*\Z")


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure where it stands. Offsets count in the document's text.

    Attributes:
        start, end: the sentence that holds the figure.
        figure: offsets count in the sentence.
        noun: stem of what is counted, for a count that names it; else "".
        words: stems of the sentence in order, its lead-in first.
        case: stems of the figure's own case.
        near: stems within a few words of the figure.
        around: stems of the whole block, its lead-in or caller, and the case.
        others: unit and value of the other figures of the sentence.
        ages: the ages its own case is about, with their comparators.
        told_apart: stems that follow a preposition: what mostly tells parallel cases apart.
        group: document and section.
    """

    document_id: str
    start: int
    end: int
    figure: Figure
    noun: str
    words: tuple[str, ...]
    case: frozenset[str]
    near: frozenset[str]
    around: frozenset[str]
    others: frozenset[tuple[str, str]]
    ages: frozenset[tuple[object, str | None]]
    told_apart: frozenset[str]
    group: tuple[str, int]

    @property
    def value(self) -> float:
        assert isinstance(self.figure.value, int | float)
        return float(self.figure.value)


def statements(document: Document) -> Iterable[Statement]:
    """All statements of figures that can be compared, in the order of the text."""
    callers = {n.block: document.text[slice(*n.sentence)] for n in document.footnotes if n.sentence}
    leads = {
        item: document.text[slice(*entry.lead_in)]
        for entry in document.lists
        if entry.lead_in
        for item in entry.items
    }
    for number, block in enumerate(document.blocks):
        if block.kind != "heading":
            yield from _of_block(document, block, callers.get(number, ""), leads.get(number, ""))


def _of_block(document: Document, block: Block, caller: str, lead: str) -> Iterable[Statement]:
    around: frozenset[str] | None = None
    for start, end in block.sentences:
        text = document.text[start:end]
        figures = find_figures(text)
        used = [f for f in figures if f.unit in UNITS and isinstance(f.value, int | float)]
        if not used:
            continue
        if around is None:
            whole = document.text[block.start : block.end]
            around = frozenset(_stems(f"{caller or lead} {whole}"))
        words = (*_stems(lead), *_stems(text, figures))
        for figure in used:
            own = case_of(text, figure, figures)
            beside_own = find_figures(own)
            case = frozenset(_stems(own, beside_own))
            beside = text[max(0, figure.start - _NEAR) : figure.end + _NEAR]
            yield Statement(
                document_id=document.id,
                start=start,
                end=end,
                figure=figure,
                noun=_noun(figure),
                words=words,
                case=case,
                near=frozenset(_stems(beside, find_figures(beside))),
                around=around | case,
                others=frozenset((f.unit, str(f.value)) for f in figures if f is not figure),
                ages=frozenset(
                    (f.value, f.comparator)
                    for f in beside_own
                    if f.unit == "age" and f.text != figure.text
                ),
                told_apart=_after_prepositions(text),
                group=(document.id, block.section),
            )


def _noun(figure: Figure) -> str:
    found = _LAST_WORD.search(figure.text.lower()) if figure.unit == "count" else None
    return stem(found[0].strip()) if found else ""


def _after_prepositions(text: str) -> frozenset[str]:
    return frozenset(stem(fold(match[1])) for match in _PHRASE.finditer(text))


def _stems(text: str, figures: Sequence[Figure] = ()) -> tuple[str, ...]:
    """Stems that name a subject, in order: no stop words, no numbers, nothing of ``figures``."""
    return tuple(
        t.stem
        for t in tokenize(text)
        if t.norm not in STOPWORDS
        and not t.norm[0].isdigit()
        and t.norm not in _UNIT_WORDS
        and not any(f.start <= t.start < f.end for f in figures)
    )
