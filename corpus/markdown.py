"""Markdown to drafts, on top of markdown-it-py: headings, lists, tables and footnotes.

Emphasis and links are reduced to their text, comments are left out, code keeps its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.draft import Draft, call, draft_from_lines
from corpus.listing import LETTER
from corpus.markup import Row, html_rows, take_out_notes
from corpus.text import BREAK, Vocabulary, clean

_CALL = re.compile(r"\[\^([^\]\s]+)\]")
_CELLS = " | "


@dataclass(slots=True)
class _List:
    group: int
    depth: int
    parent: int | None
    marker: str = "-"
    item: int | None = None  # draft of the item now open
    fresh: bool = False  # an item was opened and has no text yet


@dataclass(slots=True)
class _Reader:
    vocabulary: Vocabulary
    labels: frozenset[str]
    first_line: int
    drafts: list[Draft] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    groups: int = 0
    level: int = 0
    rows_of: dict[int, list[Row]] = field(default_factory=dict)

    def add(self, kind: str, rows: list[Row]) -> Draft | None:
        rows = [row for row in rows if row[0].strip(f" {BREAK}")]
        if not rows:
            return None
        draft = draft_from_lines("paragraph", rows, self.vocabulary)
        if not draft.text:
            return None
        if kind == "heading":
            draft.kind = "heading"
        elif kind == "item":
            draft.kind = "item"
        self.rows_of[len(self.drafts)] = rows
        self.drafts.append(draft)
        return draft

    def open_list(self) -> _List:
        self.groups += 1
        parent = self.lists[-1].item if self.lists else None
        opened = _List(self.groups, len(self.lists) + 1, parent)
        self.lists.append(opened)
        return opened

    def add_item(self, rows: list[Row], marker: str) -> None:
        inside = self.lists[-1]
        draft = self.add("item", rows)
        if draft is None:
            return
        draft.marker, draft.group, draft.depth = marker, inside.group, inside.depth
        draft.parent = inside.parent
        inside.item, inside.fresh = len(self.drafts) - 1, False


def read_markdown(source: str, first_line: int = 1) -> list[Draft]:
    """Drafts of Markdown text, footnotes last.

    Args:
        source: the text without front matter.
        first_line: number of the text's first line in its file (front matter comes before it).
    """
    body, notes = take_out_notes(source.split("\n"))
    labels = frozenset(label for label, _ in notes)
    reader = _Reader(Vocabulary(clean(source)), labels, first_line)
    _read_blocks(reader, "\n".join(body))
    for label, rows in notes:
        inner = _Reader(reader.vocabulary, labels, first_line + rows[0][1])
        _read_blocks(inner, "\n".join(text for text, _ in rows))
        joined = [row for at in sorted(inner.rows_of) for row in inner.rows_of[at]]
        if joined:
            note = draft_from_lines("footnote", joined, reader.vocabulary)
            note.label, note.marker = label, f"[{label}]"
            reader.drafts.append(note)
    return reader.drafts


def _read_blocks(reader: _Reader, text: str) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    heading = 0
    at = 0
    while at < len(tokens):
        token = tokens[at]
        line = reader.first_line + (token.map[0] if token.map else 0)
        match token.type:
            case "heading_open":
                heading = int(token.tag[1])
            case "inline":
                _read_inline(reader, token, line, heading)
                heading = 0
            case "bullet_list_open" | "ordered_list_open":
                reader.open_list()
            case "bullet_list_close" | "ordered_list_close":
                reader.lists.pop()
            case "list_item_open":
                opened = reader.lists[-1]
                opened.marker = f"{token.info}{token.markup}" if token.info else "-"
                opened.item, opened.fresh = None, True
            case "fence" | "code_block":
                first = line + (1 if token.type == "fence" else 0)
                rows = [(clean(row), first + n) for n, row in enumerate(token.content.split("\n"))]
                _add_text(reader, rows)
            case "html_block":
                _add_text(reader, html_rows(token.content, line))
            case "table_open":
                at = _read_table(reader, tokens, at)
        at += 1


def _read_inline(reader: _Reader, token: Token, line: int, heading: int) -> None:
    rows = _rows(reader, token, line)
    if heading:
        draft = reader.add("heading", rows)
        if draft:
            draft.depth = reader.level = heading
        return
    if not reader.lists and _is_bold_heading(token):
        draft = reader.add("heading", rows)
        if draft:
            draft.depth = reader.level + 1
        return
    _add_text(reader, rows)


def _is_bold_heading(token: Token) -> bool:
    """A paragraph that is one short bold phrase serves as a heading."""
    children = [c for c in token.children or [] if c.type != "text" or c.content.strip()]
    if len(children) != 3 or children[0].type != "strong_open":
        return False
    text = children[1].content
    return len(text) <= 100 and not re.search(r"[.;,:!]$", text.strip())


def _add_text(reader: _Reader, rows: list[Row]) -> None:
    """A paragraph, the text of an item, or lettered items that Markdown does not know."""
    for lettered, part in _lettered(rows):
        if lettered:
            _add_lettered(reader, part)
        elif reader.lists and reader.lists[-1].fresh:
            reader.add_item(part, reader.lists[-1].marker)
        elif reader.lists and reader.lists[-1].item == len(reader.drafts) - 1:
            _lengthen(reader, part)
        else:
            reader.add("paragraph", part)


def _lengthen(reader: _Reader, rows: list[Row]) -> None:
    """A further paragraph of an item: part of the item, with a sentence end before it."""
    at = len(reader.drafts) - 1
    old = reader.drafts[at]
    before = reader.rows_of[at]
    rows = [*before[:-1], (before[-1][0] + BREAK, before[-1][1]), *rows]
    draft = draft_from_lines("item", rows, reader.vocabulary)
    draft.marker, draft.group, draft.depth = old.marker, old.group, old.depth
    draft.parent = old.parent
    reader.drafts[at], reader.rows_of[at] = draft, rows


def _lettered(rows: list[Row]) -> list[tuple[bool, list[Row]]]:
    """Parts of a paragraph: plain ones, and one that starts with a lettered or dotted item."""
    parts: list[tuple[bool, list[Row]]] = []
    marks = [LETTER.match(text) for text, _ in rows]
    # No sentence starts with a small letter and a full stop; inside a paragraph it may be chance.
    several = marks[0] is not None or sum(mark is not None for mark in marks) >= 2
    for row, mark in zip(rows, marks, strict=True):
        if mark and (several or mark["mark"][0] in "•▪●"):
            parts.append((True, [row]))
        elif parts:
            parts[-1][1].append(row)
        else:
            parts.append((False, [row]))
    return parts


def _add_lettered(reader: _Reader, rows: list[Row]) -> None:
    mark = LETTER.match(rows[0][0])
    assert mark is not None
    marker = mark["mark"] if mark["mark"][0].isalnum() else "-"
    rows = [(rows[0][0][mark.end() :], rows[0][1]), *rows[1:]]
    last = reader.drafts[-1] if reader.drafts else None
    parent = reader.lists[-1].item if reader.lists else None
    opened = reader.open_list()
    if (
        last and last.kind == "item" and last.marker == marker == "-" and last.parent == parent
    ) or (last and last.kind == "item" and last.parent == parent and last.marker[:1].isalpha()):
        opened.group = last.group or opened.group
    reader.add_item(rows, marker)
    reader.lists.pop()


def _read_table(reader: _Reader, tokens: list[Token], at: int) -> int:
    """A table: its header a paragraph, each row an item of one list. Returns the last token read."""
    opened: _List | None = None
    header = False
    cells: list[str] = []
    line = reader.first_line
    while tokens[at].type != "table_close":
        token = tokens[at]
        match token.type:
            case "thead_open":
                header = True
            case "tbody_open":
                header = False
            case "tr_open":
                cells = []
                line = reader.first_line + (token.map[0] if token.map else 0)
            case "inline":
                rows = _rows(reader, token, line)
                cells.append(" ".join(text.replace(BREAK, "") for text, _ in rows).strip())
            case "tr_close" if any(cells):
                text = _CELLS.join(cells)
                if header:
                    reader.add("paragraph", [(text, line)])
                else:
                    opened = opened or reader.open_list()
                    reader.add_item([(text, line)], "")
        at += 1
    if opened:
        reader.lists.pop()
    return at


def _rows(reader: _Reader, token: Token, line: int) -> list[Row]:
    """The text of an inline token, line by line, with footnote calls as travelling marks."""

    def mark(found: re.Match[str]) -> str:
        return call(found[1]) if found[1] in reader.labels else found[0]

    text = ""
    for child in token.children or []:
        match child.type:
            case "text" | "code_inline":
                text += _CALL.sub(mark, child.content) if child.type == "text" else child.content
            case "text_special":
                text += child.content
            case "softbreak":
                text += "\n"
            case "hardbreak":
                text += f"{BREAK}\n"
            case "image":
                text += child.content
            case "html_inline" if re.match(r"<br\b", child.content, re.IGNORECASE):
                text += " "
    text = re.sub(r"^\[[ xX]\]\s+", "", text)
    text = re.sub(r"\s+(?=\ufdd0)", "", text)
    return [(row, line + n) for n, row in enumerate(clean(text).split("\n"))]
