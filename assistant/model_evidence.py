"""The evidence that a model gets: the chosen citations under short keys, with who says them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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


_SIGNED = re.compile(
    r"^(?:de |het )?((?:minister|staatssecretaris|college|burgemeester|wethouder|gedeputeerde)\b[^\n]{0,120})",
    re.MULTILINE | re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?<=[a-zé,] )[A-ZÀ-Þ][\w’'-]+|\b[a-z]{4,}(?:bonus|regeling|fonds|subsidie|toeslag|toelage|budget|"
    r"korting|lening|uitkering|vergunning|belasting|heffing|premie|cheque|bank)\b"
)
_CLOSING = 500
"""Characters at the end of a text in which its writer signs."""


def about(documents: Sequence[Document], places: Iterable[tuple[Document, int]] = ()) -> str:
    """Who speaks in the documents and what their sections are called.

    Publishers, titles, who signed, and for each place of ``places`` the headings over it and the
    names before it in its section: of these a reader knows what *ik*, *de gemeente* and *de bonus*
    stand for in a quote.
    """
    parts = [part for d in documents for part in (d.metadata.publisher, d.title) if part]
    parts += [m[1] for d in documents for m in _SIGNED.finditer(d.text[-_CLOSING:])]
    for document, start in places:
        block = document.block_at(start)
        if block is not None:
            section = document.sections[block.section]
            parts += [*section.path, *_NAMED.findall(document.text[section.start : start])]
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
