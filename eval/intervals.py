"""How sure is a measure? Intervals for shares, for means and for differences between two runs.

Resampling uses a fixed seed: the same answers always give the same interval.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

SEED = 20120320
RESAMPLES = 2000
Interval = tuple[float, float]


def wilson(successes: int, trials: int) -> Interval:
    """The 95% score interval of a share (Wilson, 1927); ``(0, 1)`` without trials."""
    if trials == 0:
        return 0.0, 1.0
    from scipy.stats import binomtest

    interval = binomtest(successes, trials).proportion_ci(method="wilson")
    return float(interval.low), float(interval.high)


def mean_interval(values: Sequence[float]) -> Interval:
    """The 95% percentile bootstrap interval of a mean (Efron, 1979)."""
    if len(set(values)) < 2:  # nothing varies, so there is nothing to resample
        return (values[0], values[0]) if values else (math.nan, math.nan)
    from scipy.stats import bootstrap

    result = bootstrap(
        (np.asarray(values),),
        np.mean,
        n_resamples=RESAMPLES,
        method="percentile",
        rng=np.random.default_rng(SEED),
    )
    return float(result.confidence_interval.low), float(result.confidence_interval.high)


def paired_difference(new: Sequence[float], old: Sequence[float]) -> tuple[float, Interval]:
    """Mean of ``new - old`` over the same questions in the same order, with its 95% interval.

    Resampling the differences keeps each question's pair together: questions are hard or easy
    for both runs alike, and unpaired intervals would be far too wide.
    """
    differences = [after - before for after, before in zip(new, old, strict=True)]
    if not differences:
        return math.nan, (math.nan, math.nan)
    return math.fsum(differences) / len(differences), mean_interval(differences)
