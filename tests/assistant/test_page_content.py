"""What comes from a browser is checked: a wrong request leaves the page as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant import page, page_flow
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
    assert content.judged([content.turn(assistant.ask([QUESTION]), 1)], wanted) == ""
    assert not list(tmp_path.iterdir())


def test_nothing_is_kept_unless_the_operator_wants_it(assistant: Assistant, tmp_path: Path) -> None:
    content = PageContent(assistant, Settings(data_dir=tmp_path))
    turns = [content.turn(assistant.ask([QUESTION]), 1)]
    assert content.judged(turns, {"number": 1, "verdict": "right"}) == ""
    assert not list(tmp_path.iterdir())
    assert "data-judge" not in content.conversation(turns)


def test_a_file_that_cannot_be_written_is_said(assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "feedback.jsonl").mkdir()
    content = PageContent(assistant, Settings(feedback=True, data_dir=tmp_path))
    turns = [content.turn(assistant.ask([QUESTION]), 1)]
    told = content.judged(turns, {"number": 1, "verdict": "right"})
    assert "niet worden bewaard" in told


def test_a_turn_keeps_its_number_when_the_first_ones_are_forgotten(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a browser shows of a turn, and its judgement, still belong together."""
    monkeypatch.setattr(page_flow, "MOST_TURNS", 2)
    content = PageContent(assistant, Settings(feedback=True, data_dir=tmp_path))
    flow = page_flow.PageFlow(assistant, content)
    turns: list[page.Turn] = []
    before: list[page.Turn] = []
    for question in (QUESTION, "Hoe hoog is de werkbonus?", "Wat is een speerpunt?"):
        *_, step = flow.typed(question, turns, False)
        before, turns = turns, step.turns or []
    assert [turn.number for turn in turns] == [2, 3]
    assert turns[0] is before[-1], "not made again"
    assert content.judged(turns, {"number": 1, "verdict": "right"}) == ""
    assert "bewaard" in content.judged(turns, {"number": 3, "verdict": "right"})
