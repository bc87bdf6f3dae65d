"""Whether a sentence denies or puts otherwise what its quotes say: learnt trees over ``draft_signals``.

``draft_trees.json`` is made by ``python -m eval.fit_draft`` from lies made by rule and honest
paraphrases. Each tree adds to a score; from the threshold on the sentence is not shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from assistant.draft_fault import Fault
from assistant.draft_signals import excepted, signals
from assistant.draft_words import Statement

TREES = Path(__file__).with_name("draft_trees.json")
Learnt = Literal["negation", "modality"]
KINDS: tuple[Learnt, ...] = ("negation", "modality")
Node = tuple[str, float, int, int] | float
"""Signal, limit, and the nodes for at most the limit and for more; or what a leaf adds."""


@dataclass(frozen=True, slots=True)
class Odds:
    """Trees of one kind of lie.

    Attributes:
        start: score before any tree, in log-odds.
        threshold: score from which a sentence is taken for a lie.
    """

    start: float
    threshold: float
    trees: tuple[tuple[Node, ...], ...]

    def score(self, found: Mapping[str, float]) -> float:
        return self.start + sum(_leaf(tree, found) for tree in self.trees)


def odds_faults(sentence: Statement, quotes: Sequence[Statement]) -> Iterator[Fault]:
    """A denial that came or went, and what may, must, will or was put otherwise."""
    found = signals(sentence, quotes)
    for kind in KINDS:
        odds = load()[kind]
        if kind == "negation" and (found.get("turned") or excepted(sentence, quotes)):
            continue  # a comparison or an exception turned round, with the denial that belongs to it
        if kind == "negation" and any(_first_of_two(sentence.text, q.text) for q in quotes):
            continue
        if odds.score(found) >= odds.threshold:
            yield Fault(kind, sentence.text)


def _first_of_two(sentence: str, quote: str) -> bool:
    """Whether a sentence is to the letter what a quote says before *en*; the rest may deny at will."""
    return quote.startswith(f"{sentence.rstrip('. ')} en ")


@lru_cache(maxsize=1)
def load() -> dict[Learnt, Odds]:
    """The trees as they stand in the file."""
    raw = json.loads(TREES.read_text(encoding="utf-8"))
    return {
        kind: Odds(
            raw[kind]["start"],
            raw[kind]["threshold"],
            tuple(
                tuple(cast("Node", tuple(n) if isinstance(n, list) else n) for n in tree)
                for tree in raw[kind]["trees"]
            ),
        )
        for kind in KINDS
    }


def _leaf(tree: Sequence[Node], found: Mapping[str, float]) -> float:
    node = tree[0]
    while not isinstance(node, float):
        name, limit, low, high = node
        node = tree[low if found.get(name, 0.0) <= limit else high]
    return node
