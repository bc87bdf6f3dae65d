"""From readings to the words of an answer: a lead, literal quotes with marks, and the figures.

Figures are copied from the quote, never computed or written anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Citation, CitedFigure
from assistant.cues import points_back
from assistant.pick import Pick
from assistant.reader import Reading
from assistant.verify import MOST_WORDS, MOST_WORDS_LIST, word_count
from corpus.document import Document, Span
from corpus.figures import Figure, find_figures
from index.conflicts import Conflict

_ROOM = 12
"""Words kept free for the lead and the words around quotes."""

# A sentence that only gives the reason of the one before it belongs to it.
_GIVES_REASON = re.compile(
    r"^(?:dit om(?:dat)?|dit doordat|(?:de|een) (?:\w+ )?reden (?:hier|daar)\w*|dit is nodig|"
    r"(?:hier|daar)mee (?:wordt|worden|kan|kunnen|wil))\b",
    re.IGNORECASE,
)
_MORE = "- … (de lijst gaat verder in de tekst)"
_CLAUSE_END = re.compile(r"[,;:](?=\s)|\s[–-]\s")


@dataclass(frozen=True, slots=True)
class Composed:
    """An answer's words with what they rest on.

    Attributes:
        leads: for each citation the sentence that introduces it, or "" (for notices).
    """

    text: str
    citations: list[Citation]
    figures: list[CitedFigure]
    leads: list[str]


class Composer:
    """Collects citations while the words of one answer are put together."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents
        self.citations: list[Citation] = []
        self.figures: list[CitedFigure] = []
        self.leads: list[str] = []

    def statement(self, reading: Reading, pick: Pick | None, room: int) -> tuple[str, int]:
        """Cite a reading in at most ``room`` words; returns the quote's text and its mark."""
        return self.cite_span(reading, self._span(reading, pick, room))

    def cite_span(self, reading: Reading, span: Span) -> tuple[str, int]:
        """Cite a part of a reading's document; returns the quote's text and its mark."""
        candidate = reading.candidate
        return self.cite(candidate.document_id, span, candidate.hit_score, candidate.near.text)

    def add_figure(self, figure: Figure, mark: int) -> None:
        """Note a figure that the answer leads with."""
        value = list(figure.value) if isinstance(figure.value, tuple) else figure.value
        self.figures.append(CitedFigure(figure.text, value, figure.unit, figure.comparator, mark))

    def finish(self, text: str) -> Composed:
        """The answer, with all figures of its quotes that the words repeat."""
        for citation in self.citations:
            known = {f.text for f in self.figures if f.citation == citation.n}
            for figure in find_figures(citation.quote):
                if figure.text in known or figure.text not in text:
                    continue
                known.add(figure.text)
                self.add_figure(figure, citation.n)
        return Composed(text, self.citations, self.figures, self.leads)

    def cite(self, document_id: str, span: Span, score: float, lead: str) -> tuple[str, int]:
        """Cite a span; a span cited before keeps its mark. Returns the quote's text and its mark.

        Args:
            lead: the sentence that introduces the span, or "".
        """
        for known in self.citations:
            if (known.document_id, known.start, known.end) == (document_id, *span):
                return known.quote, known.n
        document = self.documents[document_id]
        block = document.block_at(span[0])
        quote = document.text[span[0] : span[1]]
        mark = len(self.citations) + 1
        self.citations.append(
            Citation(
                n=mark,
                document_id=document.id,
                document_title=document.title,
                section_path=list(document.sections[block.section].path) if block else [],
                quote=quote,
                start=span[0],
                end=span[1],
                page=block.page if block else None,
                lines=list(document.lines_of(*span)),
                score=round(score, 6),
            )
        )
        self.leads.append(lead)
        return quote, mark

    def _span(self, reading: Reading, pick: Pick | None, room: int) -> Span:
        """The statement, with the sentence it points back to, or cut to the clauses that count."""
        candidate = reading.candidate
        document = self.documents[candidate.document_id]
        span = (candidate.start, candidate.end)
        if word_count(candidate.body.text) > room:
            return _shorten(document.text, span, pick.figure if pick else None, room)
        if candidate.kind == "sentence" and points_back(candidate.body.text):
            before = _sentence_before(document, span)
            if before and word_count(document.text[before[0] : span[1]]) <= room:
                return (before[0], span[1])
        after = _sentence_after(document, span)
        if (
            after
            and _GIVES_REASON.match(document.text[after[0] : after[1]])
            and word_count(document.text[span[0] : after[1]]) <= room
        ):
            return (span[0], after[1])
        return span


