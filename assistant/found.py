"""How well every candidate has every term of the question: all candidates at once, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.evidence import Candidate
from assistant.match import Affinities, MatchTable
from assistant.words import Text

Flags = npt.NDArray[np.bool_]

LITERAL = 0.95
"""Affinity from which a word stands there literally."""
_FOUND = 0.65
"""Affinity from which a word counts as found; the head of a compound alone is less."""


@dataclass(frozen=True, slots=True)
class Found:
    """How well each candidate has each term, for all candidates at once.

    Attributes:
        own, near, far: (n_candidates, n_terms) affinities of the statement, with what stands
            around it too, and with the headings too.
        alone: (n_candidates, n_terms, 7) what the statement, its surroundings, the headings, the
            neighbouring blocks, the sentences before and after and the last heading have, each alone.
        named: (n_candidates, n_terms) whether the term counts as found.
    """

    own: Affinities
    near: Affinities
    far: Affinities
    alone: Affinities
    named: Flags

    @classmethod
    def of(cls, candidates: Sequence[Candidate], table: MatchTable) -> Found:
        alone = np.stack(
            [
                np.stack([table.best(text) for text in texts])
                for texts in zip(*(placed(c) for c in candidates), strict=True)
            ],
            axis=2,
        )
        own, around, above = np.moveaxis(alone, 2, 0)[:3]
        near = np.maximum(own, 0.85 * around)
        far = np.maximum(near, 0.7 * above)
        return cls(own, near, far, alone, far >= _FOUND)


def placed(candidate: Candidate) -> tuple[Text, ...]:
    """A candidate's texts in the order of ``Found.alone``."""
    c = candidate
    return c.body, c.near, c.far, c.wide, c.before, c.after, c.heading


def odd_ones_out(found: Found, weights: Affinities, nouns: Flags) -> Affinities:
    """(n_candidates,) ``Reading.odd``: of the nouns that are missing the heaviest, the last of equals."""
    order = sorted(np.flatnonzero(nouns), key=lambda at: (weights[at], at), reverse=True)
    odd = np.zeros(len(found.far))
    lacking = ~found.named[:, order]
    for row in np.flatnonzero(lacking.any(axis=1)):
        at = order[int(lacking[row].argmax())]
        others = np.arange(len(weights)) != at
        literal = others & (found.far[row] >= LITERAL)
        whole = weights[others].sum()
        share = float(weights[literal].sum() / whole) if others.any() else 1.0
        odd[row] = weights[at] * share
    return odd


def any_of(flags: Flags) -> Flags:
    """(n_candidates,) whether any flag of a row is set; also without columns."""
    found: Flags = np.logical_or.reduce(flags, axis=1)
    return found
