"""From what a person types to one question to search for: completed, and respelt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from assistant.followup import follow, one_more
from assistant.spelling import Speller
from index.analysis import stem
from index.compounds import zipf
from index.store import PolicyIndex


class Understanding:
    """Understands conversations about the documents of one index."""

    def __init__(self, index: PolicyIndex) -> None:
        self._index = index
        self._speller = Speller(index)
        # A turn more is one step more. Only of the conversations of this moment: nothing is kept.
        self._asked = lru_cache(maxsize=64)(self._complete)

    def question(self, turns: Sequence[str]) -> str:
        """The last turn as a question that stands on its own, in the spelling of the documents."""
        return self.after(turns[:-1])(turns[-1])

    def after(self, turns: Sequence[str]) -> Callable[[str], str]:
        """``question`` for one more turn, of which several can be tried after the same ones."""
        before = self._asked(tuple(turns))
        return lambda turn: self._speller.respelt(follow(before, turn, self.specificity))

    def _complete(self, turns: tuple[str, ...]) -> tuple[str, ...]:
        """The complete questions of a conversation so far, in order."""
        if not turns:
            return ()
        return one_more(self._asked(turns[:-1]), turns[-1], self.specificity)

    def specificity(self, norm: str) -> float:
        """How much a folded word says about the subject, in (0, 1]."""
        general = min(1.0, max(0.1, (6.5 - zipf(norm)) / 3.0))
        local = self._index.rarity(stem(norm))
        return general * (0.3 + 0.7 * min(1.0, local))
