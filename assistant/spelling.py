"""Spelling tolerance: words that nobody knows, respelt to words of the documents."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.analysis import tokenize
from index.compounds import parts, zipf
from index.store import PolicyIndex

_SHORTEST_RESPELT = 5


class Speller:
    """Respells questions over one index."""

    def __init__(self, index: PolicyIndex) -> None:
        self._index = index

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
        out: list[str] = []
        at = 0
        for token in tokenize(text):
            if token.start < at or not token.text.isalpha() or self._index.knows(token.stem):
                continue
            if better := respell(token.norm, self._vocabulary):
                out.extend((text[at : token.start], better))
                at = token.end
        return "".join((*out, text[at:]))


def respell(norm: str, vocabulary: Sequence[str]) -> str | None:
    """The word of the documents that a misspelt word most likely means, or None.

    Only words of five letters or more that Dutch does not know are respelt, by at most one edit
    in six letters (optimal string alignment distance, Boytsov 2011).
    """
    if len(norm) < _SHORTEST_RESPELT or zipf(norm) > 1.5 or not norm.isalpha():
        return None
    if parts(norm):
        return None  # a compound of Dutch words is a word, if a rare one
    most = max(1, len(norm) // 6)
    found = process.extractOne(
        norm, vocabulary, scorer=OSA.distance, score_cutoff=most, processor=None
    )
    return str(found[0]) if found else None
