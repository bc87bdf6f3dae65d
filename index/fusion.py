"""Reciprocal rank fusion: one ranking out of several that share no scale.

Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank
Learning Methods", SIGIR 2009. A passage scores the sum over the halves of ``weight / (K + rank)``,
rank counted from 1; a half that does not find it adds nothing. Weights and K: docs/adr/0003.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

K = 60
DEPTH = 50  # how many of each half's best take part
WEIGHTS: Mapping[str, float] = {"stems": 1.0, "grams": 1.0, "dense": 1.0}

Ranking = Sequence[tuple[str, float]]


def fuse(
    rankings: Mapping[str, Ranking],
    k: int,
    *,
    weights: Mapping[str, float] = WEIGHTS,
) -> list[tuple[str, float]]:
    """The ``k`` best of all rankings, scores in six places; ties by id."""
    totals: dict[str, float] = {}
    for name, ranking in rankings.items():
        for rank, (passage_id, _) in enumerate(ranking, start=1):
            totals[passage_id] = totals.get(passage_id, 0.0) + weights[name] / (K + rank)
    rounded = [(passage_id, round(score, 6)) for passage_id, score in totals.items()]
    return sorted(rounded, key=lambda pair: (-pair[1], pair[0]))[: max(k, 0)]
