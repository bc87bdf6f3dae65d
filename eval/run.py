"""Generating: one run over the questions, written as JSONL and read back.

The first line of a run file is its configuration, ``{"run": {...}}``; then one row a question::

    {"id", "turns", "answer": {the machine interface's answer},
     "hits": [{"passage_id", "document_id", "start", "end", "score"}, ...],
     "ablated": {variant: answer without its times},             # eval/ablation.py
     "quick_start": [{"document_id", "start", "end"}, ...],      # places in the source file
     "timings_ms": {"ask", "quick_start"}}

Nothing in it differs between two runs over the same index except what stands under
``timings_ms``. A file of `beleid batch` (bare answers, no configuration) can be read as well; its
retrieval is then not measured.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from assistant.answer import Answer
from corpus.errors import InputError
from eval.baseline import QuickStart
from eval.questions import Question
from index.hit import Hit

HITS = 10
"""Passages kept for each question. Ten of ours hold fewer characters than the quick start's four."""

Row = dict[str, Any]


class Answerer(Protocol):
    """What `assistant.ask.Assistant` offers."""

    def ask(self, turns: Sequence[str], *, id: str | None = None) -> Answer: ...

    def search(self, turns: Sequence[str], k: int) -> list[Hit]: ...


@dataclass(frozen=True, slots=True)
class Run:
    """A run file: its configuration (empty when it has none) and its rows by question id."""

    config: Mapping[str, Any]
    rows: Mapping[str, Row]


def answer_questions(
    questions: Iterable[Question],
    assistant: Answerer,
    quick_start: QuickStart | None = None,
    *,
    on_done: Callable[[], None] | None = None,
) -> list[Row]:
    """One row for each question, in order.

    The quick start gets the standalone question, so that a follow-up is the same search for both.
    """
    rows = []
    for question in questions:
        began = time.perf_counter()
        answer = assistant.ask(question.turns, id=question.id)
        timings = {"ask": _since(began)}
        row: Row = {
            "id": question.id,
            "turns": list(question.turns),
            "answer": answer.to_json(),
            "hits": [_hit(hit) for hit in assistant.search(question.turns, HITS)],
        }
        if quick_start is not None:
            began = time.perf_counter()
            places = quick_start.search(answer.standalone_question)
            timings["quick_start"] = _since(began)
            row["quick_start"] = [place._asdict() for place in places]
        rows.append({**row, "timings_ms": timings})
        if on_done is not None:
            on_done()
    return rows


def write_run(path: Path, config: Mapping[str, Any], rows: Iterable[Row]) -> None:
    """Writes the file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [{"run": dict(config)}, *rows]
    part = path.with_name(path.name + ".part")
    part.write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8"
    )
    part.replace(path)


def read_run(path: Path) -> Run:
    """Reads a run file or a file of bare answers.

    Raises:
        InputError: absent, not JSONL, a row without an id or an answer, or an id twice.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} kan niet worden gelezen: {error}.") from error
    config: Mapping[str, Any] = {}
    rows: dict[str, Row] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}, regel {number}: geen JSON ({error.msg}).") from error
        if number == 1 and isinstance(row, dict) and isinstance(row.get("run"), dict):
            config = row["run"]
            continue
        if isinstance(row, dict) and row.get("id") is None and row.get("status") == "invalid":
            continue  # `beleid batch` answers an unreadable row so; it belongs to no question
        row = _checked(row, f"{path}, regel {number}")
        if row["id"] in rows:
            raise InputError(f"{path}, regel {number}: id {row['id']!r} staat er twee keer in.")
        rows[row["id"]] = row
    return Run(config, rows)


def stable(row: Any) -> Any:
    """A row without its timings: what two runs must have byte for byte in common."""
    if isinstance(row, dict):
        return {key: stable(value) for key, value in row.items() if key != "timings_ms"}
    if isinstance(row, list):
        return [stable(value) for value in row]
    return row


def differing(first: Sequence[Row], second: Sequence[Row]) -> list[str]:
    """Ids of the questions whose rows differ between two runs, timings apart."""
    return [
        str(one["id"])
        for one, other in zip(first, second, strict=True)
        if json.dumps(stable(one)) != json.dumps(stable(other))
    ]


def _checked(row: Any, where: str) -> Row:
    if isinstance(row, dict) and isinstance(row.get("status"), str):
        row = {"id": row.get("id"), "answer": row}  # a bare answer, as `beleid batch` writes it
    answer = row.get("answer") if isinstance(row, dict) else None
    if not isinstance(answer, dict) or not isinstance(row.get("id"), str):
        raise InputError(f'{where}: verwacht een rij met "id" en "answer".')
    needed = {"status": str, "answer": str, "citations": list, "notices": list}
    for key, kind in needed.items():
        if not isinstance(answer.get(key), kind):
            raise InputError(f'{where}: het antwoord heeft geen geldige "{key}".')
    return dict(row)


def _hit(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "passage_id": passage.id,
        "document_id": passage.document_id,
        "start": passage.start,
        "end": passage.end,
        "score": round(hit.score, 6),
    }


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)
