"""Fits what the judge and the close reader count for together: ``assistant/balance.json``.

    python -m eval.fit_balance              shows what it would be, and how well it does
    python -m eval.fit_balance --write      also writes it

Only development questions from which neither learnt (``eval.development.UNSEEN``): from others the
judge would look better than it is. What is shown of the letter comes from a balance fitted on the
other texts, and the other way round. The thresholds in ``weights.json`` are set by
hand, with this table (in which every question is read again) and the answers of the whole program.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

from assistant import second_look
from assistant.close_reading import CloseReader, Scores
from assistant.judge import Judged, load_networks, mean, word_vectors
from assistant.judge_input import judge_input
from assistant.second_look import LOOKED_AT, Balance, Weights, as_statement, weigh
from corpus.library import BUILTIN
from eval.development import UNSEEN, development
from eval.fit import is_right, tightest
from eval.fit_judge import calibrate
from eval.questions import Question

_START = (0.8, 0.8, 0.0, 0.0)
_TOWARDS_NOUGHT = 0.01
_SHARES = (0.05, 0.08, 0.12)
_RIGHT = (0.1, 0.15, 0.2, 0.25, 0.3)
_ANSWERABLE = (0.2, 0.22, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


@dataclass(frozen=True, slots=True)
class Read:
    """A question with what both say of its readings.

    Attributes:
        odds: (n_readings,) the judge's.
        first: (n_first,) places of the readings that were read closely.
        found: (n_first,) what came of it.
        lists: (n_readings,) 1 for a whole list.
        right: (n_readings,) which answer.
    """

    of: Question
    letter: bool
    odds: Scores
    first: npt.NDArray[np.intp]
    found: Scores
    lists: Scores
    right: npt.NDArray[np.bool_]

    def judged(self, weights: Weights) -> Judged:
        """What comes of it with some weights."""
        scores = weigh(weights, self.odds, self.first, self.found, self.lists)
        return Judged(scores, weights.nothing)


def read_all() -> list[Read]:
    """Every unseen development question that has a reading."""
    close, out = CloseReader(), []
    nets, _ = load_networks()
    for assistant, questions in development():
        letter = next(iter(assistant.index.documents)).startswith(BUILTIN_ID)
        for question in questions:
            if not UNSEEN.match(question.id):
                continue
            asked, readings = assistant.readings(question.turns)
            if not readings or not asked.terms:
                continue
            made = judge_input(asked, readings)
            words = assistant.judge.words
            vectors = word_vectors(words, made.terms), word_vectors(words, made.function_words)
            judged = mean(nets, made, vectors)
            odds = judged.readings - judged.nothing
            first = np.argsort(-odds, kind="stable")[:LOOKED_AT]
            found = close.scores(asked.text, [as_statement(readings[at]) for at in first])
            lists = np.array([r.candidate.kind == "list" for r in readings], dtype=float)
            right = tightest(readings, [is_right(question, r) for r in readings])
            fitting = np.array(right) & (made.barred == 0)
            out.append(Read(question, letter, odds, first, found, lists, fitting))
    return out


BUILTIN_ID = next(path.stem for path in sorted(BUILTIN.iterdir()) if path.suffix == ".txt")


def fit(reads: Sequence[Read]) -> Balance:
    """Least log loss over *which reading, or nothing*; then both curves."""

    def loss(values: npt.NDArray[np.float64]) -> float:
        total = _TOWARDS_NOUGHT * float((values**2).sum())
        for read in reads:
            judged = read.judged(Weights(*map(float, values)))
            whole = np.logaddexp(np.logaddexp.reduce(judged.readings), judged.nothing)
            if not read.of.answerable:
                total += whole - judged.nothing
            elif read.right.any():
                total += whole - np.logaddexp.reduce(judged.readings[read.right])
        return float(total)

    found = minimize(loss, _START, method="Powell").x
    weights = Weights(*(round(float(value), 4) for value in found))
    judged = [read.judged(weights) for read in reads]
    truth = np.array([read.of.answerable for read in reads])
    calibration = {
        "answerable": calibrate(np.array([j.answerable for j in judged]), truth),
        "right": calibrate(np.array([j.right for j in judged]), _first_right(reads, judged)),
    }
    return Balance(weights, calibration)


def _first_right(reads: Sequence[Read], judged: Sequence[Judged]) -> npt.NDArray[np.bool_]:
    return np.array([r.right[j.readings.argmax()] for r, j in zip(reads, judged, strict=True)])


def describe(name: str, reads: Sequence[Read], balance: Balance) -> str:
    """How well a balance does on some questions."""
    judged = [read.judged(balance.weights) for read in reads]
    truth = np.array([read.of.answerable for read in reads])
    near = np.array([read.of.slice == "unanswerable_near" for read in reads])
    odds = np.array([j.answerable for j in judged])
    right = _first_right(reads, judged)
    some = truth | near
    lines = [
        f"{name}: {truth.sum()} answerable, {near.sum()} near; best reading right "
        f"{right[truth].mean():.3f}, AUROC {roc_auc_score(truth[some], odds[some]):.3f}, near refused at "
        + ", ".join(
            f"{share:.0%} {(odds[near] < np.quantile(odds[truth], share)).mean():.2f}"
            for share in _SHARES
        )
    ]
    sure, best = np.array([j.chances(balance.calibration) for j in judged]).T
    for least in _RIGHT:
        for answerable in _ANSWERABLE:
            given = (sure >= answerable) & (best >= least)
            lines.append(
                f"  right {least:.2f} answerable {answerable:.2f}: false refusals "
                f"{1 - given[truth].mean():.3f}, near {1 - given[near].mean():.3f}, "
                f"right given {(given & right)[truth].mean():.3f}"
            )
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """The command line. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_balance", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write assistant/balance.json")
    options = parser.parse_args(argv)
    reads = read_all()
    letter = [read for read in reads if read.letter]
    other = [read for read in reads if not read.letter]
    print(describe("letter, from the others", letter, fit(other)))
    print(describe("others, from the letter", other, fit(letter)))
    balance = fit(reads)
    print(describe("all, from all", reads, balance))
    made = balance._asdict() | {"weights": balance.weights._asdict()}
    print(json.dumps(made))
    if options.write:
        text = json.dumps(made, indent=1)
        second_look.WEIGHTS.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
