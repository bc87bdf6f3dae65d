"""Judged questions: read from JSONL, checked row by row, their gold quotes located.

The fields are described in ``QUESTIONS.md``. Gold evidence is a literal quote and never a passage
id, so that another way of splitting voids nothing and a changed text is noticed at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

from assistant.answer import NoticeKind, Status
from corpus.document import Document, Span
from corpus.errors import InputError
from corpus.quotes import find_quote
from eval.rows import Row

BUILTIN_QUESTIONS = Path(__file__).resolve().parent / "questions.jsonl"
# Each subfolder (dev, test) holds documents/ and questions.jsonl on those documents.
OTHER_TEXTS = Path(__file__).resolve().parent / "other"

Split = Literal["dev", "test"]
GoldMode = Literal["any", "all"]
Kind = Literal[
    "amount", "date", "percentage", "age", "duration", "count", "who", "which", "list",
    "definition", "reason", "way", "yesno",
]  # fmt: skip
Slice = Literal[
    "fact", "own_words", "list", "reason", "who", "followup", "typo", "conflict", "condition",
    "status", "unanswerable_near", "unanswerable_far", "hostile", "false_premise",
    "personal_data",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gold:
    """A literal quote that proves the answer, at one place.

    Attributes:
        document: id of the document it stands in.
        start, end: half open, in ``Document.text``; -1 when no documents were given.
    """

    quote: str
    document: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Question:
    """One judged question; the last turn is the one to answer.

    Attributes:
        status: the statuses that are right.
        gold_mode: ``any`` when one of the quotes is evidence enough, ``all`` when each is needed.
        gold: a quote that stands in several places has an entry for each (only with ``any``).
        values: regular expressions that must all occur in a right answer, in any letter case.
        forbidden: regular expressions that must not.
        leads: the values belong in the answer's first line.
        notices: kinds of notice that the answer must carry.
    """

    id: str
    split: Split
    slice: Slice
    kind: Kind
    turns: tuple[str, ...]
    answerable: bool
    status: tuple[Status, ...]
    gold: tuple[Gold, ...]
    gold_mode: GoldMode
    values: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    leads: bool = False
    notices: tuple[NoticeKind, ...] = ()
    note: str = ""


_FIELDS = {field.name for field in fields(Question)}
_REQUIRED = _FIELDS - {"forbidden", "leads", "notices", "note"}


def load_questions(path: Path, documents: Mapping[str, Document] | None = None) -> list[Question]:
    """All questions of a JSONL file, in its order.

    Args:
        path: one row a line.
        documents: by id; when given, every gold quote is located in its document.

    Raises:
        InputError: in Dutch, naming file, row, what was found and what was expected; quotes that
            stand in no document are reported all at once.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"Het vragenbestand {path} is niet te lezen ({error}). Verwacht: een JSONL-bestand "
            "in UTF-8."
        ) from error
    questions: list[Question] = []
    missing: list[str] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = Row(f"{path.name}, rij {number}", line, _FIELDS, _REQUIRED)
        question = _question(row, documents, missing)
        if question.id in seen:
            raise row.error("id", question.id, "een id dat nog niet voorkomt")
        seen.add(question.id)
        questions.append(question)
    if not questions:
        raise InputError(f"{path.name} bevat geen vragen. Verwacht: minstens één rij.")
    if missing:
        raise InputError(
            f"{len(missing)} gouden citaten staan niet letterlijk in hun document. Pas het citaat "
            "aan of zet de tekst terug:\n" + "\n".join(missing)
        )
    return questions


def _question(row: Row, documents: Mapping[str, Document] | None, missing: list[str]) -> Question:
    mode: GoldMode = row.one_of("gold_mode", GoldMode)
    question = Question(
        id=row.text("id"),
        split=row.one_of("split", Split),
        slice=row.one_of("slice", Slice),
        kind=row.one_of("kind", Kind),
        turns=row.texts("turns"),
        answerable=row.truth("answerable"),
        status=row.some_of("status", Status),
        gold=tuple(_gold(row, mode, documents, missing)),
        gold_mode=mode,
        values=row.patterns("values"),
        forbidden=row.patterns("forbidden"),
        leads=row.truth("leads"),
        notices=row.some_of("notices", NoticeKind),
        note=row.text("note"),
    )
    _check_sense(row, question)
    return question


def _gold(
    row: Row, mode: GoldMode, documents: Mapping[str, Document] | None, missing: list[str]
) -> Iterator[Gold]:
    found = row.values["gold"]
    expected = 'een lijst van {"quote": tekst, "document": tekst}'
    if not isinstance(found, list):
        raise row.error("gold", found, expected)
    for part in found:
        if not isinstance(part, dict) or part.keys() != {"quote", "document"}:
            raise row.error("gold", part, expected)
        quote, name = part["quote"], part["document"]
        if not (isinstance(quote, str) and quote.strip() and isinstance(name, str)):
            raise row.error("gold", part, expected)
        if documents is None:
            yield Gold(quote, name)
            continue
        if name not in documents:
            raise row.error("gold", name, "een van " + ", ".join(sorted(documents)))
        places = _places(quote, documents[name])
        if not places:
            missing.append(f"- {row.where}, {name}: {quote}")
        elif len(places) > 1 and mode == "all":
            raise row.error("gold", quote, f"een citaat dat één keer in {name} staat")
        yield from (Gold(quote, name, *place) for place in places)


def _places(quote: str, document: Document) -> list[Span]:
    """Where a quote stands; a heading that repeats it counts only when nothing else has it."""
    places = find_quote(quote, document.text)
    blocks = [document.block_at(start) for start, _ in places]
    body = [
        place
        for place, block in zip(places, blocks, strict=True)
        if block is None or block.kind != "heading"
    ]
    return body or places


def _check_sense(row: Row, question: Question) -> None:
    """What each field allows alone may still contradict the others."""
    if not question.id:
        raise row.error("id", question.id, "een niet-lege tekst")
    if not question.turns or not all(turn.strip() for turn in question.turns):
        raise row.error("turns", list(question.turns), "minstens één beurt, geen lege")
    if not question.status:
        raise row.error("status", [], "minstens één status")
    if question.answerable:
        if not row.values["gold"] or not question.values:
            raise row.error("gold/values", [], "citaat en waarde bij een te beantwoorden vraag")
        if "answered" not in question.status:
            raise row.error("status", list(question.status), "answered hoort erbij")
    elif row.values["gold"] or question.values or "answered" in question.status:
        raise row.error(
            "answerable", False, "dan geen gold, geen values en niet de status answered"
        )
