"""The lexical half: BM25 over stems and over character n-grams, in three fields.

``bm25s`` knows no fields, so each field has an index of its own and a passage scores the weighted
sum: its text counts in full, the headings and lead-in above it less, the neighbouring sentences
least. Lucene's BM25 (Kamphuis et al., ECIR 2020), computed when indexing, summed when searching.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt

from corpus.document import Passage
from index.analysis import grams, stems

Analyser = Callable[[str], list[str]]
Scores = npt.NDArray[np.float32]

ANALYSERS: dict[str, Analyser] = {"stems": stems, "grams": grams}


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a passage's matching text, with its weight in the sum."""

    name: str
    weight: float
    texts: Callable[[Passage], tuple[str, ...]]


FIELDS = (
    Field("text", 1.0, lambda passage: (passage.text,)),
    Field("headings", 0.5, lambda passage: (*passage.section_path, passage.lead_in)),
    Field("neighbours", 0.25, lambda passage: (passage.before, passage.after)),
)


Otherwise = tuple[Sequence[str], Sequence[Sequence[str]]]
"""Terms of a query, and the other ways to say them: each one or more terms."""

SAID_OTHERWISE = 0.5
"""What another way to say it counts for beside the query's own words: docs/adr/0003."""


class LexicalIndex:
    """BM25 over one kind of term. Passages are known by position in ``ids``, which is sorted."""

    def __init__(self, ids: Sequence[str], analyse: Analyser, parts: dict[str, bm25s.BM25]) -> None:
        self._ids = ids
        self._analyse = analyse
        self._parts = parts
        self._weighted = [
            (field.weight, parts[field.name]) for field in FIELDS if field.name in parts
        ]

    @classmethod
    def build(cls, passages: Sequence[Passage], kind: str) -> LexicalIndex:
        """Index ``passages``, which must be sorted by id, by terms of ``kind``."""
        analyse = ANALYSERS[kind]
        seen: dict[str, list[str]] = {}
        parts = {}
        for field in FIELDS:
            part = _index(
                [term for text in field.texts(passage) for term in _memo(seen, analyse, text)]
                for passage in passages
            )
            if part is not None:
                parts[field.name] = part
        return cls([passage.id for passage in passages], analyse, parts)

    @classmethod
    def load(cls, folder: Path, ids: Sequence[str], kind: str) -> LexicalIndex:
        parts = {
            field.name: bm25s.BM25.load(folder / field.name, mmap=True, show_progress=False)
            for field in FIELDS
            if (folder / field.name).is_dir()
        }
        for part in parts.values():  # the same pages of the file; numpy slices plain arrays faster
            part.scores = {
                name: np.asarray(value) if isinstance(value, np.ndarray) else value
                for name, value in part.scores.items()
            }
        return cls(ids, ANALYSERS[kind], parts)

    def save(self, folder: Path) -> None:
        for name, part in self._parts.items():
            part.save(folder / name, show_progress=False)

    def scores(self, query: str, otherwise: Sequence[Otherwise] = ()) -> Scores:
        """BM25 of every passage, (n_passages,) float32.

        Args:
            otherwise: other ways to say parts of the query, which count less than its own words.
        """
        total = self._sum(self._analyse(query))
        for said, ways in otherwise:
            total += np.float32(SAID_OTHERWISE) * self._best_way(said, ways)
        return total

    def search(
        self, query: str, k: int, otherwise: Sequence[Otherwise] = ()
    ) -> list[tuple[str, float]]:
        """The ``k`` best of the passages that share a term with the query."""
        scores = self.scores(query, otherwise)
        return [(self._ids[at], float(scores[at])) for at in best(scores, k)]

    def _sum(self, terms: Sequence[str]) -> Scores:
        total: Scores = np.zeros(len(self._ids), dtype=np.float32)
        for weight, part in self._weighted:
            known = part.get_tokens_ids(list(terms))
            if known:
                total += np.float32(weight) * part.get_scores_from_ids(known)
        return total

    def _frequency(self, term: str) -> int:
        """In how many passages a term stands, in the field that has it most."""
        found = 0
        for _, part in self._weighted:
            at = part.vocab_dict.get(term)
            if at is not None:
                start = part.scores["indptr"]
                found = max(found, int(start[at + 1] - start[at]))
        return found

    def _best_way(self, said: Sequence[str], ways: Sequence[Sequence[str]]) -> Scores:
        """Of every passage what the best other way scores above the words as they were said.

        Another way stands for the words, so a passage that has both is not worth both. A rare word
        that stands for a common one counts no more than the common one would, and a way of several
        words counts, with their mean, only where all of them stand.
        """
        found: Scores = np.zeros(len(self._ids), dtype=np.float32)
        n = len(self._ids)
        cap = sum(_idf(self._frequency(term), n) for term in said)
        for way in ways:
            frequencies = [self._frequency(term) for term in way]
            if way and all(frequencies):
                rarity = sum(_idf(frequency, n) for frequency in frequencies)
                each = [self._sum([term]) for term in way]
                together: Scores = np.mean(each, axis=0, dtype=np.float32)
                together[np.min(each, axis=0) <= 0] = 0
                found = np.maximum(found, np.float32(min(1.0, cap / rarity)) * together)
        above: Scores = np.maximum(found - self._sum(said), 0)
        return above


def best(scores: Scores, k: int) -> list[int]:
    """Positions of the ``k`` highest scores above zero; ties by position."""
    if k <= 0:
        return []
    candidates = np.flatnonzero(scores > 0)
    if len(candidates) > k:
        threshold = np.partition(scores[candidates], len(candidates) - k)[len(candidates) - k]
        candidates = candidates[scores[candidates] >= threshold]
    order = np.argsort(-scores[candidates], kind="stable")[:k]
    return [int(at) for at in candidates[order]]


def inverse_document_frequencies(passages: Iterable[Passage]) -> tuple[dict[str, float], float]:
    """BM25's idf of every stem over text and context together, and the idf of an unseen stem."""
    seen: dict[str, list[str]] = {}
    counts: dict[str, int] = {}
    n = 0
    for passage in passages:
        n += 1
        texts = (text for field in FIELDS for text in field.texts(passage))
        for stem in sorted({stem for text in texts for stem in _memo(seen, stems, text)}):
            counts[stem] = counts.get(stem, 0) + 1
    return {stem: _idf(df, n) for stem, df in sorted(counts.items())}, _idf(0, n)


def _idf(df: int, n: int) -> float:
    return round(log(1 + (n - df + 0.5) / (df + 0.5)), 6)


def _memo(seen: dict[str, list[str]], analyse: Analyser, text: str) -> list[str]:
    """Headings and neighbours come back for passage after passage: analyse each text once."""
    if text not in seen:
        seen[text] = analyse(text)
    return seen[text]


def _index(rows: Iterable[list[str]]) -> bm25s.BM25 | None:
    """None when no passage has a term in this field: bm25s cannot index nothing."""
    vocabulary: dict[str, int] = {}
    ids = [[vocabulary.setdefault(term, len(vocabulary)) for term in row] for row in rows]
    if not vocabulary:
        return None
    part = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    part.index((ids, vocabulary), create_empty_token=False, show_progress=False)
    return part
