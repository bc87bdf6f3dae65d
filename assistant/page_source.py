"""The source panel's view of a document: one section, the quote in it, and where that stands.

Values only; ``page.html`` turns them into HTML.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.page_text import Note, Piece, groups_of, notes_of
from corpus.document import Document, Footnote, Span

WINDOW = 5000
"""Characters of a section shown around the quote; a text without headings is one long section."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the document's outline; its span is what a click on it shows."""

    heading: str
    level: int
    start: int
    end: int
    current: bool


@dataclass(frozen=True, slots=True)
class SourceView:
    """What the panel shows.

    Attributes:
        start, end: the span shown as quote, offsets in the document's text.
        path: headings down to the section, without the document's own title.
        groups: the section's blocks; the items of a list stand together in one group.
        cut_before, cut_after: the section goes on outside what is shown.
        place: how far into the running text the quote starts, in percent.
        previous, next: spans of the neighbouring passages, or None at the ends.
        link: query of the link that opens the document here.
    """

    document: Document
    start: int
    end: int
    path: tuple[str, ...]
    heading: str
    groups: tuple[tuple[Piece, ...], ...]
    notes: tuple[Note, ...]
    cut_before: bool
    cut_after: bool
    lines: tuple[int, int]
    page: int | None
    place: int
    previous: Span | None
    next: Span | None
    outline: tuple[Entry, ...]
    link: str


def view_source(document: Document, start: int, end: int) -> SourceView:
    """The section around a span; a span outside the text is moved to the nearest place in it."""
    start = min(max(start, 0), max(len(document.text) - 1, 0))
    end = min(max(end, start + 1), len(document.text))
    footnote = _footnote_at(document, start)
    anchor = footnote.call if footnote and footnote.call is not None else start
    number = _section_at(document, anchor)
    section = document.sections[number]
    blocks = [
        b for b in document.blocks if b.section == number and b.kind not in ("heading", "footnote")
    ]
    # Around a quote that is a whole section there is nothing to add: start where it starts.
    low, high = anchor - WINDOW // 2, max(anchor + WINDOW // 2, min(end, anchor + WINDOW))
    shown = [b for b in blocks if b.end > low and b.start < high]
    marks = {f.call: f.label for f in document.footnotes if f.call is not None}
    before, after = _neighbours(document, start, end)
    block = document.block_at(start)
    return SourceView(
        document=document,
        start=start,
        end=end,
        path=section.path,
        heading=section.heading,
        groups=tuple(groups_of(document, shown, (start, end), marks)),
        notes=tuple(notes_of(document, shown, footnote, (start, end))),
        cut_before=bool(shown) and shown[0] != blocks[0],
        cut_after=bool(shown) and shown[-1] != blocks[-1],
        lines=document.lines_of(start, end),
        page=block.page if block else None,
        place=round(100 * anchor / max(_running_length(document), 1)),
        previous=before,
        next=after,
        outline=outline_of(document, number),
        link=link_to(document, start, number),
    )


def link_to(document: Document, start: int, section: int) -> str:
    """Query of a link to the passage that holds ``start``, else to the section (counted from 0)."""
    for passage in document.passages:
        if passage.start <= start < passage.end:
            return urlencode({"passage": passage.id})
    return urlencode({"document": document.id, "sectie": section + 1})


def outline_of(document: Document, current: int | None = None) -> tuple[Entry, ...]:
    """The document's headings; ``current`` is an index into ``Document.sections``."""
    return tuple(
        Entry(s.heading, s.level, s.start, s.start + len(s.heading), i == current)
        for i, s in enumerate(document.sections)
    )


def _running_length(document: Document) -> int:
    return max((s.end for s in document.sections), default=len(document.text))


def _section_at(document: Document, offset: int) -> int:
    at = bisect_right(document.blocks, offset, key=lambda b: b.start) - 1
    return document.blocks[max(at, 0)].section if document.blocks else 0


def _footnote_at(document: Document, offset: int) -> Footnote | None:
    for footnote in document.footnotes:
        block = document.blocks[footnote.block]
        if block.start <= offset < block.end:
            return footnote
    return None


def _neighbours(document: Document, start: int, end: int) -> tuple[Span | None, Span | None]:
    """The passages before and after the one the span starts and ends in."""
    passages = document.passages
    first = bisect_right(passages, start, key=lambda p: p.end)
    last = bisect_left(passages, end, key=lambda p: p.start)
    before = passages[first - 1] if first > 0 else None
    after = passages[last] if last < len(passages) else None
    return (
        (before.start, before.end) if before else None,
        (after.start, after.end) if after else None,
    )
