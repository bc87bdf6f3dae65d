"""The lines of a plain text file as they were laid out: gaps, indents, pages, line width."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.text import clean

_RULE = re.compile(r"^(?:[ ]{20,}|[ ]*(?:_{4,}|-{8,}|―{2,}|—{4,})[ ]*)$")
_PAGE_NUMBER = re.compile(
    r"(?:pagina|blz\.?|bladzijde|[-–])?\s*\d{1,3}(?:\s*(?:van|/)\s*\d{1,3})?\s*[-–]?", re.IGNORECASE
)
_SHORTEST_WRAP, _LONGEST_WRAP = 45, 140  # characters


@dataclass(slots=True)
class Line:
    """One line that holds something.

    Attributes:
        text: without white space around it.
        indent: number of spaces before it.
        gap: white space separates it from the line before.
        new_page: it is the first on its page.
        place: index among the lines that stay when footnotes are taken out.
        rule_before: a rule as above footnotes stands right before it.
    """

    text: str
    number: int
    indent: int = 0
    gap: bool = False
    new_page: bool = False
    rule_before: bool = False
    page: int | None = None
    place: int = 0


@dataclass(slots=True)
class Layout:
    """Lines, and what they have in common.

    Attributes:
        width: characters that fit on a line where the text is hard wrapped, else None.
        spaced: every line is followed by an empty one, so that those mean nothing.
    """

    lines: list[Line]
    width: int | None
    spaced: bool


def read_layout(source: str, first_line: int = 1) -> Layout:
    """Lines of the source with their surroundings; form feeds and page starts give pages."""
    rows = clean(source).split("\n")
    spaced = _is_double_spaced(rows)
    width = _width(rows, spaced)
    lines: list[Line] = []
    blanks, rule, pages, page = 1, False, False, 1
    for number, row in enumerate(rows, 1):
        feeds = row.count("\f")
        row = row.replace("\f", "").replace("\x0b", " ").rstrip("\n")
        if feeds:
            page += feeds
            pages = True
        if _RULE.match(row):
            blanks_before = blanks
            rule = True
            blanks += 1
            if row.strip() and not _is_footnote_rule(rows, number):
                # Drawn, and not above footnotes: it separates, or underlines a heading.
                rule = False
                if lines and not blanks_before:
                    lines.append(Line(row.strip(), number + first_line - 1, page=page))
            continue
        if not row.strip():
            blanks += 1
            continue
        line = Line(row.strip(), number + first_line - 1, len(row) - len(row.lstrip()))
        line.new_page = bool(feeds) or (not lines and page > 1)
        if lines and lines[-1].page != page and pages:
            line.new_page = True
        if spaced and lines and not blanks and line.indent and not line.new_page:
            # The only lines of such a text that touch the one before and start with a space.
            line.new_page, pages, page = True, True, page + 1
        line.gap = blanks > (1 if spaced else 0)
        line.rule_before, line.page = rule, page
        lines.append(line)
        blanks, rule = 0, False
    lines = [line for at, line in enumerate(lines) if not _is_page_number(lines, at)]
    if not pages:
        for line in lines:
            line.page = None
    return Layout(lines, width, spaced)


def _is_page_number(lines: list[Line], at: int) -> bool:
    """A lone page number on the first or last line of a page: of the paper, not of the text."""
    line = lines[at]
    following = lines[at + 1] if at + 1 < len(lines) else None
    if not _PAGE_NUMBER.fullmatch(line.text) or len(lines) < 3:
        return False
    if line.new_page and following is not None:
        following.new_page = True
        return True
    return bool(following and following.new_page)


def _is_double_spaced(rows: list[str]) -> bool:
    filled = [at for at, row in enumerate(rows) if row.strip()]
    if len(filled) < 6:
        return False
    single = sum(b - a == 2 for a, b in pairwise(filled))
    if single < 0.7 * (len(filled) - 1):
        return False
    # One paragraph a line with empty lines between looks the same, but its lines end sentences.
    broken = sum(
        rows[b].strip()[0].islower() and not re.search(r"[.!?:;]$", rows[a].strip())
        for a, b in pairwise(filled)
        if b - a == 2
    )
    return broken >= 0.25 * len(filled)


def _width(rows: list[str], spaced: bool) -> int | None:
    """Where lines are wrapped, or None when a line is a paragraph.

    A line without an end mark over a line that starts in lower case was surely wrapped.
    """
    step = 2 if spaced else 1
    wrapped = sorted(
        len(above.strip())
        for above, below in zip(rows, rows[step:], strict=False)
        if _SHORTEST_WRAP <= len(above.strip()) <= _LONGEST_WRAP
        and below.strip()[:1].islower()
        and not re.search(r"[.!?:;]$", above.strip())
    )
    filled = sum(bool(row.strip()) for row in rows)
    if len(wrapped) < 2 and not (wrapped and filled <= 12):
        return None
    return wrapped[int(len(wrapped) * 0.8)]


def _is_footnote_rule(rows: list[str], number: int) -> bool:
    """Whether a footnote's label follows the rule in line ``number`` (counted from 1)."""
    for row in rows[number:]:
        if row.strip():
            return re.match(r"\s*(?:\[?\d{1,3}\]?[.)]?\s+\S|[¹²³⁴-⁹])", row) is not None
    return False
