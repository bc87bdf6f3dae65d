"""Every word of the texts read so far, once: its forms and, when asked for, its vector."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy as np
import numpy.typing as npt

from corpus.clauses import case_of
from corpus.figures import Figure, find_figures
from index.analysis import STOPWORDS, Token, fold, tokenize
from index.hit import Encoder

Ids = npt.NDArray[np.intp]
_AFTER = 0.8
"""What a word after a figure counts for: Dutch mostly names a thing before its figure."""
_DECAY = 6.0
"""Tokens over which nearness to a figure falls to 1/e."""
_MOST_ASIDES = 5_000
"""Words of questions that stand in no text and whose vectors are remembered."""


class Words:
    """Numbers the folded words of the texts, so that texts are compared as arrays of numbers.

    Attributes:
        dimension: length of a vector.
        norms, stems: the folded words and their stems, by number.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.dimension = encoder.dimension
        self._id_of: dict[str, int] = {}
        self._asides: dict[str, npt.NDArray[np.float32]] = {}
        self._lock = Lock()
        self._vectors = np.zeros((0, encoder.dimension), dtype=np.float32)
        self.norms: list[str] = []
        self.stems: list[str] = []

    def ids(self, tokens: Iterable[Token]) -> Ids:
        """(n_tokens,) numbers of words; new words get the next number."""
        with self._lock:
            return np.array([self._id(token) for token in tokens], dtype=np.intp)

    def _id(self, token: Token) -> int:
        known = self._id_of.get(token.norm)
        if known is None:
            known = self._id_of[token.norm] = len(self.norms)
            self.norms.append(token.norm)
            self.stems.append(token.stem)
        return known

    def vectors(self, ids: Ids) -> npt.NDArray[np.float32]:
        """(n_ids, dimension) float32, unit length."""
        with self._lock:
            have = len(self._vectors)
            if have < len(self.norms):
                new = self._encoder.encode_queries(self.norms[have:])
                self._vectors = np.concatenate([self._vectors, new])
            return self._vectors[ids]

    def encode(self, words: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of words that need not stand in any text: (n_words, dimension) float32."""
        asked = dict.fromkeys(words)
        known = {word: self._id_of[word] for word in asked if word in self._id_of}
        asides = self._asides
        new = [word for word in asked if word not in known and word not in asides]
        if new:
            if len(asides) > _MOST_ASIDES:
                asides, new = {}, [word for word in asked if word not in known]
            # Other threads read the old dict meanwhile, so it is replaced and never changed.
            asides = {**asides, **dict(zip(new, self._encoder.encode_queries(new), strict=True))}
            self._asides = asides
        found = self.vectors(np.array([*known.values()], dtype=np.intp))
        texts = dict(zip(known, found, strict=True))
        return np.array(
            [texts[word] if word in texts else asides[word] for word in words], dtype=np.float32
        )


@dataclass(frozen=True)
class Text:
    """A piece of text, analysed once: its words, their numbers, and its figures.

    Attributes:
        ids: (n_tokens,) numbers in ``Words``.
    """

    text: str
    tokens: tuple[Token, ...]
    ids: Ids
    words: Words

    @classmethod
    def of(cls, text: str, words: Words) -> Text:
        tokens = tuple(tokenize(text))
        return cls(text, tokens, words.ids(tokens), words)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Figures in the text; offsets count in ``text``."""
        return tuple(find_figures(self.text))

    @cached_property
    def folded(self) -> str:
        """As ``index.analysis.fold`` has it; as long as ``text`` but for ligatures."""
        return fold(self.text)

    @cached_property
    def content(self) -> npt.NDArray[np.bool_]:
        """(n_tokens,) which words say something: no stop words, numbers or signs."""
        said = [t.norm not in STOPWORDS and t.norm.isalpha() for t in self.tokens]
        return np.array(said, dtype=bool)

    @cached_property
    def cases(self) -> tuple[Text, ...]:
        """For each figure the words of its own case."""
        return tuple(
            Text.of(case_of(self.text, figure, self.figures), self.words) for figure in self.figures
        )

    @cached_property
    def closeness(self) -> tuple[npt.NDArray[np.float64], ...]:
        """For each figure how near each word stands to it: (n_tokens,) in [0, 1]."""
        return tuple(
            np.array([_closeness(self.text, figure, token) for token in self.tokens])
            for figure in self.figures
        )


def _closeness(text: str, figure: Figure, token: Token) -> float:
    """1 for a word of the figure, else falling with the words in between; a clause mark counts as four."""
    if token.end <= figure.start:
        gap, factor = text[token.end : figure.start], 1.0
    elif token.start >= figure.end:
        gap, factor = text[figure.end : token.start], _AFTER
    else:
        return 1.0
    marks = sum(gap.count(mark) for mark in ",;:()") + gap.count(" en ")
    return factor * math.exp(-(1 + gap.count(" ") + 4 * marks) / _DECAY)
