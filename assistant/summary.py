"""A section's key statements: what a summary rests on, and the summary itself where no model is.

A statement counts for what it shares with the rest of its section (the specific words that recur
there), as in Luhn's abstracts (1958), with a little more for the first of a paragraph.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.compose import Composed, Composer, one_line
from assistant.cues import points_back
from assistant.verify import MOST_WORDS_LIST, word_count
from corpus.document import Document, Section, Span
from corpus.text import words
from index.analysis import STOPWORDS, stems, tokenize
from index.store import PolicyIndex

MOST_STATEMENTS = 6
_ROOM = 12
_LONGEST = 45
_SHORTEST = 6
_NUMBERED = re.compile(r"\b([a-z]{4,})\s+(\d{1,2}|[ivx]{1,4})\b", re.IGNORECASE)
_GENERIC = words(
    """
    hoofdstuk paragraaf deel onderdeel tekst stuk brief document sectie kopje
    """
)
_WHOLE = re.compile(
    r"^(?:(?:de|het|dit|deze|heel|hele|gehele)\s+)*(?:brief|tekst|document|stuk|beleidsstuk|kamerbrief|nota|regeling)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """What is to be summed up: sections of one document, with the name to show."""

    document: Document
    sections: tuple[Section, ...]
    name: str


def find_part(subject: str, documents: Mapping[str, Document]) -> Part | None:
    """The part of the documents that a subject names, or None when it names none clearly."""
    if _WHOLE.match(subject) and len(documents) == 1:
        only = next(iter(documents.values()))
        return Part(only, only.sections, only.title)
    best: tuple[float, Part] | None = None
    for document in documents.values():
        for section in document.sections:
            fit = _fit(subject, section.heading)
            if fit and (best is None or fit > best[0]):
                below = tuple(
                    s for s in document.sections if s.path[: len(section.path)] == section.path
                )
                best = (fit, Part(document, below, section.heading))
    return best[1] if best else None


def _fit(subject: str, heading: str) -> float:
    """How well a subject names a heading; 0 when it does not.

    *Speerpunt 3* names by number; other subjects must have most words of the heading, or the
    heading most of theirs.
    """
    named = {(a.lower(), b.lower()) for a, b in _NUMBERED.findall(subject)}
    if named:
        return (
            2.0 if named & {(a.lower(), b.lower()) for a, b in _NUMBERED.findall(heading)} else 0.0
        )
    asked, there = set(stems(subject)) - _GENERIC, set(stems(heading))
    shared = asked & there
    if not asked or not there or not shared:
        return 0.0
    of_asked, of_heading = len(shared) / len(asked), len(shared) / len(there)
    if of_asked < 0.99 or (of_heading < 0.5 and len(shared) < 2):
        return 0.0
    return of_asked + of_heading


def key_statements(part: Part, index: PolicyIndex, most: int = MOST_STATEMENTS) -> list[Span]:
    """The statements that carry a part, in the order of the text."""
    spans = list(_statements(part))
    words = {span: _terms(part.document.text[slice(*span)]) for span in spans}
    common = Counter(term for terms in words.values() for term in terms)

    def weight(span: Span) -> float:
        terms = words[span]
        if not terms:
            return 0.0
        shared = sum(
            index.idf(term) * math.sqrt(common[term] - 1) for term in terms if common[term] > 1
        )
        block = part.document.block_at(span[0])
        first = block is not None and bool(block.sentences) and block.sentences[0] == span
        return (shared / math.sqrt(len(terms))) * (1.15 if first else 1.0)

    chosen: list[Span] = []
    room = MOST_WORDS_LIST - _ROOM
    sections: Counter[int] = Counter()
    per_section = max(1, -(-most // max(1, len({_section(part, s) for s in spans}))))
    for span in sorted(spans, key=lambda s: (-weight(s), s[0])):
        length = word_count(part.document.text[slice(*span)]) + 1
        at = _section(part, span)
        if length > room or sections[at] >= per_section:
            continue
        if any(len(words[span] & words[other]) > 0.6 * len(words[span]) for other in chosen):
            continue
        chosen.append(span)
        sections[at] += 1
        room -= length
        if len(chosen) == most:
            break
    return sorted(chosen)


def literal_summary(composer: Composer, part: Part, spans: Sequence[Span]) -> Composed:
    """The statements themselves, as a list."""
    lines = []
    for span in spans:
        quote, mark = composer.cite(part.document.id, span, 0.0, "")
        lines.append(f"- {one_line(quote).rstrip(';')} [{mark}]")
    return composer.finish("\n".join(lines))


def _statements(part: Part) -> Iterator[Span]:
    document = part.document
    wanted = {document.sections.index(section) for section in part.sections}
    for block in document.blocks:
        if block.section not in wanted or block.kind not in ("paragraph", "item"):
            continue
        for span in block.sentences:
            text = document.text[slice(*span)]
            if (
                _SHORTEST <= word_count(text) <= _LONGEST
                and not text.rstrip().endswith((":", "?"))
                and not points_back(text)
            ):
                yield span


def _section(part: Part, span: Span) -> int:
    block = part.document.block_at(span[0])
    return block.section if block else -1


def _terms(text: str) -> frozenset[str]:
    return frozenset(
        t.stem for t in tokenize(text) if t.norm not in STOPWORDS and t.norm[0].isalpha()
    )
