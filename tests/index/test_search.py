"""One suite for every half of the search and for the whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.store import PolicyIndex

Search = Callable[[str, int], list[tuple[str, float]]]
QUESTIONS = [
    "Hoe hoog is de mobiliteitsbonus?",
    "kenismigrant inkommen onder 30",
    "Wat doet het kabinet tegen tekorten aan technici?",
]


@pytest.fixture(params=["stems", "grams", "dense", "whole"])
def search(request: pytest.FixtureRequest, letter: PolicyIndex) -> Search:
    if request.param == "whole":
        return lambda query, k: [(hit.passage.id, hit.score) for hit in letter.search(query, k)]
    return letter.half(request.param).search


@pytest.mark.parametrize("question", QUESTIONS)
def test_best_first_ties_by_id_each_once(
    search: Search, letter: PolicyIndex, question: str
) -> None:
    found = search(question, 20)
    assert found == sorted(found, key=lambda pair: (-pair[1], pair[0]))
    ids = [passage_id for passage_id, _ in found]
    assert len(set(ids)) == len(ids)
    assert set(ids) <= letter.passages.keys()


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_smaller_k_is_a_prefix(search: Search, question: str) -> None:
    twenty = search(question, 20)
    for k in (1, 5, 10):
        assert search(question, k) == twenty[:k]


def test_the_same_twice(search: Search) -> None:
    assert search(QUESTIONS[2], 50) == search(QUESTIONS[2], 50)


@pytest.mark.parametrize("k", [-3, 0])
def test_none_asked_none_given(search: Search, k: int) -> None:
    assert search(QUESTIONS[0], k) == []


def test_more_than_there_are(search: Search, letter: PolicyIndex) -> None:
    assert 0 < len(search(QUESTIONS[0], 10_000)) <= len(letter.passages)


@pytest.mark.parametrize("query", ["", " \n\t", "?!…", "\x00\x07\x1b", "\u200b"])
def test_nothing_to_look_for(search: Search, query: str) -> None:
    for _, score in search(query, 5):  # the encoder may know a punctuation mark
        assert score == score


def test_lexical_halves_find_nothing_without_words(letter: PolicyIndex) -> None:
    for half in ("stems", "grams"):
        assert letter.half(half).search("de het een", 5) == []
        assert letter.half(half).search("", 5) == []
    assert letter.search("", 5) == []


@pytest.mark.parametrize(
    "query", ["techniek " * 1200, "x" * 10_000, "\x00bonus\x00 \ud800 techniek", "<b>bonus</b>"]
)
def test_odd_input_is_searched_like_any_other(search: Search, query: str) -> None:
    assert len(search(query, 5)) <= 5


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=st.text(max_size=60), k=st.integers(1, 30))
def test_any_text(letter: PolicyIndex, query: str, k: int) -> None:
    hits = letter.search(query, k)
    assert len(hits) <= k
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert letter.passages[hit.passage.id] is hit.passage
        assert 0 <= hit.score <= 1
        assert -1 <= hit.dense <= 1


def test_a_hit_carries_the_scores_of_both_halves(letter: PolicyIndex) -> None:
    hit = letter.search(QUESTIONS[0], 1)[0]
    assert "mobiliteitsbonus" in hit.passage.text
    assert hit.lexical == round(
        dict(letter.half("stems").search(QUESTIONS[0], 5))[hit.passage.id], 6
    )
    assert hit.dense == dict(letter.half("dense").search(QUESTIONS[0], 99))[hit.passage.id]


def test_compounds_and_typing_errors_match_by_grams(letter: PolicyIndex) -> None:
    for query in ("mobiliteitsbonnus", "bonussen mobiliteit"):
        best = letter.half("grams").search(query, 3)
        assert any("mobiliteitsbonus" in letter.passages[p].text for p, _ in best)


def test_context_counts_less_than_text(letter: PolicyIndex) -> None:
    """A list item is found by the sentence that introduces its list."""
    item = next(p for p in letter.passages.values() if p.kind == "item" and p.lead_in)
    assert item.id in dict(letter.half("stems").search(item.lead_in, 50))


def test_rare_stems_weigh_more(letter: PolicyIndex) -> None:
    assert letter.knows("techniek")
    assert not letter.knows("paddenstoel")
    assert letter.idf("techniek") < letter.idf("mobiliteitsbonus") < letter.idf("paddenstoel")
