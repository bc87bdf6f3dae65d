"""What is measured, one question at a time. Definitions only: no files, no models.

A place is a span of a document; two places overlap when they share at least one character.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assistant.draft_comparisons import compares_alike
from assistant.draft_words import Statement
from corpus.figures import Figure, find_figures

WORD_LIMIT = 80
LIST_WORD_LIMIT = 150
RETRIEVAL = {"hit@1": "Success@1", "hit@4": "Success@4", "hit@5": "Success@5", "mrr": "RR"}

_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_ITEM = re.compile(r"^\s*[-*] ", re.MULTILINE)
_MARK = re.compile(r"\[(\d+)\]")


class Place(NamedTuple):
    """``start`` and ``end`` count characters in the text of ``document_id``; half open."""

    document_id: str
    start: int
    end: int

    def overlaps(self, other: Place) -> bool:
        return (
            self.document_id == other.document_id
            and self.start < other.end
            and other.start < self.end
        )


def relevance(hits: Sequence[Place], gold: Sequence[Place]) -> list[bool]:
    """For each hit, best first: does it overlap gold evidence?"""
    return [any(hit.overlaps(place) for place in gold) for hit in hits]


def retrieval_measures(run: Mapping[str, Sequence[bool]]) -> dict[str, dict[str, float]]:
    """hit@k (Success@k) and reciprocal rank for each question, by ``ir_measures``.

    Args:
        run: for each judged question the relevance of its hits, best first. A question without
            hits, or whose hits all miss, counts 0 on every measure; none is dropped.
    """
    from ir_measures import Qrel, ScoredDoc, iter_calc, parse_measure

    # One relevant passage that no run holds keeps every question judged, found or not.
    qrels = [Qrel(question, "gold", 1) for question in run]
    scored = []
    for question, hits in run.items():
        for rank, relevant in enumerate(hits):
            scored.append(ScoredDoc(question, str(rank), float(-rank)))
            if relevant:
                qrels.append(Qrel(question, str(rank), 1))
    names = {str(parse_measure(measure)): name for name, measure in RETRIEVAL.items()}
    values = {question: dict.fromkeys(RETRIEVAL, 0.0) for question in run}
    if scored:
        for metric in iter_calc([parse_measure(m) for m in names], qrels, scored):
            values[metric.query_id][names[str(metric.measure)]] = metric.value
    return values


def reading_distance(hits: Sequence[Place], gold: Sequence[Place]) -> int | None:
    """Characters to read, from the first hit down, until the gold evidence has been read.

    Every hit before the first that overlaps gold counts in full; that one counts up to the end of
    its first gold evidence. None when no hit overlaps: reading all of them does not bring one there.
    """
    read = 0
    for hit in hits:
        ends = [min(place.end, hit.end) for place in gold if hit.overlaps(place)]
        if ends:
            return read + min(ends) - hit.start
        read += hit.end - hit.start
    return None


def plain_text(answer: str, marks: set[int]) -> str:
    """The answer without bold and without the marks of its citations.

    A mark without a citation stays: it is a digit that nothing supports.
    """
    text = _MARK.sub(lambda found: "" if int(found[1]) in marks else found[0], answer)
    return text.replace("**", "").replace("\u00a0", " ")


def first_line(text: str) -> str:
    """The first line that is not empty, or ``""``."""
    return next((line for line in text.splitlines() if line.strip()), "")


def misses(patterns: Sequence[str], text: str) -> list[str]:
    """The patterns that do not occur in ``text``; letter case and line breaks do not matter."""
    joined = " ".join(text.split())
    return [pattern for pattern in patterns if not re.search(pattern, joined, re.IGNORECASE)]


def word_count(text: str) -> int:
    """Words as a reader counts them: parts between white space that hold a letter or a digit."""
    return sum(any(character.isalnum() for character in part) for part in text.split())


def is_overlong(text: str) -> bool:
    """More than 80 words, or more than 150 for an answer that holds a list."""
    return word_count(text) > (LIST_WORD_LIMIT if _ITEM.search(text) else WORD_LIMIT)


def unsupported_figures(text: str, quotes: Sequence[str]) -> list[str]:
    """Figures and groups of digits in an answer's plain text that stand in none of its quotes.

    A group of digits must stand in a quote character for character. A figure (which may be words,
    such as *twee keer*) must stand in a quote literally, or a quote must hold a figure of the
    same value, unit and comparator. The words of comparison may stand apart from the figure, in
    the text or in the quote: *het maximum is € 500* is supported by *een maximum van € 500*.
    """
    groups = {group for quote in quotes for group in _DIGITS.findall(quote)}
    missing = [group for group in _DIGITS.findall(text) if group not in groups]
    flat = [" ".join(quote.split()).casefold() for quote in quotes]
    figures = [figure for quote in quotes for figure in find_figures(quote)]
    held = {_meaning(figure) for figure in figures if figure.value is not None}
    for figure in find_figures(text):
        literal = re.escape(" ".join(figure.text.split()).casefold())
        bounded = re.compile(rf"(?<![\w]){literal}(?![\w])")
        if _meaning(figure) in held or any(bounded.search(quote) for quote in flat):
            continue
        if not _compared_apart(figure, text, quotes):
            missing.append(figure.text)
    return missing


def _meaning(figure: Figure) -> tuple[object, str, str | None]:
    return figure.value, figure.unit, figure.comparator


def _compared_apart(figure: Figure, text: str, quotes: Sequence[str]) -> bool:
    sentence = Statement(text)
    return any(
        (figure.value, figure.unit) == (other.value, other.unit)
        and compares_alike(figure, sentence, other, quote)
        for quote in map(Statement, quotes)
        for other in quote.figures
        if other.value is not None
    )
