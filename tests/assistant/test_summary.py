"""Summaries and plain words without a model: the key statements of what was named, literally."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant
from assistant.summary import find_part, key_statements
from assistant.task import request_of
from assistant.verify import violations


@pytest.mark.parametrize(
    ("text", "task", "subject"),
    [
        ("Vat Speerpunt 3 samen", "summary", "Speerpunt 3"),
        ("Kunt u Speerpunt 4 kort samenvatten?", "summary", "Speerpunt 4"),
        ("Geef een samenvatting van de brief.", "summary", "de brief"),
        ("Leg leven lang leren uit in eenvoudige taal", "plain", "leven lang leren"),
        ("Leg dat eens in gewone woorden uit", "plain", "dat"),
        ("Leg in eenvoudige taal uit hoe hoog de bonus is", "plain", "hoe hoog de bonus is"),
    ],
)
def test_a_task_is_told_from_a_question(text: str, task: str, subject: str) -> None:
    request = request_of(text)
    assert request is not None
    assert (request.task, request.subject) == (task, subject)


@pytest.mark.parametrize(
    "text",
    ["Hoe hoog is de bonus?", "Wat is de samenvatting?", "Waar legt de brief de nadruk op?",
     "Hoe vat ik moed?", "Wie leidt het samenwerkingsverband?"],
)  # fmt: skip
def test_a_question_is_no_task(text: str) -> None:
    assert request_of(text) is None


@pytest.mark.parametrize(
    ("asked", "heading"),
    [
        ("Vat Speerpunt 3 samen", "Speerpunt 3"),
        ("Vat sociale innovatie samen", "Sociale innovatie"),
        ("Leg Leven lang leren uit in eenvoudige taal", "Leven lang leren"),
        ("Vat de brief samen", ""),
    ],
)
def test_key_statements_of_the_part_that_is_named(
    asked: str, heading: str, assistant: Assistant
) -> None:
    answer = assistant.ask([asked])
    assert answer.status == "answered"
    assert answer.mode == "extractive"
    assert violations(answer, assistant.index.documents) == []
    assert 3 <= len(answer.citations) <= 6
    assert answer.answer.count("- ") >= len(answer.citations)
    for citation in answer.citations:
        assert any(heading in part for part in citation.section_path)
    assert "dated" in [notice.kind for notice in answer.notices]
    assert answer.to_json() == {**assistant.ask([asked]).to_json(), "timings_ms": answer.timings_ms}


def test_every_section_can_be_summed_up(assistant: Assistant) -> None:
    for document in assistant.index.documents.values():
        for section in document.sections:
            part = find_part(section.heading, assistant.index.documents)
            assert part is not None
            spans = key_statements(part, assistant.index)
            assert spans == sorted(set(spans))
            if spans:
                answer = assistant.ask([f"Vat {section.heading} samen"])
                assert violations(answer, assistant.index.documents) == []


def test_what_no_heading_names_is_answered_as_a_question(assistant: Assistant) -> None:
    assert assistant.ask(["Vat de stand van de Eredivisie samen"]).status != "answered"


def test_plain_words_for_a_question_are_its_answer(assistant: Assistant) -> None:
    question = "Hoe hoog is de mobiliteitsbonus?"
    literal = assistant.ask([question])
    again = assistant.ask([question, "Leg dat uit in eenvoudige taal"])
    assert again.answer == literal.answer
    assert again.question == "Leg dat uit in eenvoudige taal"
