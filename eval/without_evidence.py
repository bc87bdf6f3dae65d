"""A question that a text answers, read as if the answer were not there.

The same words, and nothing that answers: from such pairs the judge learns that it is not the
question that tells. Of the questions written for training those in everyday words are nearly all
answerable and the others are not, and a network that sees only that answers everything that is
asked in everyday words.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.ask import PASSAGES, Assistant
from assistant.evidence import Candidate
from assistant.question import Question
from assistant.reader import Reading

Place = tuple[str, int, int]
"""Document id, start and end of a piece of evidence."""

_DEEP = 18
"""Passages to choose those from."""
_TELLING = 80
"""Characters of a piece of evidence by which it is recognised around a candidate."""


def readings_without(
    assistant: Assistant, question: Question, evidence: Sequence[Place]
) -> list[Reading]:
    """Readings of the nearest passages that hold no evidence and do not stand beside it."""
    found = assistant.index.search(question.text, _DEEP)
    hits = [
        hit
        for hit in found
        if not _touches(evidence, (hit.passage.document_id, hit.passage.start, hit.passage.end))
    ]
    documents = assistant.index.documents
    words = [folded(documents[id].text[start:end])[:_TELLING] for id, start, end in evidence]
    kept = [
        candidate
        for candidate in assistant.candidates(question, hits[:PASSAGES])
        if not _touches(evidence, (candidate.document_id, candidate.start, candidate.end))
        and not _beside(candidate, words)
    ]
    return assistant.readings_of(question, kept) if kept else []


def _touches(evidence: Sequence[Place], place: Place) -> bool:
    return any(
        id == place[0] and start < place[2] and place[1] < end for id, start, end in evidence
    )


def _beside(candidate: Candidate, evidence: Sequence[str]) -> bool:
    around = (candidate.near, candidate.before, candidate.after, candidate.wide)
    return any(words in folded(text.text) for words in evidence for text in around)


def folded(text: str) -> str:
    """In lower case, with single spaces."""
    return " ".join(text.lower().split())
