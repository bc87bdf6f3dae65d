"""Plain text to drafts: paragraphs, headings, lists and footnotes by the evidence of the layout.

Where the evidence is thin a line is a paragraph: text is never lost.
"""

from __future__ import annotations

import re

from corpus.draft import Draft, draft_from_lines
from corpus.footnotes import take_out_footnotes
from corpus.headings import DANGLING, mark_headings
from corpus.layout import Layout, Line, read_layout
from corpus.listing import Block, group_lists, item_mark, mark_unmarked_lists, uses_lost_marks
from corpus.text import BREAK, Vocabulary

_SLACK = 12  # letters differ in width: a word this much shorter than the room left would have fit


def read_plain(source: str, first_line: int = 1) -> list[Draft]:
    """Drafts of a plain text, in reading order, footnotes last.

    Args:
        source: the text without front matter.
        first_line: number of the text's first line in its file (front matter comes before it).
    """
    layout = read_layout(source, first_line)
    vocabulary = Vocabulary("\n".join(line.text for line in layout.lines))
    notes = take_out_footnotes(layout)
    blocks = _blocks(layout)
    mark_unmarked_lists(blocks)
    drafts: list[Draft] = []
    headings = mark_headings(
        [list(block) for block in blocks], [bool(b.mark) for b in blocks], layout.width
    )
    for at, block in enumerate(blocks):
        rows = [(line.text, line.number) for line in block]
        if at in headings:
            rows = [row for row in rows if not re.fullmatch(r"[=\-~_]{3,}", row[0])]
            draft = draft_from_lines("heading", rows, vocabulary)
            draft.depth = headings[at]
        elif block.mark:
            first = block[0]
            if first.text.endswith(":") and len(block) > 1 and _broken_early(layout, *block[:2]):
                rows[0] = (rows[0][0] + BREAK, rows[0][1])
            draft = draft_from_lines("item", rows, vocabulary)
            draft.marker = block.mark
        else:
            draft = draft_from_lines("paragraph", rows, vocabulary)
        draft.pages = _pages(block)
        drafts.append(draft)
    group_lists(drafts, blocks)
    for label, lines in notes:
        rows = [(line.text, line.number) for line in lines]
        note = draft_from_lines("footnote", rows, vocabulary)
        note.label, note.marker, note.pages = label, f"[{label}]", _pages(lines)
        drafts.append(note)
    return drafts


def _pages(lines: list[Line]) -> dict[int, int]:
    return {line.number: line.page for line in lines if line.page is not None}


def _blocks(layout: Layout) -> list[Block]:
    blocks: list[Block] = []
    lost_marks = uses_lost_marks(layout)
    for at, line in enumerate(layout.lines):
        line.place = at
        following = layout.lines[at + 1] if at + 1 < len(layout.lines) else None
        mark, style, skip = item_mark(line, following, blocks, lost_marks, layout)
        if not mark and blocks and _continues(layout, blocks[-1], line):
            blocks[-1].append(line)
            continue
        block = Block([line])
        if mark:
            block.mark, block.style = mark, style
            line.text = line.text[skip:]
        block.indent = line.indent
        blocks.append(block)
    return blocks


def _broken_early(layout: Layout, line: Line, following: Line) -> bool:
    """Whether the next word would have fit: the line ends where its author ended it."""
    if layout.width is None:
        return True
    word = following.text.split(maxsplit=1)[0]
    return len(line.text) + line.indent + 1 + len(word) + _SLACK <= layout.width


def _continues(layout: Layout, block: Block, line: Line) -> bool:
    """Whether a line without a mark goes on with the block before it."""
    last = block[-1]
    ended = re.search(r"[.!?:;…][\"”’)\]]*$", last.text) is not None
    starts_low = line.text[0].islower()
    if re.fullmatch(r"[=\-~_]{3,}", line.text):
        return not line.gap and len(block) == 1
    if re.fullmatch(r"[=\-~_]{3,}", last.text):
        return False
    if line.new_page:
        return (
            not ended
            and (starts_low or len(last.text) > 0.7 * (layout.width or 60))
            and (starts_low or (not line.gap and not layout.spaced))
        )
    if line.gap:
        return False
    if block[0] is layout.lines[0] and last.text.endswith(":") and _closes_title(layout, line):
        return True
    early = _broken_early(layout, last, line) and not DANGLING.search(last.text)
    if layout.width is None:
        return starts_low and not ended and len(last.text) >= 40
    if block.mark and block.style == "lost" and block[0] is last and last.text.endswith(":"):
        return True  # an item's own heading
    if not early and not (ended and len(last.text) > 1.25 * layout.width):
        return True
    return starts_low and not ended


def _closes_title(layout: Layout, line: Line) -> bool:
    """A short second line of a title that ends in a colon, with white space under it."""
    at = line.place
    below = layout.lines[at + 1] if at + 1 < len(layout.lines) else None
    alone = below is not None and (below.gap or below.new_page)
    return at == 1 and alone and len(line.text) < 90 and not re.search(r"[.;,:]$", line.text)
