"""How well words of a question are found in a text: stems, compounds, related words.

Coverage is the share of a question's weight that a text covers. A word weighs by how specific it
is, in the documents (inverse document frequency) and in Dutch at large (wordfreq), so that a word
that merely happens to be rare in a small corpus (*eigenlijk*) does not weigh like a subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA
from wordfreq import zipf_frequency

from assistant.question import Question, Term
from index.analysis import Token, stem, tokenize
from index.hit import Encoder
from index.store import PolicyIndex

_RELATED_FROM = 0.45
"""Cosine of two words' vectors from which they count as related."""
_RELATED_AT_MOST = 0.75
_COMPOUND_HEAD = 0.8
_GENERIC_WEIGHT = 0.25
_SHORTEST_RESPELT = 5
_NEVER = "\x00"
"""A stem that no text has: its inverse document frequency is the highest."""

Affinities = npt.NDArray[np.float64]


@lru_cache(maxsize=20_000)
def everyday(norm: str) -> float:
    """How common a word is in Dutch: Zipf scale (0 unknown, 3 once a million, 7 *de*)."""
    return float(zipf_frequency(norm, "nl", wordlist="small"))


class Matcher:
    """Soft matching of a question's terms against words of the documents."""

    def __init__(self, index: PolicyIndex, word_encoder: Encoder) -> None:
        self._index = index
        self._encoder = word_encoder
        self._vectors: dict[str, npt.NDArray[np.float32]] = {}
        self._rarest = max(index.idf(_NEVER), 1e-9)

    @cached_property
    def _vocabulary(self) -> tuple[str, ...]:
        """Folded words of the documents that are long enough to be respelt to, sorted."""
        words = {
            token.norm
            for document in self._index.documents.values()
            for token in tokenize(document.text)
            if len(token.norm) >= _SHORTEST_RESPELT
        }
        return tuple(sorted(words))

    def respelt(self, text: str) -> str:
        """The text with words that Dutch and the documents do not know respelt to one they have."""
        out, at = [], 0
        for token in tokenize(text):
            if token.start < at or not token.text.isalpha() or self._index.knows(token.stem):
                continue
            if better := respell(token.norm, self._vocabulary):
                out.extend((text[at : token.start], better))
                at = token.end
        return "".join((*out, text[at:]))

    def weights(self, terms: Sequence[Term]) -> Affinities:
        """(n_terms,) float64 in (0, 1]: how much each term carries the question."""
        return np.array([self._weight(term) for term in terms], dtype=np.float64)

    def _weight(self, term: Term) -> float:
        return _GENERIC_WEIGHT if term.generic else self.specificity(term.token.norm)

    def specificity(self, norm: str) -> float:
        """How much a folded word says about the subject, in (0, 1]."""
        general = min(1.0, max(0.1, (6.5 - everyday(norm)) / 3.0))
        local = self._index.idf(stem(norm)) / self._rarest
        return general * (0.3 + 0.7 * min(1.0, local))

    def table(self, question: Question, texts: Sequence[tuple[Token, ...]]) -> MatchTable:
        """Match a question's terms with all words of some texts at once."""
        words = {token.norm: token for tokens in texts for token in tokens}
        terms = question.terms
        related = self._related([t.token.norm for t in terms], list(words))
        table = {
            norm: np.array(
                [
                    max(affinity(term.token, token), related[row, column])
                    for row, term in enumerate(terms)
                ],
                dtype=np.float64,
            )
            for column, (norm, token) in enumerate(words.items())
        }
        return MatchTable(table, self.weights(terms))

    def _related(self, asked: list[str], words: list[str]) -> Affinities:
        """(n_asked, n_words): 0, or how related two words are by their vectors."""
        if not asked or not words:
            return np.zeros((len(asked), len(words)))
        cosine = (self._vectors_of(asked) @ self._vectors_of(words).T).astype(np.float64)
        scaled = (cosine - _RELATED_FROM) / (1 - _RELATED_FROM) * 0.6 + 0.3
        return np.where(cosine >= _RELATED_FROM, np.minimum(scaled, _RELATED_AT_MOST), 0.0)

    def _vectors_of(self, words: list[str]) -> npt.NDArray[np.float32]:
        new = [word for word in words if word not in self._vectors]
        if new:
            if len(self._vectors) > 200_000:
                self._vectors.clear()
                new = words
            self._vectors.update(zip(new, self._encoder.encode_queries(new), strict=True))
        return np.stack([self._vectors[word] for word in words])


class MatchTable:
    """For one question: how well each word matches each of its terms."""

    def __init__(self, table: dict[str, Affinities], weights: Affinities) -> None:
        self._table = table
        self.weights = weights
        self._none = np.zeros(len(weights))

    def of(self, token: Token) -> Affinities:
        """(n_terms,) affinities of one word, in [0, 1]."""
        return self._table.get(token.norm, self._none)

    def best(self, tokens: Sequence[Token]) -> Affinities:
        """(n_terms,) the best affinity of each term with any of the words."""
        if not tokens or not len(self.weights):
            return self._none
        return np.max(np.stack([self.of(token) for token in tokens]), axis=0)

    def share(self, affinities: Affinities) -> float:
        """Weighted share of the question that is covered, in [0, 1]; 0 without terms."""
        total = float(self.weights.sum())
        return float((self.weights * affinities).sum() / total) if total else 0.0


def affinity(asked: Token, word: Token) -> float:
    """How well a word of the text stands for a word of the question, by form only, in [0, 1]."""
    if asked.stem == word.stem or asked.norm == word.norm:
        return 1.0
    a, w = asked.norm, word.norm
    if len(a) >= 4 and len(w) > len(a) and (w.endswith(a) or w.startswith(a)):
        return _COMPOUND_HEAD
    if len(asked.stem) >= 5 and asked.stem in w:
        return 0.7
    if len(word.stem) >= 5 and (a.startswith(word.stem) or a.endswith(w)):
        return 0.3 + 0.4 * len(word.stem) / len(a)
    shared = _common_prefix(a, w)
    if shared >= 5 and shared >= 0.7 * max(len(a), len(w)):
        return 0.75
    return 0.0


def _common_prefix(a: str, b: str) -> int:
    for at, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return at
    return min(len(a), len(b))


def respell(norm: str, vocabulary: Sequence[str]) -> str | None:
    """The word of the documents that a misspelt word most likely means, or None.

    Only words of five letters or more that Dutch does not know are respelt, by at most one edit
    in six letters (optimal string alignment distance, Boytsov 2011).
    """
    if len(norm) < _SHORTEST_RESPELT or everyday(norm) > 1.5 or not norm.isalpha():
        return None
    most = max(1, len(norm) // 6)
    found = process.extractOne(
        norm, vocabulary, scorer=OSA.distance, score_cutoff=most, processor=None
    )
    return str(found[0]) if found else None
