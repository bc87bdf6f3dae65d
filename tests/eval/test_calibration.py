from __future__ import annotations

from dataclasses import replace

import pytest

from eval.calibration import calibration, to_lines
from eval.score import Score

RIGHT = Score("a", "dev", "fact", "amount", "?", True, "answered", correct=True, trust=0.9)
NONE = Score("b", "dev", "far", "amount", "?", False, "not_found", refused=True, trust=0.1)


def test_a_sure_and_right_assistant() -> None:
    found = calibration([RIGHT, NONE])
    assert found is not None
    assert found.brier == pytest.approx(0.01)
    assert found.auroc == 1.0
    assert found.curve == ((0.5, 1.0),)


def test_the_wrong_way_round() -> None:
    found = calibration([replace(RIGHT, trust=0.2), replace(NONE, trust=0.8)])
    assert found is not None
    assert (found.brier, found.auroc) == (pytest.approx(0.64), 0.0)


def test_an_answer_to_an_unanswerable_question_is_never_right() -> None:
    answered = replace(NONE, status="answered", trust=0.95)
    found = calibration([RIGHT, answered])
    assert found is not None
    assert found.curve == ((0.5, 0.0), (1.0, 0.5))


def test_equal_confidence_stands_or_falls_together() -> None:
    found = calibration([RIGHT, replace(RIGHT, correct=False)])
    assert found is not None
    assert found.curve == ((1.0, 0.5),)


def test_bins_rise_and_hold_all() -> None:
    scores = [replace(RIGHT, trust=n / 20, correct=n > 10) for n in range(20)]
    found = calibration(scores)
    assert found is not None
    assert [b.n for b in found.bins] == [4] * 5
    assert [b.right for b in found.bins] == sorted(b.right for b in found.bins)
    assert found.bins[0].right == 0.0 < 1.0 == found.bins[-1].right


def test_one_sort_of_question_has_no_auroc() -> None:
    found = calibration([RIGHT])
    assert found is not None
    assert found.auroc is None
    assert "niet te bepalen" in "\n".join(to_lines(found))
    assert calibration([replace(RIGHT, trust=None)]) is None
