"""An assistant whose answers a model phrases: the same questions, the same shape of answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.chain import policy_chain
from assistant.model import PhrasingModel
from assistant.phrase import Phraser

if TYPE_CHECKING:
    from index.hit import Hit
    from index.store import PolicyIndex


class ModelAssistant:
    """Wraps a literal assistant. Safe to use from several threads.

    Attributes:
        literal: the assistant that decides, and that answers where a reader wants no model.
        model_name: as configured.
        phraser: holds the model.
        chain: the whole way as a LangChain runnable.
    """

    def __init__(self, literal: Assistant, model: PhrasingModel) -> None:
        self.literal = literal
        self.model_name = model.name
        self.phraser = Phraser(model, literal.index.documents)
        self.chain = policy_chain(literal, self.phraser)

    @property
    def index(self) -> PolicyIndex:
        return self.literal.index

    def ask(self, turns: Sequence[str], *, id: str | None = None) -> Answer:
        """As ``Assistant.ask``. Never raises on any text, nor on any fault of the model."""
        return self.chain.invoke({"turns": list(turns), "id": id}).answer

    def stream(self, turns: Sequence[str]) -> Iterator[Answer]:
        """The answer as it grows, sentence by checked sentence; the last one is the answer."""
        for grown in self.chain.stream({"turns": list(turns), "id": None}):
            yield grown.answer

    def search(self, turns: Sequence[str], k: int) -> list[Hit]:
        return self.literal.search(turns, k)
