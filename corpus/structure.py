"""Puts a reader's drafts into one text with offsets: sections, blocks, lists, footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Block, Footnote, ItemList, Section, Span
from corpus.draft import Draft
from corpus.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Structure:
    """All of a ``Document`` that follows from its drafts."""

    text: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    lists: tuple[ItemList, ...]
    footnotes: tuple[Footnote, ...]
    line_starts: tuple[tuple[int, int], ...]
    pages: dict[int, int]  # source line to page


def assemble(drafts: Sequence[Draft], title: str) -> Structure:
    """One text of the drafts, footnotes last; a footnote belongs to the section of its caller."""
    running = [draft for draft in drafts if draft.kind != "footnote"]
    notes = [draft for draft in drafts if draft.kind == "footnote"]
    text, starts, line_starts = _write([*running, *notes])
    sections, section_of = _sections(running, starts, title)
    blocks = [
        _block(draft, start, section)
        for draft, start, section in zip(running, starts[: len(running)], section_of, strict=True)
    ]
    calls: dict[str, list[tuple[int, int]]] = {}  # label to (offset, draft), in order
    for at, draft in enumerate(running):
        for offset, label in draft.calls:
            calls.setdefault(label, []).append((starts[at] + offset, at))
    footnotes: list[Footnote] = []
    for draft, start in zip(notes, starts[len(running) :], strict=True):
        waiting = calls.get(draft.label, [])
        found = waiting.pop(0) if waiting else None
        at = found[1] if found else len(blocks[: len(running)]) - 1
        section = blocks[at].section if found and blocks else 0
        sentence = _sentence_at(blocks[found[1]], found[0]) if found else None
        footnotes.append(Footnote(draft.label, len(blocks), found[0] if found else None, sentence))
        blocks.append(_block(draft, start, section))
    lists = _lists(running, blocks)
    return Structure(
        text=text,
        sections=tuple(sections),
        blocks=tuple(blocks),
        lists=lists,
        footnotes=tuple(footnotes),
        line_starts=tuple(line_starts),
        pages={line: page for draft in drafts for line, page in draft.pages.items()},
    )


def _write(drafts: Sequence[Draft]) -> tuple[str, list[int], list[tuple[int, int]]]:
    parts: list[str] = []
    length = 0
    starts: list[int] = []
    lines: list[tuple[int, int]] = []
    previous: Draft | None = None
    for draft in drafts:
        if previous is not None:
            tight = draft.kind == "item" == previous.kind and (
                draft.group == previous.group or max(draft.depth, previous.depth) > 1
            )
            parts.append("\n" if tight else "\n\n")
            length += len(parts[-1])
        indent = "  " * (draft.depth - 1) if draft.kind == "item" else ""
        mark = f"{indent}{draft.marker} " if draft.marker else indent
        parts += [mark, draft.text]
        length += len(mark)
        starts.append(length)
        lines += [(length + offset, line) for offset, line in draft.line_starts]
        length += len(draft.text)
        previous = draft
    return "".join(parts), starts, lines


def _block(draft: Draft, start: int, section: int) -> Block:
    if draft.kind == "heading":
        spans = [(0, len(draft.text))]
    else:
        spans = split_sentences(draft.text, draft.breaks)
    first = draft.line_starts[0][1] if draft.line_starts else draft.last_line
    return Block(
        kind=draft.kind,
        start=start,
        end=start + len(draft.text),
        section=section,
        sentences=tuple((start + a, start + b) for a, b in spans),
        lines=(first, max(first, draft.last_line)),
        depth=draft.depth,
        list_id=draft.group,
        marker=draft.marker,
        page=draft.pages.get(first),
    )


def _sections(
    running: Sequence[Draft], starts: Sequence[int], title: str
) -> tuple[list[Section], list[int]]:
    """Sections, and for each draft the index of its own.

    A first heading that is the only one of level 1 is the document's title: it has its own section, which holds
    the introduction, and is left out of the paths below it.
    """
    opened: list[tuple[tuple[str, ...], int, int]] = []  # path, level, first draft
    section_of: list[int] = []
    levels = [draft.depth for draft in running if draft.kind == "heading"]
    has_title = levels.count(1) == 1 and levels[0] == 1
    stack: list[tuple[int, str]] = []
    for at, draft in enumerate(running):
        if draft.kind == "heading" and draft.depth == 1 and has_title:
            opened.append(((draft.text,), 1, at))
        elif draft.kind == "heading":
            stack = [entry for entry in stack if entry[0] < draft.depth]
            stack.append((draft.depth, draft.text))
            opened.append((tuple(name for _, name in stack), draft.depth, at))
        elif not opened:
            opened.append(((title,), 1, at))
        section_of.append(len(opened) - 1)
    sections: list[Section] = []
    for at, (path, level, first) in enumerate(opened):
        last = opened[at + 1][2] - 1 if at + 1 < len(opened) else len(running) - 1
        sections.append(Section(path, level, starts[first], starts[last] + len(running[last].text)))
    if not sections:
        sections.append(Section((title,), 1, 0, 0))
    return sections, section_of


def _sentence_at(block: Block, offset: int) -> Span | None:
    """The sentence that an offset lies in, or right behind."""
    for start, end in block.sentences:
        if start < offset <= end or (start == offset == block.start):
            return start, end
    return block.sentences[-1] if block.sentences else None


def _lists(running: Sequence[Draft], blocks: Sequence[Block]) -> tuple[ItemList, ...]:
    members: dict[int, list[int]] = {}
    for at, draft in enumerate(running):
        if draft.kind == "item" and draft.group is not None:
            members.setdefault(draft.group, []).append(at)
    lists = []
    for group, items in members.items():
        parent = running[items[0]].parent
        before = parent if parent is not None else items[0] - 1
        lead: Span | None = None
        # An item right before a list of another kind introduces it only as its parent.
        kinds = ("paragraph", "item") if parent is not None else ("paragraph",)
        if before >= 0 and blocks[before].kind in kinds and blocks[before].sentences:
            lead = blocks[before].sentences[-1]
        lists.append(ItemList(group, tuple(items), lead, parent))
    return tuple(lists)
