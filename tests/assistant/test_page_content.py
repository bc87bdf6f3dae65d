"""What comes from a browser is checked: a wrong request leaves the page as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.ask import Assistant
from assistant.page_content import PageContent
from assistant.settings import Settings

QUESTION = "Hoe hoog is de mobiliteitsbonus?"


@pytest.fixture
def content(assistant: Assistant, tmp_path: Path) -> PageContent:
    return PageContent(assistant, Settings(feedback=True, data_dir=tmp_path))


@pytest.mark.parametrize(
    "wanted", [{}, {"document": "weg", "start": 0, "end": 1}, {"document": [], "start": "0"}]
)
def test_what_points_nowhere_shows_nothing(content: PageContent, wanted: dict[str, Any]) -> None:
    assert content.shown(wanted) is None


def test_any_span_opens_the_document(content: PageContent) -> None:
    assert content.opened({"document": "weg"}) is None
    for span in ({}, {"start": -5, "end": 10**9}, {"start": "x", "end": None}):
        assert "sectie-1" in (content.opened(span) or "")


@pytest.mark.parametrize(
    "wanted",
    [{}, {"number": 0, "verdict": "right"}, {"number": 2, "verdict": "right"},
     {"number": "1", "verdict": "right"}, {"number": 1, "verdict": "best"},
     {"number": 1, "verdict": ["right"]}],
)  # fmt: skip
def test_a_judgement_of_nothing_is_not_kept(
    content: PageContent, assistant: Assistant, tmp_path: Path, wanted: dict[str, Any]
) -> None:
    assert content.judged([assistant.ask([QUESTION])], wanted) == ""
    assert not list(tmp_path.iterdir())


def test_nothing_is_kept_unless_the_operator_wants_it(assistant: Assistant, tmp_path: Path) -> None:
    content = PageContent(assistant, Settings(data_dir=tmp_path))
    answers = [assistant.ask([QUESTION])]
    assert content.judged(answers, {"number": 1, "verdict": "right"}) == ""
    assert not list(tmp_path.iterdir())
    assert "data-judge" not in content.conversation(answers)


def test_a_file_that_cannot_be_written_is_said(assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "feedback.jsonl").mkdir()
    content = PageContent(assistant, Settings(feedback=True, data_dir=tmp_path))
    told = content.judged([assistant.ask([QUESTION])], {"number": 1, "verdict": "right"})
    assert "niet worden bewaard" in told
