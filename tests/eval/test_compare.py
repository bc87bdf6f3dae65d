import pytest

from eval.compare import Difference, compare
from eval.score import Score


def made(id: str, correct: bool | None = None, **changes: object) -> Score:
    about: dict[str, object] = {
        "split": "test",
        "slice": "fact",
        "kind": "amount",
        "question": "?",
        "answerable": True,
        "status": "answered",
        "correct": correct,
    }
    return Score(id=id, **(about | changes))  # type: ignore[arg-type]


def difference(measure: str, new: list[Score], old: list[Score]) -> Difference:
    return {d.measure: d for d in compare(new, old)}[measure]


def test_questions_that_changed_sides_are_named() -> None:
    old = [made("a", False), made("b", True), made("c", True), made("d", True)]
    new = [made("a", True), made("b", False), made("c", True), made("d", True)]
    found = difference("accuracy", new, old)
    assert (found.better, found.worse) == (("a",), ("b",))
    assert (found.old, found.new, found.difference, found.n) == (0.75, 0.75, 0, 4)
    assert found.low <= 0 <= found.high


def test_less_of_what_should_stay_away_is_better() -> None:
    old = [made("a", unsupported=("7",)), made("b")]
    new = [made("a"), made("b", unsupported=("8", "9"))]
    found = difference("unsupported_figures", new, old)
    assert (found.better, found.worse) == (("a",), ("b",))
    assert found.difference == pytest.approx(0.5)  # (-1 + 2) / 2


def test_only_questions_of_both_runs_are_compared() -> None:
    found = difference("accuracy", [made("a", True), made("b", True)], [made("b", False)])
    assert (found.n, found.old, found.new, found.better) == (1, 0, 1, ("b",))


def test_a_measure_that_one_run_lacks_is_left_out() -> None:
    hits = {"hit@1": 1.0, "hit@4": 1.0, "hit@5": 1.0, "mrr": 1.0}
    names = {d.measure for d in compare([made("a", True, retrieval=hits)], [made("a", True)])}
    assert "accuracy" in names
    assert "hit@1" not in names
