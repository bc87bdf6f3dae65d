"""Does the assistant know what it does not know? Its confidence held against what was right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from eval.intervals import wilson
from eval.score import Score

_BINS = 5


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers with about the same confidence: the mean of it, and the share that was right."""

    confidence: float
    right: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """Over the questions of one split.

    Attributes:
        n: questions with a known confidence.
        brier: mean square of ``trust`` less whether the text answers the question; 0 is best, and
            always saying one half gives 0.25.
        auroc: how well ``trust`` tells answerable from unanswerable questions; None with one sort only.
        bins: of the given answers, by rising confidence, as many in each as in the next.
        curve: (share answered, share of those right) as the threshold falls; answers only.
    """

    n: int
    brier: float
    auroc: float | None
    bins: tuple[Bin, ...]
    curve: tuple[tuple[float, float], ...]


def calibration(scores: Sequence[Score]) -> Calibration | None:
    """None where no answer tells its confidence."""
    from sklearn.metrics import brier_score_loss, roc_auc_score

    known = [(s, s.trust) for s in scores if s.trust is not None]
    if not known:
        return None
    truth, trust = [s.answerable for s, _ in known], [t for _, t in known]
    given = sorted(
        ((t, s.correct is True) for s, t in known if s.status == "answered"), reverse=True
    )
    right = 0
    curve = []
    for number, (threshold, is_right) in enumerate(given, start=1):
        right += is_right
        if (
            number == len(given) or given[number][0] != threshold
        ):  # equal ones stand or fall together
            curve.append((number / len(known), right / number))
    return Calibration(
        n=len(known),
        brier=float(brier_score_loss(truth, trust, labels=[False, True])),
        auroc=float(roc_auc_score(truth, trust)) if len(set(truth)) == 2 else None,
        bins=tuple(_bins(given[::-1])),
        curve=tuple(curve),
    )


def _bins(given: Sequence[tuple[float, bool]]) -> list[Bin]:
    size = math.ceil(len(given) / _BINS) if given else 1
    found = []
    for at in range(0, len(given), size):
        part = given[at : at + size]
        right, n = sum(is_right for _, is_right in part), len(part)
        low, high = wilson(right, n)
        found.append(Bin(math.fsum(t for t, _ in part) / n, right / n, low, high, n))
    return found


def to_lines(found: Calibration) -> list[str]:
    """Markdown, in Dutch."""
    auroc = "niet te bepalen" if found.auroc is None else f"{found.auroc:.3f}"
    lines = [
        f"- vragen met een zekerheid: {found.n}",
        f"- Brier (staat het antwoord in de tekst; 0 is het best): {found.brier:.3f}",
        f"- AUROC (te beantwoorden tegenover niet te beantwoorden): {auroc}",
    ]
    if found.bins:
        lines += [
            "",
            "| zekerheid van gegeven antwoorden | juist | 95%-interval | n |",
            "| --- | --- | --- | --- |",
        ]
        lines += [
            f"| {b.confidence:.2f} | {b.right:.2f} | {b.low:.2f} tot {b.high:.2f} | {b.n} |"
            for b in found.bins
        ]
    return lines
