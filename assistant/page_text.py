"""Running text as the page shows it: paragraphs, nested lists, footnotes, with a quote marked.

Values only; templates turn them into HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.document import Block, Document, Footnote, Span


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
    page: int | None = None
    children: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote with the sentence that calls it ("" when no call was found)."""

    label: str
    runs: tuple[Run, ...]
    caller: str


def runs_of(
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


def groups_of(
    document: Document, blocks: Iterable[Block], quote: Span, notes: dict[int, str]
) -> Iterator[tuple[Piece, ...]]:
    """Blocks in order; the items of one list stand together in one group.

    Args:
        quote: what to mark.
        notes: labels of footnotes by the offset where they are called.
    """
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
        runs = runs_of(document, (block.start, block.end), quote, notes)
        yield (Piece(block.kind, runs, block.marker, block.page),)
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
        runs = runs_of(document, (item.start, item.end), quote, notes)
        pieces.append(Piece("item", runs, item.marker, item.page, children))
        at = deeper
    return tuple(pieces)


def notes_of(
    document: Document, shown: list[Block], selected: Footnote | None, quote: Span
) -> Iterator[Note]:
    """The footnotes called in what is shown, and the selected one."""
    for footnote in document.footnotes:
        called = footnote.call is not None and any(b.start < footnote.call <= b.end for b in shown)
        if not called and footnote is not selected:
            continue
        block = document.blocks[footnote.block]
        caller = document.text[slice(*footnote.sentence)] if footnote.sentence else ""
        yield Note(footnote.label, runs_of(document, (block.start, block.end), quote), caller)
