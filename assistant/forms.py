"""How well one word stands for another by its form alone, and which words of many do so at all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

COMPOUND_HEAD = 0.8
_BORDER = "\n"
"""Stands in no folded word."""
_SHORTEST_INSIDE = 4
_SHORTEST_STEM = 5
_PREFIX = 5


def affinity(asked: str, asked_stem: str, word: str, word_stem: str) -> float:
    """How well a word of the text stands for a word of the question, by form only, in [0, 1]."""
    if asked_stem == word_stem or asked == word:
        return 1.0
    if (
        len(asked) >= _SHORTEST_INSIDE
        and asked in word
        and (word.endswith(asked) or word.startswith(asked))
    ):
        return COMPOUND_HEAD
    if len(asked_stem) >= _SHORTEST_STEM and asked_stem in word:
        return 0.7
    if (
        len(word_stem) >= _SHORTEST_STEM
        and word_stem in asked
        and (asked.startswith(word_stem) or asked.endswith(word))
    ):
        return 0.3 + 0.4 * len(word_stem) / len(asked)
    if asked[:_PREFIX] == word[:_PREFIX]:
        shared = _common_prefix(asked, word)
        if shared >= _PREFIX and shared >= 0.7 * max(len(asked), len(word)):
            return 0.75
    return 0.0


class Forms:
    """Some words, arranged so that those with any affinity to a word are found without trying all.

    Args:
        forms: folded words with their stems.
    """

    def __init__(self, forms: Sequence[tuple[str, str]]) -> None:
        self._forms = forms
        self._joined = _BORDER.join(norm for norm, _ in forms)
        # Where each word starts in the joined text.
        lengths = (len(norm) + len(_BORDER) for norm, _ in forms)
        self._starts = list(accumulate(lengths, initial=0))[:-1]
        self._by_stem: dict[str, list[int]] = {}
        self._by_prefix: dict[str, list[int]] = {}
        for at, (norm, stem) in enumerate(forms):
            self._by_stem.setdefault(stem, []).append(at)
            self._by_prefix.setdefault(norm[:_PREFIX], []).append(at)

    def like(self, asked: str, asked_stem: str) -> Iterator[tuple[int, float]]:
        """Places of words with an affinity above zero, each once, with that affinity."""
        for at in self._candidates(asked, asked_stem):
            if value := affinity(asked, asked_stem, *self._forms[at]):
                yield at, value

    def _candidates(self, asked: str, asked_stem: str) -> set[int]:
        """At least all words for which one of the rules of ``affinity`` can hold."""
        found = {*self._by_stem.get(asked_stem, ()), *self._by_prefix.get(asked[:_PREFIX], ())}
        if len(asked) >= _SHORTEST_INSIDE:
            found.update(self._holding(asked))
        if len(asked_stem) >= _SHORTEST_STEM:
            found.update(self._holding(asked_stem))
        for start in range(len(asked) - _SHORTEST_STEM + 1):
            for end in range(start + _SHORTEST_STEM, len(asked) + 1):
                found.update(self._by_stem.get(asked[start:end], ()))
        return found

    def _holding(self, part: str) -> Iterator[int]:
        """Words that ``part`` stands in."""
        at = self._joined.find(part)
        while at >= 0:
            yield bisect_right(self._starts, at) - 1
            at = self._joined.find(part, at + 1)


def _common_prefix(a: str, b: str) -> int:
    for at, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return at
    return min(len(a), len(b))
