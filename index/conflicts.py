"""Two statements that give different figures for the same thing, within and across documents.

Two figures conflict when their unit is the same, their values differ but are of one order, their
cases state the same conditions (the same ages, for instance), and the words of each case are found
around the other. Figures of one section
state different cases, so they are not compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpus.clauses import case_of
from corpus.document import Block, Document
from corpus.figures import Figure, find_figures
from index.analysis import STOPWORDS, tokenize

_UNITS = frozenset({"EUR", "%"})
_CONDITIONS = frozenset({"age"})
_SAME_ORDER = 0.8
"""Smaller value over larger: a contradiction mostly is an old and a new amount of one thing."""
_ENOUGH = 1.2
"""Least score of ``alike``."""
_LEAST_AROUND = 0.1
_NO_CONTRAST = 0.9
_HEAD = 7
"""Letters that two words must share from the start to be kin: *kennismigrant(enbaan)*."""
_MOST_STATEMENTS = 20_000

Idf = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure where it stands. Offsets count in the document's text.

    Attributes:
        start, end: the sentence that holds the figure.
        figure: offsets count in the sentence.
        case: stems of the figure's own case.
        around: stems of the whole block, its lead-in or caller, and the case.
    """

    document_id: str
    start: int
    end: int
    figure: Figure
    conditions: frozenset[tuple[str, object, str | None]]
    case: frozenset[str]
    around: frozenset[str]
    group: tuple[str, int]
    """Document and section: figures of one section state different cases."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements with different figures for the same thing; in reading order."""

    first: Statement
    second: Statement
    score: float


def find_conflicts(documents: Iterable[Document], idf: Idf) -> list[Conflict]:
    """All conflicts, the most alike first; ties in reading order."""
    statements = [s for document in documents for s in _statements(document)]
    if len(statements) > _MOST_STATEMENTS:
        statements = statements[:_MOST_STATEMENTS]
    by_unit: dict[str, list[Statement]] = {}
    for statement in statements:
        by_unit.setdefault(statement.figure.unit, []).append(statement)
    found = []
    for group in by_unit.values():
        ordered = sorted(group, key=_value)
        for at, low in enumerate(ordered):
            for high in ordered[at + 1 :]:
                if _value(low) < _SAME_ORDER * _value(high):
                    break
                score = alike(low, high, idf)
                if score >= _ENOUGH:
                    first, second = sorted((low, high), key=lambda s: (s.document_id, s.start))
                    found.append(Conflict(first, second, round(score, 6)))
    return sorted(
        found, key=lambda c: (-c.score, c.first.document_id, c.first.start, c.second.start)
    )


def alike(a: Statement, b: Statement, idf: Idf) -> float:
    """How surely two statements speak of the same thing with different values; 0 or more.

    A schedule of tariffs states parallel cases: each has a word that the other lacks (*binnenland*,
    *buitenland*). So either all that one case says is found around the other figure, or both state
    the same condition. The score then adds how alike their surroundings and how close the values
    are (a contradiction mostly is an old and a new amount of one thing).
    """
    if a.group == b.group or _value(a) == _value(b) or a.conditions != b.conditions:
        return 0.0
    case = max(_contained(a, b, idf), _contained(b, a, idf))
    around = (_share(a.around, b.around, idf) + _share(b.around, a.around, idf)) / 2
    if around < _LEAST_AROUND or (case < _NO_CONTRAST and not a.conditions):
        return 0.0
    low, high = sorted((_value(a), _value(b)))
    close = max(0.0, (low / high - _SAME_ORDER) / (1 - _SAME_ORDER))
    return case + around + (0.6 if a.conditions else 0.0) + 0.5 * close


def _contained(a: Statement, b: Statement, idf: Idf) -> float:
    """Share of a case's words found around another figure; one word alone proves nothing."""
    return _share(a.case, b.around, idf) if len(a.case) >= 2 or a.conditions else 0.0


def _statements(document: Document) -> Iterable[Statement]:
    callers = {n.block: document.text[slice(*n.sentence)] for n in document.footnotes if n.sentence}
    leads = {
        item: document.text[slice(*entry.lead_in)]
        for entry in document.lists
        if entry.lead_in
        for item in entry.items
    }
    for number, block in enumerate(document.blocks):
        if block.kind == "heading":
            continue
        beside = callers.get(number) or leads.get(number) or ""
        yield from _of_block(document, block, beside)


def _of_block(document: Document, block: Block, beside: str) -> Iterable[Statement]:
    around = _stems(f"{beside} {document.text[block.start : block.end]}")
    for start, end in block.sentences:
        text = document.text[start:end]
        figures = find_figures(text)
        for figure in figures:
            if figure.unit not in _UNITS or not isinstance(figure.value, int | float):
                continue
            case = case_of(text, figure, figures)
            stems = _stems(case, find_figures(case))
            yield Statement(
                document.id,
                start,
                end,
                figure,
                frozenset(
                    (f.unit, f.value, f.comparator)
                    for f in find_figures(case)
                    if f.unit in _CONDITIONS
                ),
                stems,
                around | stems,
                (document.id, block.section),
            )


def _stems(text: str, figures: Sequence[Figure] = ()) -> frozenset[str]:
    """Stems that name a subject: no stop words, no numbers, nothing inside ``figures``."""
    return frozenset(
        t.stem
        for t in tokenize(text)
        if t.norm not in STOPWORDS
        and not t.norm[0].isdigit()
        and t.norm not in ("euro", "procent", "miljoen", "miljard", "jaar")
        and not any(f.start <= t.start < f.end for f in figures)
    )


def _share(part: frozenset[str], whole: frozenset[str], idf: Idf) -> float:
    """Weighted share of ``part`` found in ``whole``; a compound's first word counts for most."""
    total = sum(idf(stem) for stem in part)
    if not total:
        return 0.0
    heads = {stem[:_HEAD] for stem in whole if len(stem) >= _HEAD}
    found = sum(
        idf(stem) * (1.0 if stem in whole else 0.7 if stem[:_HEAD] in heads else 0.0)
        for stem in part
    )
    return found / total


def _value(statement: Statement) -> float:
    value = statement.figure.value
    assert isinstance(value, int | float)
    return float(value)


def touching(
    conflicts: Sequence[Conflict], document_id: str, start: int, end: int, figure_text: str
) -> list[Conflict]:
    """Conflicts that the figure ``figure_text`` within ``[start, end)`` is part of."""
    return [
        c
        for c in conflicts
        for s in (c.first, c.second)
        if s.document_id == document_id
        and s.figure.text == figure_text
        and s.start < end
        and start < s.end
    ]
