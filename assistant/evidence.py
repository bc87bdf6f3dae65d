"""Candidate answers: the sentences, list items, whole lists and footnotes that the hits bring."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.words import Text, Words
from corpus.document import Block, Document, ItemList, Span
from index.hit import Hit
from index.store import PolicyIndex

CandidateKind = Literal["sentence", "item", "list", "footnote", "pair"]

_LONGEST_ITEM = 60
"""Words; a longer list item is read by the sentence."""

_LONGEST_HEAD = 8
_LONGEST_PAIR = 62
"""Words of two sentences that may answer together."""


Neighbours = tuple[dict[int, Span], dict[int, Span]]

Place = tuple[int, float]
"""A hit's rank from 0 and its share of the first hit's score."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A literal span that may answer: ``document.text[start:end]``.

    Attributes:
        body: the span, analysed.
        near: what is said directly around it and belongs to it: lead-in, the item it stands in,
            the sentence that calls the footnote, the sentence before it.
        far: the heading path and the document's title.
        wide: the blocks before and after it in its section.
        before, after: the sentences next to it in its section, or no words.
        heading: of its section.
        rank: place of its best hit, counted from 0.
        hit_share: that hit's score as a share of the first hit's, in [0, 1].
        items: for a list (whose span starts with its lead-in), the spans of its items.
    """

    document_id: str
    start: int
    end: int
    kind: CandidateKind
    section_path: tuple[str, ...]
    passage_id: str
    body: Text
    near: Text
    far: Text
    wide: Text
    before: Text
    after: Text
    heading: Text
    rank: int
    hit_score: float
    hit_share: float
    dense: float
    items: tuple[Span, ...] = ()


class EvidenceReader:
    """Turns hits into candidates; remembers what it has analysed."""

    def __init__(self, index: PolicyIndex, words: Words) -> None:
        self._words = words
        self._documents = index.documents
        self._texts: dict[str, Text] = {}
        self._wides: dict[tuple[str, int], Text] = {}
        self._neighbours: dict[str, Neighbours] = {}
        self._list_of_item: dict[tuple[str, int], ItemList] = {}
        self._list_after: dict[tuple[str, Span], ItemList] = {}
        for document in index.documents.values():
            for entry in document.lists:
                for block in entry.items:
                    self._list_of_item[document.id, block] = entry
                if entry.lead_in:
                    self._list_after[document.id, entry.lead_in] = entry

    def candidates(self, hits: list[Hit], *, lists: bool = True) -> list[Candidate]:
        """All candidates of the hits, best hit first; each span once.

        Args:
            lists: whole lists may answer (they may not where one figure is asked).
        """
        found: dict[tuple[str, int, int], Candidate] = {}
        top = max((hit.score for hit in hits), default=0.0) or 1.0
        for rank, hit in enumerate(hits):
            for candidate in self._of_hit(hit, rank, lists, top):
                found.setdefault((candidate.document_id, candidate.start, candidate.end), candidate)
        return list(found.values())

    def _text(self, text: str) -> Text:
        known = self._texts.get(text)
        if known is None:
            if len(self._texts) > _MOST_TEXTS:
                self._texts.clear()
            known = self._texts[text] = Text.of(text, self._words)
        return known

    def _wide(self, document: Document, at: int) -> Text:
        known = self._wides.get((document.id, at))
        if known is None:
            if len(self._wides) > _MOST_TEXTS:
                self._wides.clear()
            known = self._wides[document.id, at] = self._text(_wide(document, at))
        return known

    def _beside(self, document: Document, span: Span) -> tuple[Span, Span]:
        """The sentences before and after a span of whole sentences; empty where there is none."""
        known = self._neighbours.get(document.id)
        if known is None:
            known = self._neighbours[document.id] = neighbours(document)
        before, after = known
        return before.get(span[0], _NOWHERE), after.get(span[1], _NOWHERE)

    def _of_hit(self, hit: Hit, rank: int, lists: bool, top: float) -> list[Candidate]:
        passage = hit.passage
        document = self._documents[passage.document_id]
        block = document.blocks[passage.block]
        out = []
        sentences = passage.sentences
        item = block.kind == "item"
        if item and len(sentences) > 1 and len(passage.text.split()) <= _LONGEST_ITEM:
            whole = (passage.start, passage.end)
            out.append(
                self._candidate(
                    hit, (rank, hit.score / top), document, whole, "item", passage.lead_in
                )
            )
        for span in sentences:
            if lists and (document.id, span) in self._list_after:
                continue  # the list that it introduces stands for it
            if _only_a_head(document.text[span[0] : span[1]]):
                continue
            kind: CandidateKind = "sentence"
            if block.kind == "footnote":
                kind = "footnote"
            elif item and len(sentences) == 1:
                kind = "item"
            near = " ".join(_around(document, block, span, passage.lead_in))
            out.append(self._candidate(hit, (rank, hit.score / top), document, span, kind, near))
            pair = None if item else _pair(document, block, span)
            if pair:
                out.append(
                    self._candidate(
                        hit, (rank, hit.score / top), document, pair, "pair", passage.lead_in
                    )
                )
        if lists:
            out.extend(self._lists_at(hit, (rank, hit.score / top), document, block))
        return out

    def _candidate(
        self,
        hit: Hit,
        place: Place,
        document: Document,
        span: Span,
        kind: CandidateKind,
        near: str,
        items: tuple[Span, ...] = (),
    ) -> Candidate:
        passage = hit.passage
        before, after = self._beside(document, span)
        return Candidate(
            document_id=document.id,
            start=span[0],
            end=span[1],
            kind=kind,
            section_path=passage.section_path,
            passage_id=passage.id,
            body=self._text(document.text[span[0] : span[1]]),
            near=self._text(near),
            far=self._text(" ".join((*passage.section_path, document.title))),
            wide=self._wide(document, passage.block),
            before=self._text(document.text[slice(*before)]),
            after=self._text(document.text[slice(*after)]),
            heading=self._text(passage.section_path[-1] if passage.section_path else ""),
            rank=place[0],
            hit_score=hit.score,
            hit_share=place[1],
            dense=hit.dense,
            items=items,
        )

    def _lists_at(
        self, hit: Hit, place: Place, document: Document, block: Block
    ) -> list[Candidate]:
        """The list that the passage is an item of, and the lists its sentences introduce."""
        entries = [self._list_of_item.get((document.id, hit.passage.block))]
        entries.extend(self._list_after.get((document.id, span)) for span in hit.passage.sentences)
        found = []
        for entry in entries:
            if entry is None or len(entry.items) < 2:
                continue
            items = tuple((document.blocks[i].start, document.blocks[i].end) for i in entry.items)
            lead = entry.lead_in
            span = (lead[0] if lead else items[0][0], items[-1][1])
            found.append(self._candidate(hit, place, document, span, "list", "", items))
        return found


_MOST_TEXTS = 50_000
_NOWHERE: Span = (0, 0)


def neighbours(document: Document) -> Neighbours:
    """By where a sentence starts the one before it, by where it ends the one after it.

    In one section, headings and footnotes left out.
    """
    before, after = {}, {}
    running = [block for block in document.blocks if block.kind in ("paragraph", "item")]
    spans = [(block.section, span) for block in running for span in block.sentences]
    for (section, first), (next_section, second) in pairwise(spans):
        if section == next_section:
            before[second[0]] = first
            after[first[1]] = second
    return before, after


def _only_a_head(sentence: str) -> bool:
    """*Sectorplan Techniek:* announces what follows and says nothing itself."""
    return sentence.rstrip().endswith(":") and len(sentence.split()) <= _LONGEST_HEAD


def _pair(document: Document, block: Block, span: Span) -> Span | None:
    """A sentence with the one before it in the same block, when both are short."""
    before = [s for s in block.sentences if s[1] <= span[0]]
    if not before or block.kind == "footnote":
        return None
    start = before[-1][0]
    return (
        (start, span[1]) if len(document.text[start : span[1]].split()) <= _LONGEST_PAIR else None
    )


def _wide(document: Document, at: int) -> str:
    """Two blocks before and one after in the same section, each cut at some length."""
    section = document.blocks[at].section
    parts = []
    for near in (*range(max(0, at - 2), at), at, at + 1):
        if near < len(document.blocks) and document.blocks[near].section == section:
            block = document.blocks[near]
            if near < at:
                parts.append(document.text[max(block.start, block.end - _WIDE) : block.end])
            else:
                parts.append(document.text[block.start : min(block.end, block.start + _WIDE)])
    return " ".join(parts)


_WIDE = 600
"""Characters of a neighbouring block that are looked at."""


def _around(document: Document, block: Block, span: Span, lead_in: str) -> list[str]:
    """Lead-in, and the sentence before it in the same block (pronouns point there)."""
    parts = [lead_in] if lead_in else []
    before = [s for s in block.sentences if s[1] <= span[0]]
    if before:
        parts.extend(document.text[s[0] : s[1]] for s in before[-1:])
        if block.kind == "item" and len(before) > 1:
            parts.append(document.text[before[0][0] : before[0][1]])
    return parts
