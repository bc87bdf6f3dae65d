"""Lists in plain text: marks, lost marks, and which items belong together."""

from __future__ import annotations

import re

from corpus.draft import Draft
from corpus.layout import Layout, Line

_BULLETS = "-•*–—▪■●◦‣∙·○➢►✓\uf0b7\uf0a7\uf0d8\uf02d\uf076"
_BULLET = re.compile(rf"(?P<mark>[{re.escape(_BULLETS)}]|o(?=\s+\S))\s+(?=\S)")
_NUMBER = re.compile(r"(?P<mark>\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})(?:[.)°]|\.\)))\s+(?=\S)")
# Items that Markdown does not know as such.
LETTER = re.compile(r"(?P<mark>[a-z][.)]|[•▪●◦‣])\s+(?=\S)")
_END = re.compile(r"[.!?…][\"”’)\]]*$")


_LISTED = re.compile(r"[;,](?: (?:en|of))?$")


class Block(list[Line]):
    """Lines that belong together, with what is known of them so far."""

    mark: str = ""
    style: str = ""  # what the items of one list have in common
    indent: int = 0


def uses_lost_marks(layout: Layout) -> bool:
    """Whether a single space before a line is all that is left of list marks."""
    if not layout.spaced:
        return False
    indented = [line for line in layout.lines if line.indent]
    return 0 < len(indented) < 0.3 * len(layout.lines)


def item_mark(
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
    start = line.place
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


def group_lists(drafts: list[Draft], blocks: list[Block]) -> None:
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


def mark_unmarked_lists(blocks: list[Block]) -> None:
    """Makes items of the lines under a lead-in with a colon, where no mark is left at all.

    Each but the last ends in a semicolon or comma, or they are short lines without end marks
    that white space sets apart from what follows.
    """
    at = 0
    while at < len(blocks):
        lead = blocks[at]
        at += 1
        if lead.mark or not lead[-1].text.endswith(":"):
            continue
        end = at
        while end < len(blocks) and not blocks[end].mark and _LISTED.search(blocks[end][-1].text):
            end += 1
        if end > at and end < len(blocks) and not blocks[end].mark:
            end += blocks[end][-1].text.endswith(".")
        if end - at < 2:
            end = _short_lines(blocks, at)
        if end - at >= 2:
            for block in blocks[at:end]:
                block.mark, block.style, block.indent = "-", "unmarked", blocks[at].indent
            at = end


def _short_lines(blocks: list[Block], first: int) -> int:
    """End of a run of short lines from ``first``, or ``first`` where there is none."""
    end = first
    while (
        end < len(blocks)
        and not blocks[end].mark
        and len(blocks[end]) == 1
        and (end == first or not blocks[end][0].gap)
        and len(blocks[end][0].text) <= 80
        and not re.search(r"[.:!?,]$", blocks[end][0].text)
    ):
        end += 1
    closed = end == len(blocks) or blocks[end][0].gap
    return end if closed else first
