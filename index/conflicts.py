"""Two statements that give different figures for the same thing, within and across documents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Document
from index.analysis import stems
from index.conflict_signals import MOST_TIMES, Idf, case_score, comparable, probability, share
from index.statements import Statement, statements

THRESHOLD = 0.38
"""Least ``probability``; chosen on the tuning half of the texts, see docs/evaluation.md."""
CASE_THRESHOLD = 1.41
"""Least ``case_score``."""
_ABOUT = 0.7
"""Share of a title's words that another document must hold to be about the same."""
_MOST_STATEMENTS = 20_000


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements with different figures for the same thing; in reading order."""

    first: Statement
    second: Statement
    score: float


def find_conflicts(documents: Iterable[Document], idf: Idf) -> list[Conflict]:
    """All conflicts, the surest first; ties in reading order."""
    documents = list(documents)
    everything = [s for document in documents for s in statements(document)]
    related = _related(documents, idf)
    found = []
    for low, high in candidates(everything[:_MOST_STATEMENTS], related):
        score, of_case = probability(low, high, idf), case_score(low, high, idf)
        if score >= THRESHOLD or of_case >= CASE_THRESHOLD:
            first, second = sorted((low, high), key=lambda s: (s.document_id, s.start))
            found.append(Conflict(first, second, round(max(score, min(1.0, of_case / 4)), 6)))
    return sorted(
        found,
        key=lambda c: (
            -c.score, c.first.document_id, c.first.start, c.second.document_id, c.second.start,
            c.first.figure.start, c.second.figure.start,
        ),
    )  # fmt: skip


def candidates(
    found: Sequence[Statement], related: Collection[tuple[str, str]] | None = None
) -> Iterator[tuple[Statement, Statement]]:
    """Pairs that may contradict each other, the lower value first.

    Args:
        related: documents that are compared; None compares all.
    """
    by_unit: dict[str, list[Statement]] = {}
    for statement in found:
        by_unit.setdefault(statement.figure.unit, []).append(statement)
    for group in by_unit.values():
        ordered = sorted(group, key=lambda s: s.value)
        for at, low in enumerate(ordered):
            for high in ordered[at + 1 :]:
                if high.value > MOST_TIMES * low.value:
                    break
                if related is not None and (low.document_id, high.document_id) not in related:
                    continue
                if comparable(low, high):
                    yield low, high


def _related(documents: Sequence[Document], idf: Idf) -> set[tuple[str, str]]:
    """Pairs of ids that can contradict each other: one speaks of what the other's title names.

    Two municipalities with terms of their own do not contradict each other.
    """
    titles = {d.id: frozenset(stems(d.title)) for d in documents}
    texts = {d.id: frozenset(stems(d.text)) for d in documents} if len(documents) > 1 else {}
    found = {(d.id, d.id) for d in documents}
    for one in titles:
        for two in titles:
            if one != two and share(titles[one], texts[two], idf) >= _ABOUT:
                found |= {(one, two), (two, one)}
    return found


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
