"""Footnotes of a plain text: where they stand, and where they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.draft import call
from corpus.headings import NOTES_HEADING
from corpus.layout import Layout, Line
from corpus.text import superscripts

_LABEL = re.compile(
    r"(?:\[(?P<bracket>\d{1,3})\]|(?P<super>[⁰¹²³⁴-⁹]{1,3})|(?P<plain>\d{1,3})(?P<dot>[.)]?))\s*(?=\S)"
)
Note = tuple[str, list[Line]]


def take_out_footnotes(layout: Layout) -> list[Note]:
    """Takes the footnotes out of ``layout.lines`` and marks their calls in the lines that stay.

    A footnote needs evidence: a rule above it or a heading *Noten*, or a label that is called as a
    superscript or in brackets. Labels run in order.
    """
    _mark_superscripts(layout)
    notes: list[Note] = []
    kept: list[Line] = []
    inside: Note | None = None
    under_heading = False
    for at, line in enumerate(layout.lines):
        if inside and line.new_page and not under_heading:
            inside = None
        label = _label(line, notes, inside is not None or under_heading, kept, layout, at)
        if label is not None:
            value, rest = label
            line.text = rest
            inside = (value, [line])
            notes.append(inside)
        elif inside and not (line.gap and not layout.spaced and not under_heading):
            inside[1].append(line)
        else:
            inside = None
            under_heading = bool(NOTES_HEADING.match(line.text)) and _notes_follow(layout, at)
            kept.append(line)
    layout.lines = kept
    _mark_calls(kept, notes)
    return notes


def _label(
    line: Line, notes: list[Note], inside: bool, kept: list[Line], layout: Layout, at: int
) -> tuple[str, str] | None:
    found = _LABEL.match(line.text)
    if not found or found.end() == len(line.text):
        return None
    digits = superscripts()
    value = found["bracket"] or found["plain"]
    value = value or "".join(digits[c] for c in found["super"])
    expected = int(notes[-1][0]) + 1 if notes else 1
    restarts = value == "1" and bool(notes)
    if int(value) != expected and not (restarts and line.rule_before):
        return None
    rest = line.text[found.end() :]
    if inside or line.rule_before:
        return value, rest
    called = found["bracket"] and any(f"[{value}]" in row.text for row in kept)
    called = called or (found["super"] and any(call(value) in row.text for row in kept))
    return (value, rest) if called else None


def _notes_follow(layout: Layout, at: int) -> bool:
    return at + 1 < len(layout.lines) and _LABEL.match(layout.lines[at + 1].text) is not None


def _mark_superscripts(layout: Layout) -> None:
    """Superscript digits after a word call a footnote; ``m²`` and ``km³`` are units."""
    digits = superscripts()

    def mark(found: re.Match[str]) -> str:
        return call("".join(digits[c] for c in found.group()))

    for line in layout.lines:
        line.text = re.sub(
            r"(?<=[^\W\d_]{3})[¹²³⁰⁴-⁹]{1,3}|(?<=[.,;:)”’])[¹²³⁰⁴-⁹]{1,3}", mark, line.text
        )


def _mark_calls(lines: list[Line], notes: list[Note]) -> None:
    """Replaces each call by its travelling mark; a superscript without a note gets its sign back."""
    labels = {label for label, _ in notes}
    at = 0
    for label, note in notes:
        page = note[0].page
        spots = list(_spots(lines, label, at, note[0].number))
        near = [spot for spot in spots if lines[spot[0]].page == page] or [
            spot for spot in spots if page is None or (lines[spot[0]].page or 0) <= page
        ]
        if not near:
            continue
        row, start, end = min(near, key=lambda spot: (spot[3], spot[0], spot[1]))[:3]
        text = lines[row].text
        lines[row].text = text[:start] + call(label) + text[end:]
        at = row
    signs = {value: key for key, value in superscripts().items()}
    for line in lines:
        line.text = re.sub(
            "\ufdd0(\\d+)\ufdd1",
            lambda m: m[0] if m[1] in labels else "".join(signs[c] for c in m[1]),
            line.text,
        )


def _spots(
    lines: list[Line], label: str, first: int, last_line: int
) -> Iterator[tuple[int, int, int, int]]:
    """Where the label may be called before ``last_line``: line index, start, end, and how doubtful (0 is sure)."""
    patterns = (
        (re.escape(call(label)), 0),
        (rf"(?<=\S)\s?\[{label}\]", 0),
        # Glued to a word, to a closing mark, to a sentence's end, or to a year.
        (rf"(?<=[a-zà-ÿ]{{2}}){label}(?![\w%]|[.,]\d)", 1),
        (rf"(?<=[)\]”’.,;:!?]){label}(?![\w%]|[.,]\d)", 1),
        (rf"(?<=(?<!\d)(?:19|20)\d\d){label}(?![\w%]|[.,]\d)", 1),
        (rf"(?<=[A-Z]{{3}}){label}(?![\w%]|[.,]\d)", 2),
    )
    for at in range(first, len(lines)):
        text = lines[at].text
        if lines[at].number > last_line:
            return
        if label not in text:
            continue
        for pattern, doubt in patterns:
            for found in re.finditer(pattern, text):
                word = text[: found.start()].rsplit(maxsplit=1)[-1:] or [""]
                if (
                    doubt
                    and re.search(r"[\d€]", word[0])
                    and not re.search(r"(?:^|\D)(?:19|20)\d\d[.,;:)]*$", word[0])
                ):
                    continue
                if doubt and re.search(r"www\.|://|@", word[0]):
                    continue
                yield at, found.start(), found.end(), doubt
