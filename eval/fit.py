"""Fits the weights of the reader on development questions.

    python -m eval.fit            cross-validates, prints what it would change
    python -m eval.fit --write    also writes assistant/weights.json

A pairwise logistic regression (Herbrich, Graepel and Obermayer 2000), from scikit-learn: within one
question a right candidate must score above a wrong one. Only questions of the split ``dev`` are
read. What is made of the ranking is the judge's: ``eval/fit_judge.py``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant import reader as reader_module
from assistant.ask import Assistant
from assistant.question import Question as Asked
from assistant.reader import FEATURES, NEEDS_A_FIGURE, Reading
from eval.questions import Question

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Read:
    """One development question with its readings and which of them are right."""

    question: Question
    asked: Asked
    readings: list[Reading]
    right: list[bool]


def read_all(assistant: Assistant, questions: Sequence[Question]) -> list[Read]:
    """Every question's readings under the weights in use."""
    out = []
    for question in questions:
        asked, readings = assistant.readings(question.turns)
        right = tightest(readings, [is_right(question, r) for r in readings])
        out.append(Read(question, asked, readings, right))
    return out


def tightest(readings: list[Reading], right: list[bool]) -> list[bool]:
    """Right readings that hold no smaller right one: an answer is no longer than it must be."""
    spans = [(r.candidate.document_id, r.candidate.start, r.candidate.end) for r in readings]
    good = [span for span, ok in zip(spans, right, strict=True) if ok]
    return [
        ok
        and not any(
            other != span and other[0] == span[0] and span[1] <= other[1] and other[2] <= span[2]
            for other in good
        )
        for span, ok in zip(spans, right, strict=True)
    ]


def is_right(question: Question, reading: Reading) -> bool:
    """Whether a reading rests on gold evidence and, where a value is asked, picks that value."""
    if not question.answerable:
        return False
    candidate = reading.candidate
    touched = [
        g.document == candidate.document_id and candidate.start < g.end and g.start < candidate.end
        for g in question.gold
    ]
    conflict = question.slice == "conflict"
    if not (any(touched) if question.gold_mode == "any" or conflict else all(touched)):
        return False
    if candidate.kind == "list" and not (question.gold_mode == "all" and len(question.gold) > 1):
        return False
    text = reading.picks[0].figure.text if question.leads and reading.picks else candidate.body.text
    matched = [re.search(p, " ".join(text.split()), re.IGNORECASE) for p in question.values]
    return any(matched) if conflict else all(matched)


def fit_reader(reads: Sequence[Read]) -> Matrix:
    """Weights for ``FEATURES``, one a feature."""
    rows, labels, shares = _pairs(reads)
    model = LogisticRegression(fit_intercept=False, C=0.5, max_iter=2000)
    model.fit(rows, labels, sample_weight=shares)
    return np.asarray(model.coef_[0], dtype=np.float64)


def stratum_weights(reads: Sequence[Read]) -> Matrix:
    """(n_reads,) so that on every text each slice counts as much as it does on the first text.

    The texts beside the letter have other shares of slices (half of one is in own words); without
    this the fit would follow whoever wrote the most questions of one kind (post-stratification).
    """
    first = [r for r in reads if r.question.id.startswith("q")] or list(reads)
    target = Counter(r.question.slice for r in first)
    rest = Counter(r.question.slice for r in reads if r not in first)
    scale = len(reads) / len(first) - 1.0
    return np.array(
        [
            1.0
            if read in first
            else scale * max(target[read.question.slice], 1) / rest[read.question.slice]
            for read in reads
        ]
    )


def _pairs(reads: Sequence[Read]) -> tuple[Matrix, Matrix, Matrix]:
    differences = []
    shares: list[float] = []
    for read, share in zip(reads, stratum_weights(reads), strict=True):
        features = np.array([r.features for r in read.readings])
        good = [f for f, ok in zip(features, read.right, strict=True) if ok]
        bad = [f for f, ok in zip(features, read.right, strict=True) if not ok]
        # The hardest wrong ones teach most; all of them would drown the questions with few.
        pairs = [g - b for g in good[:3] for b in bad[:12]]
        differences.extend(pairs)
        shares.extend(float(share) for _ in pairs)
    rows = np.array(differences)
    signs = np.where(np.arange(len(rows)) % 2 == 0, 1.0, -1.0)
    return rows * signs[:, None], signs, np.array(shares)


def first_right(reads: Sequence[Read], weights: Matrix) -> list[bool]:
    """For each answerable question whether the best reading under ``weights`` is right."""
    out = []
    for read in reads:
        if not read.question.answerable:
            continue
        scores = _scores(read, weights)
        out.append(bool(scores) and read.right[int(np.argmax(scores))])
    return out


def _scores(read: Read, weights: Matrix) -> list[float]:
    """Scores of a question's readings under ``weights``; one that lacks its figure comes last."""
    needs = read.asked.kind in NEEDS_A_FIGURE
    return [
        float(np.dot(r.features, weights)) - (20.0 if needs and not r.picks else 0.0)
        for r in read.readings
    ]


def cross_validate(reads: list[Read], current: Matrix) -> None:
    """Print how weights fitted on the other questions do against those in use."""
    groups = np.arange(len(reads))
    kept: list[bool] = []
    before: list[bool] = []
    for train, test in GroupKFold(8, shuffle=True, random_state=7).split(groups, groups=groups):
        testing = [reads[i] for i in test]
        kept.extend(first_right(testing, fit_reader([reads[i] for i in train])))
        before.extend(first_right(testing, current))
    print(f"best reading right: in use {np.mean(before):.3f}, cross-validated {np.mean(kept):.3f}")


def main(argv: Sequence[str] | None = None) -> int:
    from eval.development import development

    parser = argparse.ArgumentParser(prog="python -m eval.fit", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write assistant/weights.json")
    options = parser.parse_args(argv)
    reads = [
        read for assistant, questions in development() for read in read_all(assistant, questions)
    ]
    old = reader_module.weights()["reader"]
    current = np.array([old.get(name, 0.0) for name in FEATURES])
    print(
        f"{len(reads)} questions, {sum(r.question.answerable for r in reads)} answerable, "
        f"{sum(any(r.right) for r in reads)} with a right candidate"
    )
    cross_validate(reads, current)
    weights = fit_reader(reads)
    fitted = {
        "reader": {n: round(float(w), 4) for n, w in zip(FEATURES, weights, strict=True)},
        "thresholds": reader_module.thresholds(),
    }
    print(json.dumps(fitted, indent=1))
    if options.write:
        path = Path(reader_module.__file__).with_name("weights.json")
        path.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
