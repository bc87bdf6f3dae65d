"""Which reading answers, and whether any does: a small network over what the matcher found.

Every term of the question is looked at by itself: how well this reading has it, what part it plays
and what kind of word it is; what the terms say is added up and joined with the reading's features.
That gives each reading a score, and the question a score for *nothing here answers*: one softmax
over the readings and that last possibility (as Rajpurkar et al. 2018, arXiv:1806.03822, have for
questions without an answer). Comparing term by term follows Parikh et al. 2016, arXiv:1606.01933.

Trained by ``eval/fit_judge.py`` and ``eval/fit_judge_hard.py`` on other questions than those it is
measured on; six networks are averaged. Here it runs on numpy alone. What it finds
best is then read again, closely (``assistant/second_look.py``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import safe_open

from assistant.close_reading import CloseReader
from assistant.judge_input import Floats, JudgeInput, judge_input
from assistant.question import Question
from assistant.reader import Reading
from assistant.second_look import balance, look_again
from assistant.words import Words

WEIGHTS = Path(__file__).with_name("judge.safetensors")
CLAMP = 4.0
"""Standard deviations at which a feature of a reading is cut off."""
HOPELESS, SURE = 0.15, 0.6
"""Under the first chance of an answer, and over the second of the right one, nothing is read again.
That is half of 524 development questions, and changed none of the figures (docs/adr/0011)."""

Weights = Mapping[str, Floats]
Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Readings in their order, with two calibrated probabilities.

    Attributes:
        readings: best first, ties by place in the documents; a ``score`` compares within one
            question only.
        answerable: probability in [0, 1] that the documents answer the question at all.
        right: probability in [0, 1] that the first reading does.
    """

    readings: list[Reading]
    answerable: float
    right: float


@dataclass(frozen=True, slots=True)
class Judged:
    """Scores of the readings and of *nothing here answers*, on one scale.

    Attributes:
        readings: (n_readings,) float64.
    """

    readings: Scores
    nothing: float

    @property
    def answerable(self) -> float:
        """Log odds that any reading answers, not calibrated."""
        return float(np.logaddexp.reduce(self.readings)) - self.nothing

    @property
    def right(self) -> float:
        """Log odds that the best reading does, not calibrated."""
        best = int(self.readings.argmax())
        rest = np.append(np.delete(self.readings, best), self.nothing)
        return float(self.readings[best] - np.logaddexp.reduce(rest))

    def chances(self, calibration: Mapping[str, Sequence[float]]) -> tuple[float, float]:
        """Probabilities that any reading answers and that the best one does."""
        return (
            _logistic(self.answerable, calibration["answerable"]),
            _logistic(self.right, calibration["right"]),
        )


class Judge:
    """Orders readings and says how far they can be trusted. Safe to use from several threads.

    Args:
        close: reads the best ones again; the networks alone judge without it.
    """

    def __init__(self, words: Words, close: CloseReader | None = None) -> None:
        self.words = words
        self._close = close

    def verdict(self, question: Question, readings: Sequence[Reading]) -> Verdict:
        """Judge some readings of a question."""
        if not readings or not question.terms:
            return Verdict(list(readings), 0.0, 0.0)
        made = judge_input(question, readings)
        nets, calibration = load_networks()
        judged = mean(nets, made, self._vectors(made))
        answerable, right = judged.chances(calibration)
        if self._close is not None and answerable >= HOPELESS and right <= SURE:
            odds = judged.readings - judged.nothing
            odds = look_again(self._close, question.text, readings, odds)
            judged = Judged(odds, balance().weights.nothing)
            answerable, right = judged.chances(balance().calibration)
        order = sorted(
            (
                replace(r, score=round(float(s), 6))
                for r, s in zip(readings, judged.readings, strict=True)
            ),
            key=lambda r: (-r.score, r.candidate.document_id, r.candidate.start, r.candidate.end),
        )
        return Verdict(order, answerable, right)

    def _vectors(self, made: JudgeInput) -> tuple[Floats, Floats]:
        words = (*made.terms, *made.function_words)
        vectors = word_vectors(self.words, words)
        return vectors[: len(made.terms)], vectors[len(made.terms) :]


