"""Passages in the order of their best reading."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant
from assistant.rerank import DEPTH, rerank


def test_what_is_read_best_stands_first(assistant: Assistant) -> None:
    asked = ["Hoe hoog is de mobiliteitsbonus?"]
    _, readings = assistant.readings(asked)
    best = next(reading for reading in readings if reading.candidate.kind != "list")
    assert assistant.search(asked, 5)[0].passage.id == best.candidate.passage_id


def test_the_reading_decides_and_not_the_place_it_came_with(assistant: Assistant) -> None:
    _, readings = assistant.readings(["Hoe hoog is de mobiliteitsbonus?"])
    hits = assistant.index.search("Hoe hoog is de mobiliteitsbonus?", 12)
    order = [hit.passage.id for hit in rerank(hits, readings)]
    assert order == [hit.passage.id for hit in rerank(hits[::-1], readings)]
    assert sorted(order) == sorted(hit.passage.id for hit in hits)


def test_what_was_not_read_comes_after_what_was_in_its_own_order(assistant: Assistant) -> None:
    hits = assistant.index.search("bonus voor werkgevers", 40)
    _, readings = assistant.readings(["bonus voor werkgevers"])
    read = {reading.candidate.passage_id for reading in readings}
    ranked = rerank(hits, readings)
    unread = [hit for hit in ranked if hit.score <= 0.5]
    assert unread
    assert not read & {hit.passage.id for hit in unread}
    assert [h.passage.id for h in unread] == [
        h.passage.id for h in hits if h.passage.id in {u.passage.id for u in unread}
    ]


@pytest.mark.parametrize("k", [1, 3, DEPTH + 15])
def test_scores_fall_and_lie_between_zero_and_one(assistant: Assistant, k: int) -> None:
    hits = assistant.search(["Wie krijgt een werkbonus?"], k)
    scores = [hit.score for hit in hits]
    assert len(hits) == k
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 <= score <= 1.0 for score in scores)


@pytest.mark.parametrize("turns", [[], [""], ["   "], ["Hoe hoog is de bonus?", ""]])
def test_nothing_is_found_for_no_question(assistant: Assistant, turns: list[str]) -> None:
    assert assistant.search(turns, 5) == []
    assert assistant.search(["bonus"], 0) == []
