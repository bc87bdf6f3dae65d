"""The evidence that a model gets: the chosen citations under short keys, with who says them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from corpus.document import Document


@dataclass(frozen=True, slots=True)
class Evidence:
    """A citation under a key.

    Attributes:
        key: ``B1``, ``B2``, ... in the order of the citations.
        lead: the sentence that introduces the quote (of a list), or "".
    """

    key: str
    citation: Citation
    lead: str


def evidence_of(citations: Sequence[Citation], documents: Mapping[str, Document]) -> list[Evidence]:
    return [
        Evidence(f"B{n}", citation, _lead(citation, documents[citation.document_id]))
        for n, citation in enumerate(citations, start=1)
    ]


def about(documents: Sequence[Document]) -> str:
    """Publishers and titles: who speaks in the documents."""
    parts = [part for d in documents for part in (d.metadata.publisher, d.title) if part]
    return " · ".join(dict.fromkeys(parts))


def _lead(citation: Citation, document: Document) -> str:
    block = document.block_at(citation.start)
    if block is None or block.kind != "item":
        return ""
    return next(
        (
            p.lead_in
            for p in document.passages
            if p.start <= citation.start < p.end and p.kind == "item"
        ),
        "",
    )
