"""The load script itself; the full minute is `python -m eval.load`."""

from __future__ import annotations

import sys

import pytest

from eval.load import MOST_GROWTH, MOST_RATIO, Load, _percentiles, measure, report


def load(**changed: object) -> Load:
    usual: dict[str, object] = {
        "users": 2, "seconds": 1.0,
        "page_requests": 10, "page_errors": [], "page_p50": 20.0, "page_p95": 40.0,
        "echo_requests": 20, "echo_errors": [], "echo_p50": 5.0, "echo_p95": 10.0,
        "memory": [100.0, 101.0, 100.0, 102.0, 101.0, 102.0],
    }  # fmt: skip
    return Load(**(usual | changed))  # type: ignore[arg-type]


def test_it_holds_within_the_bounds_and_not_beyond() -> None:
    assert load().holds
    assert load().ratio == 4
    assert load(page_p95=50.0).holds
    assert not load(page_p95=50.1).holds
    assert not load(page_errors=["fout"]).holds
    assert not load(echo_errors=["fout"]).holds, "nothing to compare with"
    assert not load(memory=[100.0, 100.0, 105.0, 105.0, 111.0, 111.0]).holds
    assert load(memory=[]).holds, "where the system does not tell"


def test_growth_is_from_the_first_third_to_the_last() -> None:
    assert load(memory=[100.0, 100.0, 150.0, 150.0, 110.0, 110.0]).growth == pytest.approx(0.1)


def test_percentiles_by_hand() -> None:
    assert _percentiles([float(n) for n in range(1, 101)]) == (50, 95)
    assert _percentiles([7.0]) == (7, 7)
    assert _percentiles([]) == (float("inf"), float("inf"))


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_twenty_readers_for_a_moment() -> None:
    """No error and no leak. The p95 of a few seconds rests on a handful of answers and was up to
    two and a half times that of the full minutes, so three times the bound counts here; the full minutes are for `python -m eval.load`."""
    done = measure(users=20, seconds=8, turns=5, think=0, rounds=4)
    assert done.page_errors == []
    assert done.echo_errors == []
    assert done.page_requests > 20
    assert done.growth <= MOST_GROWTH, report(done)
    assert done.ratio <= 3 * MOST_RATIO, report(done)
