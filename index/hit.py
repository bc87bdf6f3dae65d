"""What a search returns, and the two shapes every search half shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from corpus.document import Passage

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with a score; higher is better; ties break by passage id.

    Attributes:
        score: fused score, comparable within one query only.
        lexical: BM25 score of the stem half (0.0 when the passage is not among its hits).
        dense: cosine similarity of query and passage (0.0 when not among its hits), in [-1, 1].
    """

    passage: Passage
    score: float
    lexical: float = 0.0
    dense: float = 0.0


class Encoder(Protocol):
    """Texts to vectors of unit length; an empty text gives a zero vector."""

    name: str
    dimension: int

    def encode_queries(self, texts: list[str]) -> Vectors:
        """Returns (n_texts, dimension) float32."""
        ...

    def encode_passages(self, texts: list[str]) -> Vectors:
        """Returns (n_texts, dimension) float32."""
        ...


class Searcher(Protocol):
    """One half of the search, or the whole: ids with scores, best first, ties by id."""

    def search(self, query: str, k: int) -> list[tuple[str, float]]: ...