def word_vectors(words: Words, norms: Sequence[str]) -> Floats:
    """(n_norms, dimension) float32; what starts with a digit has no vector of its own."""
    if not norms:
        return np.zeros((0, words.dimension), dtype=np.float32)
    vectors = words.encode(norms).copy()
    vectors[[norm[0].isdigit() for norm in norms]] = 0.0
    return vectors


def mean(nets: Sequence[Weights], made: JudgeInput, vectors: tuple[Floats, Floats]) -> Judged:
    """The mean of some networks on one question; ``vectors`` as for ``forward``."""
    judged = [forward(net, made, vectors) for net in nets]
    scores: Scores = np.mean([j.readings for j in judged], axis=0)
    return Judged(scores, float(np.mean([j.nothing for j in judged])))


def forward(weights: Weights, made: JudgeInput, vectors: tuple[Floats, Floats]) -> Judged:
    """One network on one question.

    Args:
        weights: as ``eval/judge_network.py`` names them.
        vectors: of the terms, (n_terms, dimension), and of the function words.
    """
    terms = np.concatenate([made.term_values, _linear(weights, "emb", vectors[0])], axis=1)
    share = _softmax(_mlp(weights, "imp", terms)[:, 0])
    asked = made.question
    words = _linear(weights, "swl", vectors[1]).sum(0)
    asked = np.concatenate([asked, words])

    # What belongs to a term or to the question is the same for all readings: weighed once.
    compared = _linear(weights, "cmp.1", _hidden(weights, "cmp", made.found, terms, made.question))
    compared = np.maximum(compared, 0.0)
    pooled = np.concatenate([share @ compared, compared.max(1)], axis=1)
    features = (made.readings - weights["hm"]) / weights["hs"]
    features = np.clip(features, -CLAMP, CLAMP)
    said = _linear(weights, "sai", made.said)
    own = np.concatenate([pooled, features, said], axis=1)
    hidden = _hidden(weights, "out", own, asked)
    scores = _linear(weights, "out.1", hidden)[:, 0] + _linear(weights, "lin", features)[:, 0]
    scores = scores - made.barred
    nothing = _mlp(weights, "nul", np.concatenate([share @ terms, asked])[None])[0, 0]
    return Judged(scores.astype(np.float64), float(nothing))


@cache
def load_networks() -> tuple[tuple[Weights, ...], dict[str, tuple[float, float]]]:
    """The committed networks, and slope and intercept of each probability (Platt 1999)."""
    nets: dict[str, dict[str, Floats]] = {}
    with safe_open(str(WEIGHTS), framework="numpy") as file:
        calibration = json.loads(file.metadata()["calibration"])
        for name in file.keys():  # noqa: SIM118  (no mapping)
            net, _, key = name.partition("/")
            nets.setdefault(net, {})[key] = file.get_tensor(name).astype(np.float32)
    return tuple(nets[name] for name in sorted(nets)), calibration


def _linear(weights: Weights, name: str, values: Floats) -> Floats:
    made: Floats = values @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return made


def _hidden(weights: Weights, name: str, *parts: Floats) -> Floats:
    """The first of two layers over parts side by side, each broadcast to the first."""
    matrix, at = weights[f"{name}.0.weight"], 0
    total: Floats = weights[f"{name}.0.bias"]
    for part in reversed(parts):
        size = part.shape[-1]
        at += size
        columns = matrix[:, matrix.shape[1] - at : matrix.shape[1] - at + size]
        total = (part.reshape(-1, size) @ columns.T).reshape(*part.shape[:-1], -1) + total
    return np.maximum(total, 0.0)


def _mlp(weights: Weights, name: str, values: Floats) -> Floats:
    """Two layers with a rectifier in between."""
    return _linear(weights, f"{name}.1", np.maximum(_linear(weights, f"{name}.0", values), 0.0))


def _softmax(values: Floats) -> Floats:
    raised = np.exp(values - values.max())
    shares: Floats = raised / raised.sum()
    return shares


def _logistic(odds: float, line: Sequence[float]) -> float:
    slope, intercept = line
    return float(1.0 / (1.0 + np.exp(-(slope * odds + intercept))))
