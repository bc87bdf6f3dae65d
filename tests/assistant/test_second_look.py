"""How the judge's and the close reader's word are weighed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.ask import Assistant
from assistant.close_reading import CloseReader, Scores, Statement
from assistant.judge import HOPELESS, SURE, Judge
from assistant.second_look import LOOKED_AT, Weights, as_statement, balance, weigh

DOUBTFUL = "Wat merken scholen van de plannen met bedrijven?"
EVEN = Weights(judge=1.0, close=1.0, whole_list=0.0, nothing=0.0)


def test_log_odds_are_added_up() -> None:
    odds, first = np.array([1.0, 2.0]), np.array([1, 0])
    found, lists = np.array([0.5, -0.5]), np.array([0.0, 1.0])
    weights = Weights(judge=2.0, close=3.0, whole_list=0.25, nothing=0.0)
    assert list(weigh(weights, odds, first, found, lists)) == [0.5, 5.75]


def test_a_reading_that_was_not_read_again_is_never_above_one_that_was() -> None:
    odds, first = np.array([5.0, 4.0, 3.9, -9.0]), np.array([0, 1])
    both = weigh(EVEN, odds, first, np.array([-8.0, 2.0]), np.zeros(4))
    assert both.argmax() == 1
    assert max(both[2:]) <= min(both[:2])


def test_the_committed_weights_let_both_speak() -> None:
    weights, calibration = balance()
    assert weights.judge > 0.1
    assert weights.close > 0.1
    assert calibration["answerable"][0] > 0
    assert calibration["right"][0] > 0


def test_the_second_look_changes_scores_and_loses_no_reading(assistant: Assistant) -> None:
    question, readings = assistant.readings([DOUBTFUL])
    alone = Judge(assistant.judge.words).verdict(question, readings)
    both = assistant.judge.verdict(question, readings)
    before, after = (
        [(r.candidate.start, r.candidate.end) for r in v.readings] for v in (alone, both)
    )
    assert sorted(before) == sorted(after)
    assert set(before[:LOOKED_AT]) == set(after[:LOOKED_AT])
    assert alone.right != pytest.approx(both.right, abs=1e-6)


def test_what_is_read_is_the_statement_with_its_heading_and_lead_in(assistant: Assistant) -> None:
    _, readings = assistant.readings(["Hoe hoog is de mobiliteitsbonus?"])
    statement = as_statement(readings[0])
    candidate = readings[0].candidate
    assert statement.body == candidate.body.text
    assert statement.heading == candidate.section_path[-1]


class Untouched(CloseReader):
    def scores(self, question: str, statements: Sequence[Statement]) -> Scores:
        raise AssertionError(f"{question!r} was read again")


@pytest.mark.parametrize(
    "text", ["Hoe laat gaat de trein naar Parijs?", "Hoe hoog is de mobiliteitsbonus?"]
)
def test_where_there_is_no_doubt_nothing_is_read_again(assistant: Assistant, text: str) -> None:
    question, readings = assistant.readings([text])
    verdict = Judge(assistant.judge.words, Untouched()).verdict(question, readings)
    assert verdict.answerable < HOPELESS or verdict.right > SURE


def test_where_there_is_doubt_it_is(assistant: Assistant) -> None:
    question, readings = assistant.readings([DOUBTFUL])
    with pytest.raises(AssertionError, match="was read again"):
        Judge(assistant.judge.words, Untouched()).verdict(question, readings)
