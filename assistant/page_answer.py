"""An answer as the page shows it: its small Markdown taken apart, its words for the reader.

Values only; ``page.html`` turns them into HTML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer import Answer, Citation, NoticeKind, Status
from assistant.page_model import is_growing, seconds

NOTICE_TITLES: dict[NoticeKind, str] = {
    "dated": "Let op de datum",
    "conflict": "Verschillende bedragen",
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

# The bounds are for the reader's caution, not for decisions: those stand in the assistant.
_CONFIDENCE = (
    (0.75, "groot", "De vraag en de aangehaalde tekst passen goed bij elkaar."),
    (0.5, "redelijk", "Lees de aangehaalde zin na voordat u het antwoord gebruikt."),
    (0.0, "klein", "Controleer in de bron of dit is wat u zoekt."),
)

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
class Confidence:
    """How sure, in a word, with what the reader should do about it."""

    word: str
    advice: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A citation under the answer; ``shown`` when its words already stand in the answer."""

    citation: Citation
    shown: bool


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What the page shows of an answer.

    Attributes:
        understood: the question as it was completed, or "" when it is the one that was asked.
        confidence: None for anything but an answer.
        growing: more is to come from a model.
        model_seconds: how long the model took, or None.
    """

    answer: Answer
    title: str
    parts: tuple[Part, ...]
    quotes: tuple[Quote, ...]
    notices: tuple[tuple[str, str, str, tuple[Citation, ...]], ...]
    understood: str
    confidence: Confidence | None
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
        quotes=tuple(Quote(c, " ".join(c.quote.split()).rstrip(" ;,.") in flat) for c in answer.citations),
        notices=tuple(
            (n.kind, NOTICE_TITLES[n.kind], n.text, tuple(by_mark[m] for m in n.citations if m in by_mark))
            for n in answer.notices
        ),
        understood=understood if _folded(understood) != _folded(_LEFT_OUT.sub(" ", asked)) else "",
        confidence=confidence_in_words(answer.confidence) if answer.status == "answered" else None,
        growing=is_growing(answer),
        model_seconds=seconds(answer),
    )  # fmt: skip


def confidence_in_words(value: float) -> Confidence:
    word, advice = next((w, a) for bound, w, a in _CONFIDENCE if value >= bound or bound == 0.0)
    return Confidence(word, advice)


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
