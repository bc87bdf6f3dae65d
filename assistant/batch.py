"""Many at once: JSONL in, JSONL out, row by row. A bad row gets a row of its own and is reported."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from corpus.errors import InputError
from index.hit import Hit

EXAMPLE = '{"id": "a", "turns": ["Hoe hoog is de bonus?"]}'


Work = Callable[["Row"], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the IN file.

    Attributes:
        line: counted from 1, empty lines included.
        turns: the conversation; the last turn is the question. Empty when ``fault`` is set.
        fault: what is wrong with the line, in Dutch, without figures; "" when it is good.
    """

    line: int
    id: str | None
    turns: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    rows: int
    faults: int


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a file, one at a time; empty lines are passed over.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip(b" \t\r\n\xef\xbb\xbf"):
                    yield _row(number, line)
    except OSError as error:
        raise InputError(f"{path} kan niet worden gelezen: {_why(error)}.") from error


def run_batch(
    source: Path,
    target: Path,
    worker: Callable[[], Work],
    *,
    on_fault: Callable[[Row], None],
    on_row: Callable[[int], None] = lambda done: None,
) -> Count:
    """Write a row to ``target`` for every row of ``source``, each as soon as it is there.

    Args:
        worker: makes what turns a row into its output; called once, after both files are open,
            since opening an index takes seconds and a wrong file name should not.

    Raises:
        InputError: a file cannot be read or written, or both are the same file.
    """
    if target.exists() and source.exists() and target.samefile(source):
        raise InputError(f"{source} is zowel invoer als uitvoer. Kies een ander bestand.")
    rows = read_rows(source)
    first = next(rows, None)  # before the target is touched: an unreadable source leaves it whole
    count = faults = 0
    try:
        file = target.open("wb")
    except OSError as error:
        raise InputError(f"{target} kan niet worden geschreven: {_why(error)}.") from error
    with file:
        work = worker()
        row = first
        while row is not None:
            if row.fault:
                faults += 1
                on_fault(row)
            file.write(to_line(work(row)).encode() + b"\n")
            file.flush()
            count += 1
            on_row(count)
            row = next(rows, None)
    return Count(count, faults)


def to_line(value: object) -> str:
    """JSON on one line that is always valid UTF-8: a lone surrogate becomes a question mark."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()


def invalid_answer(row: Row) -> Answer:
    """The answer to a row that is no question."""
    return Answer(
        id=row.id,
        question="",
        standalone_question="",
        status="invalid",
        answer=f"Deze rij is geen vraag: {row.fault}.",
        citations=[],
        figures=[],
        notices=[],
        nearest=[],
        choices=[],
        next_step=f"Geef elke rij deze vorm: {EXAMPLE}",
        confidence=1.0,
        timings_ms={"retrieve": 0.0, "read": 0.0, "total": 0.0},
    )


def hit_row(hit: Hit) -> dict[str, Any]:
    """A hit as the machine interface writes it."""
    passage = hit.passage
    return {
        "passage_id": passage.id,
        "document_id": passage.document_id,
        "section_path": list(passage.section_path),
        "text": passage.text,
        "score": round(hit.score, 6),
    }


def _row(number: int, line: bytes) -> Row:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Row(number, None, fault="de tekst heeft geen geldige tekencodering")
    except (ValueError, RecursionError):
        return Row(number, None, fault="de regel is geen JSON")
    if not isinstance(value, dict):
        return Row(number, None, fault="de regel is geen JSON-object")
    id = value.get("id")
    if not isinstance(id, str):
        return Row(number, None, fault='"id" ontbreekt of is geen tekst')
    turns = value.get("turns")
    if not isinstance(turns, list) or not turns or not all(isinstance(t, str) for t in turns):
        return Row(number, id, fault='"turns" ontbreekt of is geen lijst van teksten')
    return Row(number, id, tuple(turns))


def _why(error: OSError) -> str:
    known: dict[type[OSError], str] = {
        FileNotFoundError: "het bestand of de map bestaat niet",
        PermissionError: "u hebt daar geen rechten voor",
        IsADirectoryError: "dat is een map",
        NotADirectoryError: "een deel van het pad is geen map",
    }
    return known.get(type(error)) or error.strerror or str(error)
