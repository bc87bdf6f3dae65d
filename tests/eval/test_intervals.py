import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.intervals import mean_interval, paired_difference, wilson


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        # (p + z²/2n ± z·sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n), z = 1.959964, by hand.
        (8, 10, 0.4902, 0.9433),
        (0, 10, 0.0, 0.2775),  # z²/(n+z²) = 3.8415/13.8415
        (10, 10, 0.7225, 1.0),
        (50, 100, 0.4038, 0.5962),
        (0, 0, 0.0, 1.0),
    ],
)
def test_wilson(successes: int, trials: int, low: float, high: float) -> None:
    assert wilson(successes, trials) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_of_a_mean_is_about_two_standard_errors_wide() -> None:
    # 50 zeros and 50 ones: sd 0.5, standard error 0.05, so about 0.40 to 0.60.
    assert mean_interval([0.0, 1.0] * 50) == pytest.approx((0.40, 0.60), abs=0.02)
    assert mean_interval([0.0, 1.0] * 50) == mean_interval([0.0, 1.0] * 50)  # fixed seed


def test_what_does_not_vary_has_a_point_for_an_interval() -> None:
    assert mean_interval([0.5, 0.5]) == (0.5, 0.5)
    assert mean_interval([0.5]) == (0.5, 0.5)
    assert all(map(math.isnan, mean_interval([])))


def test_pairs_are_kept_together() -> None:
    # Hard and easy questions differ far more than the two runs do; each pair differs by 0.1.
    old = [0.0, 0.2, 0.4, 0.6, 0.8] * 4
    difference, interval = paired_difference([value + 0.1 for value in old], old)
    assert difference == pytest.approx(0.1)
    assert interval == pytest.approx((0.1, 0.1))


def test_a_difference_of_a_few_in_many_is_not_yet_sure() -> None:
    # 2 better, 1 worse of 20: +0.05, and an interval that holds 0.
    difference, (low, high) = paired_difference([1, 1, 0] + [1] * 17, [0, 0, 1] + [1] * 17)
    assert difference == pytest.approx(0.05)
    assert low < 0 < high


def test_pairs_must_match() -> None:
    with pytest.raises(ValueError, match="longer"):
        paired_difference([1.0], [1.0, 0.0])


@given(st.integers(0, 60), st.integers(0, 60))
def test_wilson_holds_the_share_it_is_about(a: int, b: int) -> None:
    low, high = wilson(a, a + b)
    assert 0 <= low <= high <= 1
    if a + b:
        assert low - 1e-9 <= a / (a + b) <= high + 1e-9
