"""One ranking out of several that share no scale: a weighted sum of scores, scaled per question.

CombSUM (Fox and Shaw, TREC-2, 1994) after min-max scaling: a half's best passage counts 1, its
hundredth 0. It keeps what reciprocal rank fusion (Cormack et al., SIGIR 2009) throws away: whether
a half's first is far ahead of its second. Both were measured: docs/adr/0003.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from index.analysis import STOPWORDS, tokenize
from index.hit import Searcher
from index.lexical import LexicalIndex, Otherwise
from index.thesaurus import Thesaurus

DEPTH = 100  # how many of each half's best add to a score
WEIGHTS: Mapping[str, float] = {"stems": 1.0, "grams": 1.0, "dense": 0.7}
PREFERENCE = 0.75  # for a passage with the kind of figure that the question asks for

Ranking = Sequence[tuple[str, float]]


def search_halves(
    stems: LexicalIndex, grams: LexicalIndex, dense: Searcher, query: str, k: int
) -> dict[str, Ranking]:
    """Each half's own best, deep enough to fuse ``k`` from; stems also by the thesaurus."""
    depth = max(DEPTH, k)
    return {
        "stems": stems.search(query, depth, otherwise(query)),
        "grams": grams.search(query, depth),
        "dense": dense.search(query, depth),
    }


def otherwise(query: str) -> list[Otherwise]:
    """How the thesaurus says parts of the query otherwise, as stems."""
    tokens = tokenize(query)
    return [
        ([token.stem for token in tokens[first:end] if token.norm not in STOPWORDS], ways)
        for (first, end), ways in Thesaurus.load().phrases(tokens)
    ]


def fuse(
    rankings: Mapping[str, Ranking],
    k: int,
    *,
    preferred: Set[str] = frozenset(),
    weights: Mapping[str, float] = WEIGHTS,
) -> list[tuple[str, float]]:
    """The ``k`` best of all rankings, ties by id.

    Args:
        rankings: by half, best first.
        k: how many at most.
        preferred: ids that move up among those found; others are not brought in.
        weights: by half.

    Returns:
        ids with scores in [0, 1], in six places.
    """
    totals: dict[str, float] = {}
    for name, ranking in rankings.items():
        for passage_id, share in _scaled(ranking):
            totals[passage_id] = totals.get(passage_id, 0.0) + weights[name] * share
    whole = sum(weights[name] for name in rankings) + PREFERENCE
    rounded = [
        (passage_id, round((score + PREFERENCE * (passage_id in preferred)) / whole, 6))
        for passage_id, score in totals.items()
    ]
    return sorted(rounded, key=lambda pair: (-pair[1], pair[0]))[: max(k, 0)]


def _scaled(ranking: Ranking) -> Sequence[tuple[str, float]]:
    """Scores from 1 for the best to 0 for the ``DEPTH``-th, or for no match in a shorter list."""
    if not ranking:
        return []
    best = ranking[0][1]
    floor = ranking[DEPTH - 1][1] if len(ranking) >= DEPTH else min(0.0, ranking[-1][1])
    span = best - floor
    return [
        (passage_id, max(0.0, (score - floor) / span) if span > 0 else 0.0)
        for passage_id, score in ranking
    ]
