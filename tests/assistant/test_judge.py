"""The judge over the letter: its order, its probabilities, its inputs."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.ask import Assistant
from assistant.judge import load_networks
from assistant.judge_input import MOST_TERMS, judge_input
from assistant.question import analyse
from assistant.signals import TERM_SIGNALS

QUESTIONS = (
    "Hoe hoog is de mobiliteitsbonus?",
    "Wie won de Tour?",
    "Wat is sociale innovatie?",
    "Wanneer treedt het Vitaliteitspakket in werking?",
)


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_verdict_orders_the_readings_and_gives_two_probabilities(
    assistant: Assistant, text: str
) -> None:
    question, readings = assistant.readings([text])
    verdict = assistant.judge.verdict(question, readings)
    spans = [(r.candidate.start, r.candidate.end) for r in readings]
    assert sorted(spans) == sorted((r.candidate.start, r.candidate.end) for r in verdict.readings)
    scores = [reading.score for reading in verdict.readings]
    assert scores == sorted(scores, reverse=True)
    assert 0.0 < verdict.right < 1.0
    assert 0.0 < verdict.answerable < 1.0


def test_the_order_of_the_readings_makes_no_difference(assistant: Assistant) -> None:
    question, readings = assistant.readings([QUESTIONS[0]])
    one, other = (assistant.judge.verdict(question, r) for r in (readings, readings[::-1]))
    assert [r.candidate for r in one.readings] == [r.candidate for r in other.readings]
    assert one.answerable == pytest.approx(other.answerable)


def test_what_the_text_says_is_more_answerable_than_what_it_does_not(
    assistant: Assistant,
) -> None:
    said, unsaid = (
        assistant.judge.verdict(*assistant.readings([text])).answerable for text in QUESTIONS[:2]
    )
    assert said > unsaid


def test_nothing_to_judge_is_no_answer(assistant: Assistant) -> None:
    verdict = assistant.judge.verdict(analyse("Wat is dat?"), [])
    assert (verdict.readings, verdict.answerable, verdict.right) == ([], 0.0, 0.0)


def test_a_long_question_is_cut_to_its_last_terms(assistant: Assistant) -> None:
    words = "subsidie school bedrijf docent leerling techniek kabinet regio sector budget"
    text = f"{words} {words.replace(' ', 'en ')} opleiding arbeidsmarkt gemeente bonus werknemer?"
    question, readings = assistant.readings([text])
    made = judge_input(question, readings)
    n = min(MOST_TERMS, len(question.terms))
    assert made.found.shape == (len(readings), n, len(TERM_SIGNALS))
    assert made.term_values.shape[0] == len(made.terms) == n
    assert np.isfinite(made.readings).all()
    assert made.terms[-1] == question.terms[-1].token.norm


def test_the_committed_networks_fit_each_other() -> None:
    nets, calibration = load_networks()
    assert len(nets) == 6  # three of fit_judge, three of fit_judge_hard
    assert len({tuple(sorted(net)) for net in nets}) == 1
    assert len({net["lin.weight"].shape for net in nets}) == 1  # the same features
    assert set(calibration) == {"answerable", "right"}
    assert all(slope > 0 for slope, _ in calibration.values())
