"""Plain text to drafts: paragraphs, headings, lists and footnotes by the evidence of the layout.

Where the evidence is thin a line is a paragraph: text is never lost.
"""

from __future__ import annotations

import re

from corpus.draft import Draft, draft_from_lines
from corpus.footnotes import take_out_footnotes
from corpus.headings import DANGLING, mark_headings
from corpus.layout import Layout, Line, read_layout
from corpus.text import BREAK, Vocabulary

_BULLETS = "-•*–—▪■●◦‣∙·○➢►✓\uf0b7\uf0a7\uf0d8\uf02d\uf076"
_BULLET = re.compile(rf"(?P<mark>[{re.escape(_BULLETS)}]|o(?=\s+\S))\s+(?=\S)")
_NUMBER = re.compile(r"(?P<mark>\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})(?:[.)°]|\.\)))\s+(?=\S)")
# Items that Markdown does not know as such.
LETTER = re.compile(r"(?P<mark>[a-z][.)]|[•▪●◦‣])\s+(?=\S)")
_END = re.compile(r"[.!?…][\"”’)\]]*$")
_SLACK = 12  # letters differ in width: a word this much shorter than the room left would have fit


class Block(list[Line]):
    """Lines that belong together, with what is known of them so far."""

    mark: str = ""
    style: str = ""  # what the items of one list have in common
    indent: int = 0


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
    _group_lists(drafts, blocks)
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
    lost_marks = _uses_lost_marks(layout)
    for at, line in enumerate(layout.lines):
        following = layout.lines[at + 1] if at + 1 < len(layout.lines) else None
        mark, style, skip = _item_mark(line, following, blocks, lost_marks, layout)
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


def _uses_lost_marks(layout: Layout) -> bool:
    """Whether a single space before a line is all that is left of list marks."""
    if not layout.spaced:
        return False
    indented = [line for line in layout.lines if line.indent]
    return 0 < len(indented) < 0.3 * len(layout.lines)


def _item_mark(
    line: Line, following: Line | None, blocks: list[Block], lost_marks: bool, layout: Layout
) -> tuple[str, str, int]:
    """Mark, style and number of characters of the mark in the line; "" for no item."""
    previous = blocks[-1] if blocks else None
    bullet = _BULLET.match(line.text)
    if bullet and not (
        # A dash that a sentence was broken at.
        bullet["mark"] in "–—-"
        and previous
        and not line.gap
        and not line.indent
        and not previous.mark
        and not re.search(r"[.:;!?]$", previous[-1].text)
        and layout.width
        and len(previous[-1].text) > 0.7 * layout.width
    ):
        style = bullet["mark"]
        return "-", style, bullet.end()
    number = _NUMBER.match(line.text)
    if number and _numbers_run(number["mark"], line, following, blocks, layout):
        style = "1" if number["mark"].strip("(.)°").isdigit() else "a"
        return number["mark"], style, number.end()
    indented = lost_marks and line.indent and not line.new_page
    if indented and previous is not None and _is_lost_item(line, previous, blocks, layout):
        return "-", "lost", 0
    return "", "", 0


def _numbers_run(
    mark: str, line: Line, following: Line | None, blocks: list[Block], layout: Layout
) -> bool:
    """Whether a number opens a list item: one that follows in a list, or starts one."""
    value = mark.strip("(.)°")
    items = [block for block in blocks[-40:] if block.mark]
    if items and any(_successor(block.mark.strip("(.)°")) == value for block in items[-15:]):
        return True
    if value.isalpha() and line.gap:
        return True  # no sentence starts with a small letter and a full stop
    if value not in {"1", "a", "i"}:
        return False
    # The first of a list: a second one follows before long.
    start = layout.lines.index(line)
    wanted = _successor(value)
    for later in layout.lines[start + 1 : start + 30]:
        found = _NUMBER.match(later.text)
        if found and found["mark"].strip("(.)°") == wanted:
            return not _stands_alone(layout, start)
    return False


def _stands_alone(layout: Layout, at: int) -> bool:
    """A numbered line with white space or a paragraph under it and no end mark is a heading."""
    line, lines = layout.lines[at], layout.lines
    if at + 1 >= len(lines) or re.search(r"[.;,:]$", line.text) or len(line.text) > 90:
        return False
    after = lines[at + 1]
    if _NUMBER.match(after.text) or _BULLET.match(after.text):
        return False
    before_is_lead = at > 0 and lines[at - 1].text.endswith(":")
    early = layout.width is None or len(line.text) < 0.7 * layout.width
    return early and not before_is_lead and after.text[0].isupper()


def _successor(value: str) -> str:
    if value.isdigit():
        return str(int(value) + 1)
    if len(value) == 1 and value not in "z":
        return chr(ord(value) + 1)
    romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
    return romans[romans.index(value) + 1] if value in romans[:-1] else ""


def _is_lost_item(line: Line, previous: Block, blocks: list[Block], layout: Layout) -> bool:
    end = previous[-1].text
    if not previous.mark:
        return end.endswith(":")
    if previous.style != "lost":
        return True
    run: list[Block] = []
    for block in reversed(blocks):
        if block.style != "lost":
            break
        run.insert(0, block)
    closed = _END.search(end) and len(run) > 1 and all(b[-1].text.endswith(";") for b in run[:-1])
    if not closed:
        return True
    # After a list's closing full stop a line with a space is an item only if it is like the others.
    if all(block[0].text.endswith(":") for block in run) and not line.text.endswith(":"):
        return False
    room = max(len(row.text) for block in run for row in block)
    return len(line.text) <= room + 2


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
    at = layout.lines.index(line)
    below = layout.lines[at + 1] if at + 1 < len(layout.lines) else None
    alone = below is not None and (below.gap or below.new_page)
    return at == 1 and alone and len(line.text) < 90 and not re.search(r"[.;,:]$", line.text)


def _group_lists(drafts: list[Draft], blocks: list[Block]) -> None:
    """Gives items of one list their group, depth and parent."""
    stack: list[tuple[str, int, int, int]] = []  # style, indent, group, last item
    groups = 0
    for at, block in enumerate(blocks):
        draft = drafts[at]
        if draft.kind == "heading":
            stack = []
            continue
        if draft.kind != "item":
            # A paragraph ends the list, unless it is set under an item.
            stack = [entry for entry in stack if block.indent > entry[1] + 1]
            continue
        level = _level(stack, block)
        if level < len(stack):
            style, indent, group, _ = stack[level]
            stack = [*stack[:level], (style, indent, group, at)]
        else:
            groups += 1
            stack.append((block.style, block.indent, groups, at))
        draft.depth = level + 1
        draft.group = stack[level][2]
        draft.parent = stack[level - 1][3] if level else None


def _level(stack: list[tuple[str, int, int, int]], block: Block) -> int:
    for level, (style, indent, _, _) in enumerate(stack):
        if style == block.style and abs(block.indent - indent) < 2:
            return level
    if not stack:
        return 0
    for level, (_, indent, _, _) in enumerate(stack):
        if block.indent < indent - 1:
            return level
    return len(stack)
