"""Answers to take along: one for the clipboard, a whole conversation as Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answer import Answer, Citation
from assistant.page_answer import (
    NOTICE_TITLES,
    STATUS_TITLES,
    by_section,
    confidence_in_words,
)
from assistant.page_template import dutch_date
from corpus.document import Document

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LINE_START = re.compile(r"(?m)^(\s*)([-+=]|\d+[.)])(?=\s|$)")
_CAUTION = (
    "Gemaakt door een automatische assistent, geen mens. De letterlijke tekst van het document "
    "gaat voor. Wat na de datum van het document is veranderd, staat er niet in."
)


def copy_text(answer: Answer, documents: Mapping[str, Document]) -> str:
    """The answer with its sources as plain text, for the clipboard."""
    lines = [answer.standalone_question, "", answer.answer.replace("**", "")]
    for cited in by_section(answer.citations):
        quotes, source = source_lines(cited, documents)
        lines += ["", *(f"[{c.n}] {quote}" for c, quote in zip(cited, quotes, strict=True)), source]
    return "\n".join(lines)


def source_lines(
    cited: Sequence[Citation], documents: Mapping[str, Document]
) -> tuple[list[str], str]:
    """The quotes of one section, and its title, date and place in the outline on one line.

    Page and lines stand with the section, or with each quote where there are several.
    """
    one = cited[0]
    document = documents.get(one.document_id)
    date = document.metadata.date if document else None
    title = one.document_title + (f" ({dutch_date(date)})" if date else "")
    section = ", ".join((title, " › ".join(one.section_path)))
    if len(cited) == 1:
        return [f"“{one.quote}”"], f"{section}, {_where(one)}"
    return [f"“{c.quote}” ({_where(c)})" for c in cited], section


def _where(citation: Citation) -> str:
    first, last = citation.lines[0], citation.lines[-1]
    lines = f"regel {first}" if first == last else f"regels {first}–{last}"
    return f"bladzijde {citation.page}, {lines}" if citation.page else lines


def conversation_markdown(turns: Sequence[str], documents: Mapping[str, Document]) -> str:
    """The whole conversation, of the Markdown of its turns; "" while nothing is asked."""
    if not turns:
        return ""
    titles = [
        plain(f"{d.title} ({dutch_date(d.metadata.date)})" if d.metadata.date else d.title)
        for d in documents.values()
    ]
    lines = ["# Gesprek met de Beleidsassistent", "", f"Over: {'; '.join(titles)}", "", _CAUTION]
    return "\n".join([*lines, *turns]) + "\n"


def turn_markdown(answer: Answer, documents: Mapping[str, Document]) -> str:
    """An answer with its citations and notices.

    Every text of the reader or of a document is escaped, so that it stays text in any viewer.
    """
    lines = ["", f"## {plain(answer.question)}", ""]
    if answer.standalone_question.strip() != answer.question.strip():
        lines += [f"Begrepen als: {plain(answer.standalone_question)}", ""]
    if answer.status != "answered":
        lines += [f"**{STATUS_TITLES[answer.status]}.**", ""]
    lines += [_kept_marks(answer.answer)]
    for cited in by_section(answer.citations):
        quotes, source = source_lines(cited, documents)
        lines += ["", *(f"\\[{c.n}\\] {plain(q)}  " for c, q in zip(cited, quotes, strict=True))]
        lines += [plain(source)]
    lines += [
        line
        for notice in answer.notices
        for line in ("", f"- **{NOTICE_TITLES[notice.kind]}.** {plain(notice.text)}")
    ]
    if sure := confidence_in_words(answer):
        lines += ["", sure]
    if answer.next_step:
        lines += ["", f"Wat u kunt doen: {plain(answer.next_step)}"]
    return "\n".join(lines)


def plain(text: str) -> str:
    """Text on one line in which nothing is Markdown or HTML."""
    one_line = " ".join(text.split())
    return _LINE_START.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", one_line))


def _kept_marks(answer: str) -> str:
    """The answer's own bold and lists stay; everything else in it is escaped."""
    shown = []
    for line in answer.split("\n"):
        item = line.startswith("- ")
        parts = line.removeprefix("- ").split("**")
        if len(parts) % 2 == 0:  # no pair: stars that are text
            parts = [line.removeprefix("- ")]
        text = "**".join(_MARKDOWN.sub(r"\\\1", part) for part in parts)
        shown.append(("- " if item else "") + _LINE_START.sub(r"\1\\\2", text))
    return "\n".join(shown)
