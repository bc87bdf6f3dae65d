import sys

import pytest

from eval import machine


def test_latency_by_hand() -> None:
    rows = [
        {
            "answer": {"timings_ms": {"retrieve": retrieve}},
            "timings_ms": {"ask": ask, "quick_start": quick},
        }
        for ask, retrieve, quick in [(10.0, 4.0, 2.0), (20.0, 5.0, 4.0), (30.0, 6.0, 6.0)]
    ]
    assert machine.latency(rows) == {
        "answer_p50_ms": 20.0,
        "answer_p95_ms": 29.0,  # nine tenths of the way from 20 to 30
        "retrieve_p50_ms": 5.0,
        "quick_start_p50_ms": 4.0,
        "answer_to_quick_start": 5.0,
    }


def test_latency_of_answers_without_times() -> None:
    assert machine.latency([{"answer": {}}]) == {}
    assert machine.latency([]) == {}


def test_a_child_is_timed_and_weighed_apart_from_its_parent() -> None:
    parent = bytearray(300_000_000)
    seconds, memory, error = machine._child([sys.executable, "-c", "x = bytearray(50_000_000)"])
    assert len(parent)
    assert error == ""
    assert 0 < seconds < 60
    if memory is not None:
        assert 50 < memory < 200  # MB: the array and an interpreter


def test_a_cold_start_that_fails_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "HEAVY", ("geen_bibliotheek",))
    assert "geen_bibliotheek" in machine.cold_start("Hoe hoog?", repeats=1)["error"]
