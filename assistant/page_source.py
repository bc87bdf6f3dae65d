"""The source panel's view of a document: one section, the quote in it, and where that stands.

Values only; ``page.html`` turns them into HTML.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.document import Block, Document, Footnote, Span

WINDOW = 5000
"""Characters of a section shown around the quote; a text without headings is one long section."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: plain, part of the quote, or (``note``) the mark of a footnote."""

    text: str
    quoted: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the section as it is shown; ``children`` are the items nested in an item."""

    kind: str
    runs: tuple[Run, ...]
    marker: str
    children: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote with the sentence that calls it ("" when no call was found)."""

    label: str
    runs: tuple[Run, ...]
    caller: str


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
        groups=tuple(_groups(document, shown, (start, end), marks)),
        notes=tuple(_notes(document, shown, footnote, (start, end))),
        cut_before=bool(shown) and shown[0] != blocks[0],
        cut_after=bool(shown) and shown[-1] != blocks[-1],
        lines=document.lines_of(start, end),
        page=block.page if block else None,
        place=round(100 * anchor / max(_running_length(document), 1)),
        previous=before,
        next=after,
        outline=outline_of(document, number),
    )


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


def _runs(
    document: Document, span: Span, quote: Span, notes: dict[int, str] | None = None
) -> tuple[Run, ...]:
    """The text of a span, cut where the quote starts and ends and where a footnote is called."""
    start, end = span
    calls = {at: label for at, label in (notes or {}).items() if start < at <= end}
    cuts = sorted({start, end, *calls, *(at for at in quote if start < at < end)})
    runs: list[Run] = []
    for left, right in pairwise(cuts):
        runs.append(Run(document.text[left:right], quote[0] <= left < quote[1]))
        if right in calls:
            runs.append(Run("", note=calls[right]))
    return tuple(runs)


def _groups(
    document: Document, blocks: Iterable[Block], quote: Span, notes: dict[int, str]
) -> Iterator[tuple[Piece, ...]]:
    items: list[Block] = []
    for block in blocks:
        if block.kind == "item":
            if items and block.depth == items[0].depth and block.list_id != items[0].list_id:
                yield _nest(document, items, quote, notes)
                items = []
            items.append(block)
            continue
        if items:
            yield _nest(document, items, quote, notes)
            items = []
        runs = _runs(document, (block.start, block.end), quote, notes)
        yield (Piece(block.kind, runs, block.marker),)
    if items:
        yield _nest(document, items, quote, notes)


def _nest(
    document: Document, items: list[Block], quote: Span, notes: dict[int, str]
) -> tuple[Piece, ...]:
    """Items in order to a tree: what is deeper belongs to the item before it."""
    top = min(item.depth for item in items)
    pieces: list[Piece] = []
    at = 0
    while at < len(items):
        item, at = items[at], at + 1
        deeper = at
        while deeper < len(items) and items[deeper].depth > max(item.depth, top):
            deeper += 1
        children = _nest(document, items[at:deeper], quote, notes) if deeper > at else ()
        runs = _runs(document, (item.start, item.end), quote, notes)
        pieces.append(Piece("item", runs, item.marker, children))
        at = deeper
    return tuple(pieces)


def _notes(
    document: Document, shown: list[Block], selected: Footnote | None, quote: Span
) -> Iterator[Note]:
    for footnote in document.footnotes:
        called = footnote.call is not None and any(b.start < footnote.call <= b.end for b in shown)
        if not called and footnote is not selected:
            continue
        block = document.blocks[footnote.block]
        caller = document.text[slice(*footnote.sentence)] if footnote.sentence else ""
        yield Note(footnote.label, _runs(document, (block.start, block.end), quote), caller)
