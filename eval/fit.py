"""Fits the weights of the reader and of its trust on development questions.

    python -m eval.fit            cross-validates, prints what it would change
    python -m eval.fit --write    also writes assistant/weights.json

Both models are linear and come from scikit-learn. The reader's is a pairwise logistic regression
(Herbrich, Graepel and Obermayer 2000): within one question a right candidate must score above a
wrong one. The trust is a logistic regression on the best reading of each question. Only questions
of the split ``dev`` are read.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.model_selection import GroupKFold

from assistant import reader as reader_module
from assistant.ask import Assistant
from assistant.decide import TRUST_FEATURES, trust_features
from assistant.instruction import is_instruction
from assistant.question import Question as Asked
from assistant.reader import FEATURES, NEEDS_A_FIGURE, Reading
from eval.questions import Question

Matrix = npt.NDArray[np.float64]

COST_OF_ANSWERING = 0.7
COST_OF_WRONG = 0.2


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
        right = _tightest(readings, [is_right(question, r) for r in readings])
        out.append(Read(question, asked, readings, right))
    return out


def _tightest(readings: list[Reading], right: list[bool]) -> list[bool]:
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


def fit_trust(rows: Matrix, labels: Matrix, shares: Matrix) -> LogisticRegression:
    return LogisticRegression(C=1.0, max_iter=2000).fit(rows, labels, sample_weight=shares)


def trust_rows(reads: Sequence[Read], weights: Matrix) -> tuple[Matrix, Matrix, list[Read]]:
    """Trust features of each question's best reading under ``weights``, and whether it is right."""
    rows, labels, kept = [], [], []
    for read in reads:
        if not read.readings or is_instruction(read.asked.text):
            continue  # never left to the trust
        if read.asked.kind in NEEDS_A_FIGURE and not any(r.picks for r in read.readings):
            continue
        scores = _scores(read, weights)
        order = np.argsort(-np.array(scores), kind="stable")
        ranked = [replace(read.readings[i], score=scores[i]) for i in order]
        values = trust_features(read.asked, ranked)
        rows.append([values[name] for name in TRUST_FEATURES])
        labels.append(read.right[order[0]])
        kept.append(read)
    return np.array(rows), np.array(labels, dtype=np.float64), kept


def best_threshold(trusts: Matrix, labels: Matrix, reads: Sequence[Read]) -> float:
    """The threshold with the least cost on development questions; between equals the middle.

    Cost: an answer to an unanswerable question counts ``COST_OF_ANSWERING``, a wrong statement as
    answer to an answerable one ``COST_OF_WRONG`` (its literal text and place are shown, so that
    the reader sees that it is beside the point), refusing where the best reading is right 1.
    """
    answerable = np.array([read.question.answerable for read in reads])
    shares = stratum_weights(reads)
    steps = np.linspace(0.05, 0.9, 86)
    costs = []
    for step in steps:
        given = trusts >= step
        wrong = given & (labels == 0)
        cost = np.where(wrong & ~answerable, COST_OF_ANSWERING, 0.0)
        cost += np.where(wrong & answerable, COST_OF_WRONG, 0.0)
        cost += np.where(~given & (labels == 1), 1.0, 0.0)
        costs.append(float((shares * cost).sum()))
    low = np.flatnonzero(np.isclose(costs, min(costs)))
    return float(steps[low[len(low) // 2]])


def cross_validate(reads: list[Read], current: Matrix) -> tuple[Matrix, Matrix, list[Read]]:
    """Out-of-fold trusts and labels with their questions; prints how the fitted weights do against those in use."""
    groups = np.arange(len(reads))
    kept: list[bool] = []
    before: list[bool] = []
    judged: list[Read] = []
    trusts: list[float] = []
    labels: list[float] = []
    for train, test in GroupKFold(8, shuffle=True, random_state=7).split(groups, groups=groups):
        training, testing = [reads[i] for i in train], [reads[i] for i in test]
        weights = fit_reader(training)
        kept.extend(first_right(testing, weights))
        before.extend(first_right(testing, current))
        rows, right, kept_reads = trust_rows(training, weights)
        model = fit_trust(rows, right, stratum_weights(kept_reads))
        rows, right, kept_reads = trust_rows(testing, weights)
        trusts.extend(model.predict_proba(rows)[:, 1])
        labels.extend(right)
        judged.extend(kept_reads)
    print(f"best reading right: in use {np.mean(before):.3f}, cross-validated {np.mean(kept):.3f}")
    t, y = np.array(trusts), np.array(labels)
    print(
        f"trust, out of fold: AUROC {roc_auc_score(y, t):.3f}, Brier {brier_score_loss(y, t):.3f}"
    )
    return t, y, judged


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
    trusts, labels, judged = cross_validate(reads, current)
    threshold = best_threshold(trusts, labels, judged)
    given = trusts >= threshold
    print(
        f"threshold {threshold:.2f}: answers {given.mean():.2f}, right {labels[given].mean():.3f}, "
        f"right ones refused {(~given & (labels == 1)).sum()}"
    )
    weights = fit_reader(reads)
    rows, right, kept = trust_rows(reads, weights)
    model = fit_trust(rows, right, stratum_weights(kept))
    fitted = {
        "reader": {n: round(float(w), 4) for n, w in zip(FEATURES, weights, strict=True)},
        "trust": {
            "bias": round(float(model.intercept_[0]), 4),
            **{n: round(float(w), 4) for n, w in zip(TRUST_FEATURES, model.coef_[0], strict=True)},
            "threshold": round(threshold, 4),
            "off_subject": reader_module.weights()["trust"]["off_subject"],
        },
    }
    print(json.dumps(fitted, indent=1))
    if options.write:
        path = Path(reader_module.__file__).with_name("weights.json")
        path.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
