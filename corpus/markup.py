"""Parts of Markdown that its parser leaves alone: footnotes, and HTML among the text."""

from __future__ import annotations

import html
import re

from corpus.text import clean

_NOTE = re.compile(r"[ ]{0,3}\[\^(?P<label>[^\]\s]+)\]:[ \t]*(?P<text>.*)")
_FENCE = re.compile(r"[ ]{0,3}(```+|~~~+)")
Row = tuple[str, int]  # a line's text and its number in the source


def take_out_notes(lines: list[str]) -> tuple[list[str], list[tuple[str, list[Row]]]]:
    """Lines with the footnotes blanked, and the footnotes: label and ``(text, line index)`` rows."""
    body: list[str] = []
    notes: list[tuple[str, list[Row]]] = []
    open_note, fence = False, ""
    for at, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark.group(1)[:3]
        elif mark and mark.group(1).startswith(fence):
            fence = ""
        note = None if fence else _NOTE.match(line)
        if note:
            notes.append((note["label"], [(note["text"], at)]))
            open_note = True
        elif open_note and not fence and _goes_on(lines, at):
            notes[-1][1].append((line.strip(), at))
        else:
            open_note = False
            body.append(line)
            continue
        body.append("")
    return body, notes


def _goes_on(lines: list[str], at: int) -> bool:
    """Whether a line after a footnote's first one still belongs to it."""
    line = lines[at]
    if line.strip():
        indented = line.startswith(("  ", "\t"))
        return indented or (
            bool(lines[at - 1].strip()) and not re.match(r"#|[-*+] |\d+[.)] |\||>", line)
        )
    following = next((row for row in lines[at + 1 :] if row.strip()), "")
    return following.startswith(("  ", "\t")) and not _NOTE.match(following)


def html_rows(content: str, line: int) -> list[Row]:
    """Text of an HTML block, without comments, scripts and tags; line numbers stay right."""

    def blank(found: re.Match[str]) -> str:
        return "\n" * found.group().count("\n")

    content = re.sub(r"<!--.*?(?:-->|\Z)", blank, content, flags=re.DOTALL)
    content = re.sub(
        r"<(script|style)\b.*?</\1\s*>", blank, content, flags=re.DOTALL | re.IGNORECASE
    )
    content = re.sub(r"</?[A-Za-z][^<>]*>", lambda m: " " + blank(m), content)
    rows = clean(html.unescape(content)).split("\n")
    return [(row, line + n) for n, row in enumerate(rows)]
