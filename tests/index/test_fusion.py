from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import DEPTH, PREFERENCE, fuse

WEIGHTS = {"a": 1.0, "b": 1.0}


def test_by_hand() -> None:
    rankings = {"a": [("p1", 4.0), ("p2", 2.0)], "b": [("p2", 0.5), ("p3", 0.1)]}
    whole = 2.0 + PREFERENCE
    assert fuse(rankings, 3, weights=WEIGHTS) == [
        ("p2", round(1.5 / whole, 6)),
        ("p1", round(1.0 / whole, 6)),
        ("p3", round(0.2 / whole, 6)),
    ]


def test_a_full_list_is_scaled_from_its_last() -> None:
    ranking = [(f"p{at:03d}", 300.0 - at) for at in range(DEPTH)]
    found = dict(fuse({"a": ranking}, DEPTH, weights=WEIGHTS))
    whole = 1.0 + PREFERENCE
    assert found["p000"] == round(1 / whole, 6)
    assert found["p033"] == round((DEPTH - 1 - 33) / (DEPTH - 1) / whole, 6)
    assert found[f"p{DEPTH - 1:03d}"] == 0


def test_what_lies_deeper_changes_no_score() -> None:
    ranking = [(f"p{at:03d}", 300.0 - at) for at in range(DEPTH + 50)]
    short = fuse({"a": ranking[:DEPTH]}, DEPTH, weights=WEIGHTS)
    assert fuse({"a": ranking}, DEPTH, weights=WEIGHTS) == short


def test_a_preferred_passage_moves_up_but_is_not_brought_in() -> None:
    rankings = {"a": [("p1", 1.0), ("p2", 0.5)], "b": []}
    found = fuse(rankings, 5, preferred={"p2", "p9"}, weights=WEIGHTS)
    assert [passage_id for passage_id, _ in found] == ["p2", "p1"]


def test_ties_break_by_id() -> None:
    rankings = {"a": [("z", 1.0), ("b", 1.0)], "b": [("m", 3.0)]}
    assert [passage_id for passage_id, _ in fuse(rankings, 3, weights=WEIGHTS)] == ["b", "m", "z"]


@pytest.mark.parametrize("k", [-1, 0])
def test_none_asked_none_given(k: int) -> None:
    assert fuse({"a": [("p", 1.0)]}, k, weights=WEIGHTS) == []


RANKING = st.lists(
    st.tuples(st.sampled_from("pqrstuvw"), st.floats(-1, 50)), unique_by=lambda pair: pair[0]
).map(lambda pairs: sorted(pairs, key=lambda pair: (-pair[1], pair[0])))


@given(RANKING, RANKING, st.integers(1, 10))
def test_sorted_bounded_and_a_prefix_of_more(
    a: list[tuple[str, float]], b: list[tuple[str, float]], k: int
) -> None:
    found = fuse({"a": a, "b": b}, k, weights=WEIGHTS)
    assert found == sorted(found, key=lambda pair: (-pair[1], pair[0]))
    assert all(0 <= score <= 1 for _, score in found)
    assert found == fuse({"b": b, "a": a}, 99, weights=WEIGHTS)[:k]
