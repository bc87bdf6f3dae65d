import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from corpus.document import Passage
from corpus.errors import InputError
from eval.metrics import Place
from eval.questions import Question
from eval.run import answer_questions, differing, read_run, write_run
from index.hit import Hit

PASSAGE = Passage("a#00000", "a", 5, 14, "De bonus.", (), "paragraph", 0, ((5, 14),), (1, 1))


class Parrot:
    """Answers with what it was asked; the time it claims differs with every question."""

    def __init__(self, suffix: str = "") -> None:
        self.suffix = suffix
        self.asked = 0
        self.sought: list[tuple[str, ...]] = []

    def ask(self, turns: Sequence[str], *, id: str | None = None) -> Answer:
        self.asked += 1
        return Answer(
            id=id,
            question=turns[-1],
            standalone_question=" ".join(turns),
            status="not_found",
            answer=f"Dat staat er niet.{self.suffix}",
            citations=[],
            figures=[],
            notices=[],
            nearest=[],
            choices=[],
            next_step=None,
            confidence=0.5,
            timings_ms={"total": float(self.asked)},
        )

    def search(self, turns: Sequence[str], k: int) -> list[Hit]:
        self.sought.append(tuple(turns))
        return [Hit(PASSAGE, 0.123456789)]


class Quick:
    def search(self, query: str, k: int = 4) -> list[Place]:
        return [Place("a", 0, 100)]


def question(id: str, *turns: str) -> Question:
    return Question(
        id=id,
        split="dev",
        slice="hostile",
        kind="amount",
        turns=turns,
        answerable=False,
        status=("not_found",),
        gold=(),
        gold_mode="any",
        values=(),
    )


QUESTIONS = [question("q1", "Hoe hoog?"), question("q2", "De bonus?", "En voor ouderen?")]


def rows_of(parrot: Parrot | None = None, **more: Any) -> list[dict[str, Any]]:
    return answer_questions(QUESTIONS, parrot or Parrot(), **more)


def test_one_row_for_each_question_in_order() -> None:
    steps: list[int] = []
    parrot = Parrot()
    rows = answer_questions(QUESTIONS, parrot, on_done=lambda: steps.append(1))
    assert [row["id"] for row in rows] == ["q1", "q2"]
    assert len(steps) == 2
    # Retrieval gets the whole conversation.
    assert parrot.sought == [("Hoe hoog?",), ("De bonus?", "En voor ouderen?")]
    assert rows[0]["hits"] == [
        {"passage_id": "a#00000", "document_id": "a", "start": 5, "end": 14, "score": 0.123457}
    ]
    assert "quick_start" not in rows[0]


def test_the_quick_start_stands_in_the_same_row() -> None:
    row = rows_of(quick_start=Quick())[0]
    assert row["quick_start"] == [{"document_id": "a", "start": 0, "end": 100}]
    assert row["timings_ms"].keys() == {"ask", "quick_start"}


def test_write_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "answers.jsonl"
    rows = rows_of()
    write_run(path, {"encoder": "dutch-static"}, rows)
    run = read_run(path)
    assert run.config == {"encoder": "dutch-static"}
    assert list(run.rows.values()) == rows
    assert [p.name for p in path.parent.iterdir()] == ["answers.jsonl"]  # nothing half written


def test_two_runs_differ_in_their_timings_only() -> None:
    first, second = rows_of(), rows_of(Parrot())
    first[0]["timings_ms"]["ask"] = -1.0
    first[0]["answer"]["timings_ms"]["total"] = -1.0
    assert differing(first, second) == []
    assert differing(first, rows_of(Parrot(" Echt."))) == ["q1", "q2"]


def test_bare_answers_of_a_batch_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    bare = [row["answer"] for row in rows_of()]
    bad = {**bare[0], "id": None, "status": "invalid"}
    lines = [*bare, bad]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    run = read_run(path)
    assert run.config == {}
    assert run.rows.keys() == {"q1", "q2"}
    assert run.rows["q1"]["answer"] == bare[0]
    assert "hits" not in run.rows["q1"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "regel 1: geen JSON"),
        ('{"run": {}}\n[]', "regel 2: verwacht"),
        ('{"id": "a"}', "verwacht"),
        ('{"id": "a", "status": "answered", "answer": "", "citations": []}', "notices"),
        (
            '{"id": "a", "status": "answered", "answer": "", "citations": [], "notices": []}\n' * 2,
            "regel 2: id 'a' staat er twee keer",
        ),
    ],
)
def test_a_file_that_is_no_run_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "run.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=complaint):
        read_run(path)


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"weg\.jsonl"):
        read_run(tmp_path / "weg.jsonl")
