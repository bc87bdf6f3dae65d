"""From what a person types to one question to search for: completed, and respelt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.followup import asked, follow, standalone
from assistant.spelling import Speller
from index.analysis import stem
from index.compounds import zipf
from index.store import PolicyIndex


class Understanding:
    """Understands conversations about the documents of one index."""

    def __init__(self, index: PolicyIndex) -> None:
        self._index = index
        self._speller = Speller(index)

    def question(self, turns: Sequence[str]) -> str:
        """The last turn as a question that stands on its own, in the spelling of the documents."""
        return self._speller.respelt(standalone(turns, self.specificity))

    def after(self, turns: Sequence[str]) -> Callable[[str], str]:
        """``question`` for one more turn, of which several can be tried after the same ones."""
        before = asked(turns, self.specificity)
        return lambda turn: self._speller.respelt(follow(before, turn, self.specificity))

    def specificity(self, norm: str) -> float:
        """How much a folded word says about the subject, in (0, 1]."""
        general = min(1.0, max(0.1, (6.5 - zipf(norm)) / 3.0))
        local = self._index.rarity(stem(norm))
        return general * (0.3 + 0.7 * min(1.0, local))
