"""The words of the house: Document, Section, Block, Footnote, Passage.

Every offset in the project counts characters in ``Document.text``, the normalised running text,
and every span is half open: ``document.text[start:end]``. Footnotes stand at the end of
``Document.text``, after the running text, so that they have offsets too.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "footnote"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document beside its text; unknown is None, never a guess.

    Attributes:
        date: ISO 8601, as exact as known: ``2012``, ``2012-03`` or ``2012-03-20``.
        status: what kind of text it is, in Dutch words for the reader.
        source: the file's name inside its folder.
        sha256: of the file's bytes, hexadecimal.
    """

    title: str
    source: str
    sha256: str
    publisher: str | None = None
    date: str | None = None
    status: str | None = None
    licence: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with all that stands under it, up to the next heading of any level.

    Text before the first heading belongs to a section whose path is the document's title.

    Attributes:
        path: headings from the outermost to this one; the document's title is not part of it,
            except for text before the first heading.
        start, end: from the heading's first character to the end of its last block.
    """

    path: tuple[str, ...]
    level: int
    start: int
    end: int

    @property
    def heading(self) -> str:
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, one list item or one footnote: text without its mark.

    Attributes:
        section: index into ``Document.sections``.
        depth: level of a heading (1 is outermost), or nesting of a list item (1 is outermost).
        list_id: items of one list share it; nested items have a list of their own.
        marker: the mark as shown in ``Document.text`` before ``start`` (``-``, ``1.``, ``[2]``), or "".
        sentences: spans of the block's sentences, in order, covering all its words.
        lines: first and last line in the source file, counted from 1.
        page: page in the source, counted from 1, where the source shows its pages.
    """

    kind: BlockKind
    start: int
    end: int
    section: int
    sentences: tuple[Span, ...]
    lines: tuple[int, int]
    depth: int = 1
    list_id: int | None = None
    marker: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list with the sentence that introduces it.

    Attributes:
        items: indexes into ``Document.blocks`` of the items on the list's own level, in order.
        lead_in: span of the introducing sentence (for a nested list, in its parent item), or None.
        parent: index into ``Document.blocks`` of the item that holds this list, or None.
    """

    id: int
    items: tuple[int, ...]
    lead_in: Span | None
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote and where it is called.

    Attributes:
        label: its mark, for instance ``2``.
        block: index into ``Document.blocks``.
        call: offset in the running text where the mark stood, or None when no call was found.
        sentence: span of the sentence that calls it, or None.
    """

    label: str
    block: int
    call: int | None
    sentence: Span | None


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed and cited: whole sentences of one paragraph, or one list item, or a footnote.

    ``document.text[start:end] == text``, always. Heading path, lead-in and neighbours are context:
    they help matching and are never part of the text.

    Attributes:
        id: deterministic, sorts in document order: ``<document_id>#<ordinal, five digits>``.
        lead_in: text of the sentence that introduces the list, or that calls the footnote, or the
            head of a long item of which this passage is a later part; "" where there is none.
        before, after: text of the neighbouring sentences in the same section, or "".
        sentences: absolute spans of the sentences in this passage.
        block: index into ``Document.blocks``.
        lines, page: as in ``Block``.
    """

    id: str
    document_id: str
    start: int
    end: int
    text: str
    section_path: tuple[str, ...]
    kind: BlockKind
    block: int
    sentences: tuple[Span, ...]
    lines: tuple[int, int]
    page: int | None = None
    lead_in: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One policy text, read and taken apart.

    Attributes:
        id: the file's stem in lower case, made safe for use in ids and URLs.
        line_starts: ``(offset, source line)`` pairs, ascending: the map back to the source.
    """

    id: str
    metadata: Metadata
    text: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    lists: tuple[ItemList, ...]
    footnotes: tuple[Footnote, ...]
    passages: tuple[Passage, ...]
    line_starts: tuple[tuple[int, int], ...] = field(default=())

    @property
    def title(self) -> str:
        return self.metadata.title

    def block_at(self, offset: int) -> Block | None:
        """The block whose text holds ``offset``, or None (between blocks)."""
        at = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        if at < 0 or offset >= self.blocks[at].end:
            return None
        return self.blocks[at]

    def lines_of(self, start: int, end: int) -> tuple[int, int]:
        """First and last source line, counted from 1, of a span of ``text``."""
        last = max(start, end - 1)
        return self._line(start), self._line(last)

    def _line(self, offset: int) -> int:
        at = bisect_right(self.line_starts, offset, key=lambda pair: pair[0]) - 1
        return self.line_starts[max(at, 0)][1] if self.line_starts else 1
