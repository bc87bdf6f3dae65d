from __future__ import annotations

import re
from dataclasses import replace

import pytest

from eval.html import to_html
from eval.report import Report
from eval.score import Score
from eval.summary import summarise

pytest.importorskip("matplotlib")

RIGHT = Score(
    "q1", "dev", "fact", "amount", "Hoe hoog?", True, "answered", "1750 euro", correct=True,
    leads=True, citations=(True,), false_refusal=False, trust=0.9,
)  # fmt: skip
WRONG = replace(
    RIGHT, id="q2", question="<script>alert(1)</script>", correct=False, faults=("mis",), trust=0.6
)
FAR = Score("q3", "dev", "far", "amount", "?", False, "not_found", refused=True, trust=0.1)


def report() -> Report:
    scores = [RIGHT, WRONG, FAR]
    return Report("brief", {}, summarise(scores), scores, latencies=[10.0, 12.0, 30.0])


def test_all_plots_are_in_the_file_and_nothing_is_fetched() -> None:
    page = to_html(report())
    assert page.count("<svg") == 4
    for title in ("Juist per soort vraag", "Klopt de zekerheid", "Juist tegenover", "Tijd per"):
        assert title in page
    assert "amount (n = 2)" in page
    assert re.findall(r"(?:src|href)=\"(?!#)[^\"]*\"", page) == []
    assert "url(http" not in page


def test_questions_are_text() -> None:
    page = to_html(report())
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_equal_runs_give_equal_pages() -> None:
    assert to_html(report()) == to_html(report())


def test_without_answers_there_is_no_plot_of_them() -> None:
    page = to_html(replace(report(), scores=[], latencies=[]))
    assert page.count("<svg") == 1  # accuracy by kind stands in the values
