"""From readers' judgements to evaluation questions: what was right must stay right.

An answer that a reader found right becomes a question with the cited quotes as gold evidence. One
found wrong or outdated has no gold answer yet: it is listed for a person to judge.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.feedback import Judgement, row_to_judgement
from assistant.question import kind_of
from assistant.settings import Settings
from corpus.document import Document
from corpus.errors import InputError
from corpus.library import BUILTIN, read_corpus
from corpus.quotes import find_quote
from eval.terminal import out

_WORDS = 6
"""Words of a quote that an answer without a figure must repeat."""
_KINDS = {"measure": "amount", "where": "which", "fact": "which"}
"""Kinds of the assistant that the questions do not tell apart."""


@dataclass(frozen=True, slots=True)
class Converted:
    """Rows for ``questions.jsonl``, rows for a person, and lines that are no judgement."""

    questions: list[dict[str, Any]]
    to_judge: list[dict[str, Any]]
    unreadable: list[int]


def questions_from_feedback(settings: Settings, path: Path, folder: Path) -> int:
    """Write ``feedback-questions.jsonl`` and ``feedback-to-judge.jsonl``, and say how many.

    Returns: the exit code, 0.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"Het bestand met oordelen {path} is niet te lezen ({error}). Verwacht: het bestand "
            "dat de pagina schrijft als de instelling 'feedback' aan staat."
        ) from error
    documents = {d.id: d for d in read_corpus(settings.corpus or BUILTIN)}
    rows = convert(lines, documents)
    folder.mkdir(parents=True, exist_ok=True)
    for name, part, told in (
        ("questions", rows.questions, "vragen om mee te meten"),
        ("to-judge", rows.to_judge, "oordelen om zelf na te kijken"),
    ):
        target = folder / f"feedback-{name}.jsonl"
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in part)
        target.write_text(text, encoding="utf-8")
        out().print(f"{len(part)} {told} in {target}")
    if rows.unreadable:
        where = ", ".join(map(str, rows.unreadable[:10]))
        out().print(f"{len(rows.unreadable)} regels zijn geen oordeel, bijvoorbeeld: {where}")
    return 0


def convert(lines: Iterable[str], documents: Mapping[str, Document]) -> Converted:
    """Judgements, one a line; the same question judged twice gives one row."""
    questions: dict[str, dict[str, Any]] = {}
    to_judge: list[dict[str, Any]] = []
    unreadable = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        one = _read(line)
        if one is None:
            unreadable.append(number)
            continue
        row = _question(one, documents) if one.verdict == "right" else None
        if row is None:
            to_judge.append(asdict(one))
        else:
            questions.setdefault(row["id"], row)
    return Converted(list(questions.values()), to_judge, unreadable)


def _read(line: str) -> Judgement | None:
    try:
        return row_to_judgement(json.loads(line))
    except ValueError:
        return None


def _question(one: Judgement, documents: Mapping[str, Document]) -> dict[str, Any] | None:
    """The row for a right answer or a right refusal; None when its quotes stand nowhere now."""
    answered = one.status == "answered"
    if not answered and one.status not in ("not_found", "out_of_scope"):
        return None
    gold = [{"quote": c["quote"], "document": c["document_id"]} for c in one.citations]
    for part in gold:
        document = documents.get(part["document"])
        if document is None or not find_quote(part["quote"], document.text):
            return None
    if answered and not gold:
        return None
    read_as: str = kind_of(one.standalone_question)
    kind = _KINDS.get(read_as, read_as)
    refused = "unanswerable_far" if one.status == "out_of_scope" else "unanswerable_near"
    asked = "followup" if len(one.turns) > 1 else "list" if kind == "list" else "fact"
    digest = hashlib.sha256("\n".join(one.turns).encode()).hexdigest()
    return {
        "id": f"feedback-{digest[:10]}",
        "split": "dev",
        "slice": asked if answered else refused,
        "kind": kind,
        "turns": one.turns,
        "answerable": answered,
        "status": [one.status],
        "gold": gold,
        "gold_mode": "any",
        "values": _values(one) if answered else [],
        "note": one.remark,
    }


def _values(one: Judgement) -> list[str]:
    if one.figures:
        return [_pattern(one.figures[0])]
    return [_pattern(" ".join(one.citations[0]["quote"].split()[:_WORDS]))]


def _pattern(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in text.split())
