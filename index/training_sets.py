"""Pairs of texts that should lie close together, as token ranges in one flat array.

A sentence and the passage it stands in so share their storage: 295,000 passages give 800,000 pairs
in 200 MB.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.training_data import (
    is_training_law,
    is_training_query,
    read_columns,
    read_laws,
    read_questions,
    says_something,
    sentences,
)
from index.training_questions import public_texts, training_questions

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]
OWN_PAIRS = Path(__file__).with_name("training_pairs.tsv")
MORE_PAIRS = Path(__file__).with_name("training_pairs_more.tsv")
"""Pairs that the committed model did not learn from: they brought little (its model card)."""
OWN_WORDS = Path(__file__).with_name("training_words.tsv")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of one kind: four columns (start, end, start, end) of token positions.

    Attributes:
        groups: pairs of one group are no negatives of each other (the passages of one title).
    """

    spans: Ints
    groups: Ints


class Store:
    """Texts as token ranges in one flat array."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._parts: list[Ints] = []
        self._length = 0

    def add(self, texts: list[str]) -> Ints:
        """Returns (n_texts, 2): start and end of each text; neighbours in the list touch."""
        sizes = np.zeros(len(texts), dtype=np.int64)
        for first in range(0, len(texts), 20_000):
            encoded = self._tokenizer.encode_batch_fast(
                texts[first : first + 20_000], add_special_tokens=False
            )
            ids = [encoding.ids for encoding in encoded]
            sizes[first : first + len(ids)] = [len(i) for i in ids]
            self._parts.append(np.fromiter((t for i in ids for t in i), dtype=np.int64))
        ends = self._length + np.cumsum(sizes)
        self._length = int(ends[-1]) if len(texts) else self._length
        return np.stack([ends - sizes, ends], axis=1)

    def tokens(self) -> Ints:
        return np.concatenate(self._parts)


def _pairs(left: Ints, right: Ints, groups: Ints | None = None) -> Pairs:
    spans = np.concatenate([left, right], axis=1)
    kept = (spans[:, 1] > spans[:, 0]) & (spans[:, 3] > spans[:, 2])
    groups = np.arange(len(spans)) if groups is None else groups
    return Pairs(spans[kept], groups[kept])


def law_pairs(store: Store, data: Path, rng: random.Random) -> dict[str, Pairs]:
    rows = [r for r in read_laws(data / "dutch-law-passages.jsonl.gz") if is_training_law(r.law)]
    split = [sentences(row.text) for row in rows]
    flat = store.add([sentence for parts in split for sentence in parts])
    ends = np.cumsum([len(parts) for parts in split])
    starts = np.concatenate([[0], ends[:-1]])
    whole = np.stack([flat[starts, 0], flat[ends - 1, 1]], axis=1)
    laws = np.unique([row.law for row in rows], return_inverse=True)[1].astype(np.int64)
    titles = store.add([row.title for row in rows])
    kinds = {"title": _pairs(titles, whole, laws)}

    headed = [i for i, row in enumerate(rows) if says_something(row.heading)]
    texts = [f"{rows[i].heading} {rows[i].title[-80:]}" for i in headed]
    keys = np.unique(texts, return_inverse=True)[1].astype(np.int64)
    kinds["heading"] = _pairs(store.add(texts), whole[headed], keys)

    many = [i for i, parts in enumerate(split) if len(parts) > 1]
    chosen = np.array([starts[i] + rng.randrange(len(split[i])) for i in many])
    kinds["sentence"] = _pairs(flat[chosen], whole[many])
    cuts = np.array([flat[starts[i] + rng.randrange(1, len(split[i])), 0] for i in many])
    many_whole = whole[many]
    kinds["halves"] = _pairs(
        np.stack([many_whole[:, 0], cuts], axis=1), np.stack([cuts, many_whole[:, 1]], axis=1)
    )
    places = [(row.law, row.heading) for row in rows]
    near = np.array([i for i in range(len(rows) - 1) if places[i] == places[i + 1]], dtype=np.int64)
    kinds["neighbour"] = _pairs(whole[near], whole[near + 1], laws[near])
    return kinds


def other_texts(
    data: Path, half: int | None = None, *, more: bool = False
) -> dict[str, list[tuple[str, ...]]]:
    """Pairs of texts by kind, as the keys say.

    ``phrase`` and ``word`` are everyday and official Dutch, ``asked`` is a question and the words
    that answer it; with ``half`` only those about texts of that half (``TrainingQuestion.half``),
    with ``more`` also those of ``MORE_PAIRS``.
    """
    asked = [row for row in read_questions(data / "kamervragen_qa") if is_training_query(row[0])]
    return {
        "question": [(question, answer) for _, question, answer in asked],
        "english": read_columns(data / "gov_nl_en" / "pairs.tsv", 1, 2),
        "inflection": read_columns(data / "opentaal" / "inflections.tsv", 0, 1),
        "phrase": read_columns(OWN_PAIRS, 0, 1) + (read_columns(MORE_PAIRS, 0, 1) if more else []),
        "asked": [
            (q.question, q.evidence)
            for q in training_questions(public_texts(data))
            if q.answerable and (half is None or q.half == half)
        ],
        "word": [
            (word, way.strip())
            for word, ways in read_columns(OWN_WORDS, 0, 1)
            for way in ways.split(";")
        ],
    }


def other_pairs(
    store: Store, data: Path, half: int | None = None, *, more: bool = False
) -> dict[str, Pairs]:
    """The same as token ranges in the store."""
    return {
        kind: _pairs(
            store.add([row[0] for row in rows]),
            store.add([row[1] for row in rows]),
            np.unique([row[0] for row in rows], return_inverse=True)[1].astype(np.int64),
        )
        for kind, rows in other_texts(data, half, more=more).items()
    }
