"""What readers think of answers, kept in a local file when the operator wants that.

One JSON row a line; described by ``Judgement``. Nothing that says who judged, or at what moment of
the day; personal data is left out by its form (``personal.py``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeGuard, get_args

from filelock import FileLock

from assistant.answer import Answer
from assistant.personal import redacted

Verdict = Literal["right", "wrong", "outdated"]
VERDICTS: Mapping[Verdict, str] = {
    "right": "Klopt", "wrong": "Klopt niet", "outdated": "Verouderd",
}  # fmt: skip
MOST_REMARK = 500
"""Characters of a remark that are kept."""
MOST_BYTES = 20_000_000
"""Size from which the file takes no more: a full disk would stop the page."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement of one answer.

    Attributes:
        day: ISO date.
        turns: the conversation up to and including the judged question.
        citations: ``{"document_id", "quote"}`` of each.
        figures: the figures of the answer as they stand in it.
    """

    day: str
    verdict: Verdict
    remark: str
    turns: list[str]
    standalone_question: str
    status: str
    answer: str
    citations: list[dict[str, str]]
    figures: list[str]


def is_verdict(text: object) -> TypeGuard[Verdict]:
    return text in get_args(Verdict)


def judgement(
    verdict: Verdict, remark: str, turns: Sequence[str], answer: Answer, day: date
) -> Judgement:
    """A judgement to keep, without the personal data that has a form."""
    return Judgement(
        day=day.isoformat(),
        verdict=verdict,
        remark=redacted(remark.strip())[:MOST_REMARK],
        turns=[redacted(turn) for turn in turns],
        standalone_question=redacted(answer.standalone_question),
        status=answer.status,
        answer=answer.answer,
        citations=[{"document_id": c.document_id, "quote": c.quote} for c in answer.citations],
        figures=[figure.text for figure in answer.figures],
    )


def keep(path: Path, one: Judgement) -> bool:
    """Add a row to the file; False when it is full. Safe among threads and processes.

    Raises: OSError when the file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{path}.lock", timeout=10):
        if path.exists() and path.stat().st_size >= MOST_BYTES:
            return False
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
    return True


def row_to_judgement(row: Any) -> Judgement | None:
    """A row as it was kept; None when it is anything else."""
    try:
        one = Judgement(**row)
    except TypeError:
        return None
    texts = [one.day, one.remark, one.standalone_question, one.status, one.answer]
    lists = [one.turns, one.figures]
    quoted = isinstance(one.citations, list) and all(
        isinstance(c, dict) and isinstance(c.get("quote"), str) and isinstance(c.get("document_id"), str)
        for c in one.citations
    )  # fmt: skip
    fits = (
        is_verdict(one.verdict)
        and all(isinstance(text, str) for text in texts)
        and all(isinstance(rows, list) and all(isinstance(t, str) for t in rows) for rows in lists)
        and quoted
        and bool(one.turns)
    )
    return one if fits else None
