from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.feedback import Verdict, judgement
from assistant.settings import Settings
from corpus.errors import InputError
from eval.feedback import convert, questions_from_feedback
from eval.questions import load_questions

TURNS = [
    ["Hoe hoog is de mobiliteitsbonus?"],
    ["Hoe hoog is de mobiliteitsbonus?", "En de werkbonus?"],
    ["Wat zijn de vier speerpunten van het Masterplan?"],
    ["Hoe hoog is de AOW-leeftijd?"],
    ["Wie werken samen aan de Sociale Innovatie Expeditie?"],
]


def line(assistant: Assistant, verdict: Verdict, turns: list[str]) -> str:
    one = judgement(verdict, "", turns, assistant.ask(turns), date(2026, 3, 1))
    return json.dumps(asdict(one), ensure_ascii=False)


def test_right_answers_become_questions_that_the_same_answers_pass(
    assistant: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "feedback.jsonl"
    rows = [line(assistant, "right", turns) for turns in TURNS]
    path.write_text("\n".join([*rows, rows[0]]), encoding="utf-8")
    assert questions_from_feedback(Settings(), path, tmp_path / "uit") == 0
    assert "5 vragen" in capsys.readouterr().out
    documents = assistant.index.documents
    questions = load_questions(tmp_path / "uit/feedback-questions.jsonl", documents)
    assert [list(q.turns) for q in questions] == TURNS
    assert [q.slice for q in questions] == [
        "fact", "followup", "list", "unanswerable_far", "fact",
    ]  # fmt: skip
    assert [q.answerable for q in questions] == [True, True, True, False, True]
    answers = {q.id: assistant.ask(list(q.turns)).to_json() for q in questions}
    for question in questions:
        answer = answers[question.id]
        assert answer["status"] in question.status
        cited = {(c["start"], c["end"]) for c in answer["citations"]}
        assert {(g.start, g.end) for g in question.gold} & cited or not question.answerable


def test_wrong_and_outdated_answers_are_left_to_a_person(assistant: Assistant) -> None:
    lines = [line(assistant, "wrong", TURNS[0]), line(assistant, "outdated", TURNS[1])]
    rows = convert(lines, assistant.index.documents)
    assert rows.questions == []
    assert [row["verdict"] for row in rows.to_judge] == ["wrong", "outdated"]


def test_a_quote_that_is_gone_proves_nothing(assistant: Assistant) -> None:
    rows = convert([line(assistant, "right", TURNS[0])], {})
    assert rows.questions == []
    assert len(rows.to_judge) == 1


def test_what_is_no_judgement_is_named_and_skipped(assistant: Assistant) -> None:
    lines = ["{", "", '{"verdict": "right"}', line(assistant, "right", TURNS[0]), "[]"]
    rows = convert(lines, assistant.index.documents)
    assert rows.unreadable == [1, 3, 5]
    assert len(rows.questions) == 1


def test_a_missing_file_is_said_clearly(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"weg\.jsonl"):
        questions_from_feedback(Settings(), tmp_path / "weg.jsonl", tmp_path)