def figure_answer(composer: Composer, reading: Reading, chosen: Sequence[Pick]) -> str:
    """A lead with the value in bold, then the literal statement."""
    lead = " en ".join(f"**{_literal(p.figure)}**" for p in chosen)
    quote, mark = composer.statement(reading, chosen[0], MOST_WORDS - _ROOM)
    for pick in chosen:
        composer.add_figure(pick.figure, mark)
    return f"{lead}\n\n{quoted(quote)} [{mark}]"


def differing_answer(composer: Composer, reading: Reading, conflict: Conflict) -> str:
    """Both figures that the texts give for one thing, each with its literal statement."""
    lines = []
    values = []
    room = (MOST_WORDS - _ROOM) // 2 - 4
    for statement in (conflict.first, conflict.second):
        document = composer.documents[statement.document_id]
        span = (statement.start, statement.end)
        if word_count(document.text[span[0] : span[1]]) > room:
            span = _shorten(document.text, span, statement.figure, room)
        score = reading.candidate.hit_score
        quote, mark = composer.cite(statement.document_id, span, score, "")
        composer.add_figure(statement.figure, mark)
        values.append(f"**{_literal(statement.figure)}** [{mark}]")
        lines.append(f"{quoted(quote)} [{mark}]")
    lead = f"De tekst noemt verschillende bedragen of getallen: {values[0]} en {values[1]}."
    return "\n\n".join((lead, *lines))


def list_answer(composer: Composer, reading: Reading) -> str:
    """All items of a list, each shortened to its first sentence or head when they are long."""
    document = composer.documents[reading.candidate.document_id]
    items = list(reading.candidate.items)
    room = MOST_WORDS_LIST - _ROOM
    if sum(word_count(document.text[a:b]) for a, b in items) > room:
        items = [_head(document, item, max(6, room // len(items))) for item in items]
    lines: list[str] = []
    used = 0
    for item in items:
        used += word_count(document.text[item[0] : item[1]]) + 1
        if used > room:
            lines.append(_MORE)
            break
        quote, mark = composer.cite_span(reading, item)
        lines.append(f"- {one_line(quote).rstrip(';')} [{mark}]")
    return "\n".join(lines)


def plain_answer(composer: Composer, reading: Reading) -> str:
    """The literal statement that answers; an enumeration after a colon stands in bold."""
    quote, mark = composer.statement(reading, None, MOST_WORDS - _ROOM)
    return f"{quoted(quote)} [{mark}]"


def quoted(quote: str) -> str:
    """A quote within Dutch quotation marks, on one line."""
    return f"„{one_line(quote).rstrip(';')}”"


def one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*(?:[-•o]\s)?", " ", text).strip()


def _literal(figure: Figure) -> str:
    return one_line(figure.text)


def _sentence_after(document: Document, span: Span) -> Span | None:
    block = document.block_at(span[0])
    return next((s for s in block.sentences if s[0] >= span[1]), None) if block else None


def _sentence_before(document: Document, span: Span) -> Span | None:
    block = document.block_at(span[0])
    if block is None:
        return None
    before = [s for s in block.sentences if s[1] <= span[0]]
    return before[-1] if before else None


def _head(document: Document, item: Span, room: int) -> Span:
    """An item's first sentence, or its first words up to a clause mark when that is long."""
    block = document.block_at(item[0])
    first = block.sentences[0] if block and block.sentences else item
    if word_count(document.text[first[0] : first[1]]) <= room:
        return first
    return _shorten(document.text, first, None, room)


def _shorten(text: str, span: Span, figure: Figure | None, room: int) -> Span:
    """The longest run of whole clauses within ``room`` words that holds the figure."""
    body = text[span[0] : span[1]]
    cuts = [0, *(m.end() for m in _CLAUSE_END.finditer(body)), len(body)]
    keep = figure.start if figure else 0
    best: Span | None = None
    for i, start in enumerate(cuts[:-1]):
        for end in cuts[i + 1 :]:
            inside = start <= keep < end
            if not inside or word_count(body[start:end]) > room:
                continue
            if best is None or end - start > best[1] - best[0]:
                best = (start, end)
    if best is None:  # one clause longer than the room: whole words around the figure
        words = [m.span() for m in re.finditer(r"\S+", body)]
        at = next((n for n, w in enumerate(words) if w[1] > keep), 0)
        low = max(0, min(at - room // 2, len(words) - room))
        chosen = words[low : low + room]
        best = (chosen[0][0], chosen[-1][1])
    start, end = best
    lead = len(body[start:end]) - len(body[start:end].lstrip(" ,;:–-"))
    tail = len(body[start:end].rstrip(" ,;:–-"))
    return (span[0] + start + lead, span[0] + start + tail)
