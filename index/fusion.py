"""One ranking out of several that share no scale: a weighted sum of scores, each half's best as 1.

Fox and Shaw's CombSUM (TREC-2, 1994) after division by the best score of the question. It keeps
what reciprocal rank fusion (Cormack et al., SIGIR 2009) throws away: whether a half's first is far
ahead of its second. Both were measured; weights and numbers: docs/adr/0003.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

DEPTH = 100  # how many of each half's best take part
WEIGHTS: Mapping[str, float] = {"stems": 1.0, "grams": 1.0, "dense": 1.0}
PREFERENCE = 0.75  # for a passage with the kind of figure that the question asks for

Ranking = Sequence[tuple[str, float]]


def fuse(
    rankings: Mapping[str, Ranking],
    k: int,
    *,
    preferred: Set[str] = frozenset(),
    weights: Mapping[str, float] = WEIGHTS,
) -> list[tuple[str, float]]:
    """The ``k`` best of all rankings, ties by id.

    Args:
        rankings: by half, best first; scores of zero and less add nothing.
        k: how many at most.
        preferred: ids that move up among those found; others are not brought in.
        weights: by half.

    Returns:
        ids with scores in [0, 1], in six places.
    """
    totals: dict[str, float] = {}
    for name, ranking in rankings.items():
        top = max((score for _, score in ranking), default=0.0)
        for passage_id, score in ranking:
            share = weights[name] * score / top if top > 0 and score > 0 else 0.0
            totals[passage_id] = totals.get(passage_id, 0.0) + share
    whole = sum(weights[name] for name in rankings) + PREFERENCE
    rounded = [
        (passage_id, round((score + PREFERENCE * (passage_id in preferred)) / whole, 6))
        for passage_id, score in totals.items()
    ]
    return sorted(rounded, key=lambda pair: (-pair[1], pair[0]))[: max(k, 0)]
