"""Two runs over the same questions: what became better, what worse, and is it more than chance?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.intervals import paired_difference
from eval.score import Score
from eval.summary import MEASURES


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure, new minus old, over the questions that both runs were asked.

    Attributes:
        low, high: 95% interval by paired bootstrap.
        n: pairs.
        better, worse: ids of the questions that changed for this measure.
    """

    measure: str
    old: float
    new: float
    difference: float
    low: float
    high: float
    n: int
    better: tuple[str, ...]
    worse: tuple[str, ...]


def compare(new: Sequence[Score], old: Sequence[Score]) -> list[Difference]:
    """Differences on every measure that both runs have; medians are left out.

    A question that only one of the two files was asked is not compared.
    """
    before: Mapping[str, Score] = {score.id: score for score in old}
    differences = []
    for measure in MEASURES:
        pairs = []
        for score in new:
            if score.id not in before or measure.sort == "median":
                continue
            after, earlier = measure.values(score), measure.values(before[score.id])
            if after and earlier:
                pairs.append((score.id, _mean(after), _mean(earlier)))
        if not pairs:
            continue
        difference, (low, high) = paired_difference([p[1] for p in pairs], [p[2] for p in pairs])
        sign = 1 if measure.higher_is_better else -1
        differences.append(
            Difference(
                measure.name,
                old=_mean([p[2] for p in pairs]),
                new=_mean([p[1] for p in pairs]),
                difference=difference,
                low=low,
                high=high,
                n=len(pairs),
                better=tuple(key for key, a, b in pairs if sign * (a - b) > 0),
                worse=tuple(key for key, a, b in pairs if sign * (a - b) < 0),
            )
        )
    return differences


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
