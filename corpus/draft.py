"""What a reader hands to ``corpus.structure``: blocks in order, not yet placed in one text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.document import BlockKind
from corpus.text import BREAK, CALL_CLOSE, CALL_OPEN, Vocabulary

_SENTINEL = re.compile(f"{CALL_OPEN}(.*?){CALL_CLOSE}|{BREAK}")


def call(label: str) -> str:
    """A footnote's call as it travels inside a line."""
    return f"{CALL_OPEN}{label}{CALL_CLOSE}"


@dataclass(slots=True)
class Draft:
    """One block: text of its own, offsets counted inside that text.

    Attributes:
        line_starts: ``(offset, source line)`` pairs, ascending.
        group: drafts of one list share it.
        parent: index among the drafts of the item that holds this one's list.
        marker: what is shown before an item, without the space after it.
        calls: ``(offset, label)`` of the footnotes called.
        breaks: offsets where a sentence surely ends.
        pages: page of each source line, where the source shows its pages.
        label: of a footnote.
    """

    kind: BlockKind
    text: str
    line_starts: list[tuple[int, int]]
    last_line: int
    depth: int = 1
    marker: str = ""
    group: int | None = None
    parent: int | None = None
    pages: dict[int, int] = field(default_factory=dict)
    label: str = ""
    calls: list[tuple[int, str]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)


def draft_from_lines(
    kind: BlockKind, lines: list[tuple[str, int]], vocabulary: Vocabulary
) -> Draft:
    """A draft of the joined lines ``(text, source line)``, marks taken out and recorded."""
    joined = ""
    starts: list[tuple[int, int]] = []
    for text, number in lines:
        text = " ".join(text.split())
        if not text:
            continue
        if joined.endswith(BREAK):
            joined = f"{joined[:-1]} {BREAK}{text}"
        elif joined:
            joined = vocabulary.join(joined, text)
        else:
            joined = text
        starts.append((len(joined) - len(text), number))
    draft = Draft(kind, joined, starts, lines[-1][1] if lines else 1)
    take_out_marks(draft)
    return draft


def take_out_marks(draft: Draft) -> None:
    """Removes the travelling marks from ``draft.text`` and records where they stood."""
    clean, cuts, end = "", [], 0
    for mark in _SENTINEL.finditer(draft.text):
        clean += draft.text[end : mark.start()]
        if mark.group() == BREAK:
            draft.breaks.append(len(clean))
        else:
            draft.calls.append((len(clean), mark.group(1)))
        end = mark.end()
        cuts.append((end, mark.end() - mark.start()))
    draft.line_starts = [
        (offset - sum(size for at, size in cuts if at <= offset), line)
        for offset, line in draft.line_starts
    ]
    draft.text = clean + draft.text[end:]
