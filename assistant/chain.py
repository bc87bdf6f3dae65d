"""The whole way as a LangChain runnable: retrieve, read, decide, phrase and verify.

``policy_chain(assistant, phraser).stream({"turns": ["Hoe hoog is de bonus?"]})`` gives the answer
as it grows; ``invoke`` the whole answer. Every step has its name in callbacks and traces, and so has
the call of the model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from langchain_core.runnables import Runnable, RunnableConfig, RunnableGenerator, RunnableLambda

from assistant.answer import Answer
from assistant.asked import Asked

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from assistant.phrase import Phraser


class Turns(TypedDict, total=False):
    """A conversation; the last turn is answered."""

    turns: list[str]
    id: str | None


@dataclass(frozen=True, slots=True)
class Grown:
    """An answer so far. Added up, as LangChain does with what streams, the last one remains."""

    answer: Answer

    def __add__(self, later: Grown) -> Grown:
        return later


def policy_chain(assistant: Assistant, phraser: Phraser) -> Runnable[Turns, Grown]:
    def retrieve(asked: Turns) -> Asked:
        return assistant.retrieve(asked["turns"], id=asked.get("id"))

    def decide(asked: Asked) -> tuple[Asked, Answer]:
        return asked, assistant.decide(asked)

    def phrase(decided: Iterator[tuple[Asked, Answer]], config: RunnableConfig) -> Iterator[Grown]:
        for asked, answer in decided:
            for grown in phraser.phrase(answer, asked.task, config):
                yield Grown(grown)

    steps: Runnable[Any, Any] = (
        RunnableLambda(retrieve, name="retrieve")
        | RunnableLambda(assistant.read, name="read")
        | RunnableLambda(decide, name="decide")
        # LangChain hands the configuration to a generator that takes one; its types do not say so.
        | RunnableGenerator(phrase, name="phrase_and_verify")  # type: ignore[arg-type]
    )
    return steps.with_config(run_name="beleid")
