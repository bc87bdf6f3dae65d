"""An answer as the page shows it: its small Markdown taken apart, its words for the reader.

Values only; ``page.html`` turns them into HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from assistant.answer import Answer, Citation, Nearest, NoticeKind, Status
from assistant.page_model import is_growing, seconds

NOTICE_TITLES: dict[NoticeKind, str] = {
    "dated": "Let op de datum",
    "conflict": "Kijk zelf welk gegeven nu geldt",
    "announced": "Aangekondigd, niet vanzelf van kracht",
    "elsewhere": "Elders beschreven",
    "personal_data": "Persoonsgegevens",
    "model": "Taalmodel",
}

STATUS_TITLES: dict[Status, str] = {
    "answered": "Antwoord",
    "not_found": "Niet gevonden in de tekst",
    "out_of_scope": "Dat valt buiten de tekst",
    "needs_clarification": "Wat bedoelt u precies?",
    "invalid": "Deze vraag kan ik niet lezen",
}

# For the reader's caution, not for decisions: those stand in the assistant. Of the letter's development
# questions 68 of 76 answers from SURE up were right, 43 of 60 between the two, 23 of 54 under UNSURE.
SURE, UNSURE = 0.75, 0.5

Cited = TypeVar("Cited", bound=Citation | Nearest)

_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<mark>\d{1,3})\]")
_ITEM = re.compile(r"^\s*[-*] +")
# What is left out of a question before it is read: tags, and the names of personal data.
_LEFT_OUT = re.compile(r"<[^<>]*>|\[[a-z-]+\]")


@dataclass(frozen=True, slots=True)
class Inline:
    """Text, bold text, or (``mark``) the number of a citation."""

    text: str = ""
    bold: bool = False
    mark: Citation | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph (one line in ``lines``) or a list (a line for each item)."""

    kind: str
    lines: tuple[tuple[Inline, ...], ...]

    @property
    def quoted(self) -> bool:
        """A paragraph that is a literal quote with its marks."""
        return self.kind == "paragraph" and self.lines[0][0].text[:1] in ("„", "“")

    @property
    def headline(self) -> bool:
        """A paragraph that is nothing but the value asked for, with its marks."""
        return self.kind == "paragraph" and all(run.bold or run.mark for run in self.lines[0])


@dataclass(frozen=True, slots=True)
class Quote:
    """A citation under the answer; ``shown`` when its words already stand in the answer."""

    citation: Citation
    shown: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A section with all that an answer cites of it, so that its heading stands there once."""

    title: str
    path: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What the page shows of an answer.

    Attributes:
        understood: the question as it was completed, or "" when it is the one that was asked.
        confidence: how sure an answer is, in words; "" where there is nothing to say.
        unsure: whether the reader must check the answer first.
        growing: more is to come from a model.
        nearest: of a refusal, in groups of one section each.
        model_seconds: how long the model took, or None.
    """

    answer: Answer
    title: str
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    nearest: tuple[tuple[Nearest, ...], ...]
    notices: tuple[tuple[str, str, str, tuple[Citation, ...]], ...]
    understood: str
    confidence: str
    unsure: bool
    growing: bool = False
    model_seconds: str | None = None


def view_answer(answer: Answer) -> AnswerView:
    by_mark = {c.n: c for c in answer.citations}
    asked, understood = answer.question.strip(), answer.standalone_question.strip()
    flat = " ".join(answer.answer.replace("**", "").split())
    return AnswerView(
        answer=answer,
        title=STATUS_TITLES[answer.status],
        parts=tuple(parse_markdown(answer.answer, by_mark)),
        sources=tuple(
            Source(
                cited[0].document_title,
                tuple(cited[0].section_path),
                tuple(Quote(c, " ".join(c.quote.split()).rstrip(" ;,.") in flat) for c in cited),
            )
            for cited in by_section(answer.citations)
        ),
        nearest=tuple(map(tuple, by_section(answer.nearest))),
        notices=tuple(
            (n.kind, NOTICE_TITLES[n.kind], n.text, tuple(by_mark[m] for m in n.citations if m in by_mark))
            for n in answer.notices
        ),
        understood=understood if _folded(understood) != _folded(_LEFT_OUT.sub(" ", asked)) else "",
        confidence=confidence_in_words(answer),
        unsure=answer.status == "answered" and answer.confidence < UNSURE,
        growing=is_growing(answer),
        model_seconds=seconds(answer),
    )  # fmt: skip


def by_section(cited: Iterable[Cited]) -> list[list[Cited]]:
    """What is cited of one section together, in the order in which the sections come first."""
    sections: dict[tuple[str, ...], list[Cited]] = {}
    for it in cited:
        sections.setdefault((it.document_id, *it.section_path), []).append(it)
    return list(sections.values())


def confidence_in_words(answer: Answer) -> str:
    """What the probability that an answer is right means for its reader; it promises nothing."""
    if answer.status != "answered" or UNSURE <= answer.confidence < SURE:
        return ""
    if answer.confidence >= SURE:
        return "De vraag en de aangehaalde tekst passen goed bij elkaar."
    where = "de bronnen" if len(answer.citations) > 1 else "de bron"
    return f"Ik weet niet zeker of dit uw vraag beantwoordt. Lees {where} na."


def parse_markdown(text: str, marks: dict[int, Citation]) -> list[Part]:
    """Paragraphs and "- " lists of bold, text and marks; a mark without a citation stays text."""
    parts: list[Part] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        paragraph: list[str] = []
        items: list[str] = []
        for line in block.splitlines():
            if _ITEM.match(line):
                items.append(_ITEM.sub("", line))
            elif items:
                items[-1] += " " + line.strip()
            else:
                paragraph.append(line.strip())
        if paragraph:
            parts.append(Part("paragraph", (_inline(" ".join(paragraph), marks),)))
        if items:
            parts.append(Part("list", tuple(_inline(item, marks) for item in items)))
    return parts


def _inline(text: str, marks: dict[int, Citation]) -> tuple[Inline, ...]:
    found: list[Inline] = []
    at = 0
    for match in _INLINE.finditer(text):
        citation = marks.get(int(match["mark"])) if match["mark"] else None
        if match["mark"] and citation is None:
            continue
        if match.start() > at:
            found.append(Inline(text[at : match.start()]))
        found.append(Inline(mark=citation) if citation else Inline(match["bold"], bold=True))
        at = match.end()
    if at < len(text):
        found.append(Inline(text[at:]))
    return tuple(found)


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()
