"""What the page needs to know of a model: whether there is one, and an answer as it grows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from assistant.answer import Answer

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from assistant.model_assistant import ModelAssistant


def model_name(assistant: Assistant | ModelAssistant) -> str | None:
    """Which model phrases, or None. Asked by attribute, so that no model's file is imported."""
    name: str | None = getattr(assistant, "model_name", None)
    return name


def literal_of(assistant: Assistant | ModelAssistant) -> Assistant:
    """The assistant that decides, for what needs no model's words: suggestions, a first question."""
    decides: Any = getattr(assistant, "literal", assistant)
    return cast("Assistant", decides)


def growing(
    assistant: Assistant | ModelAssistant, turns: Sequence[str], *, literal: bool = False
) -> Iterator[Answer]:
    """The answer as it grows; the last one is the answer. Without a model there is just that one.

    Args:
        literal: the reader wants no model.
    """
    stream = getattr(assistant, "stream", None)
    if stream is None:
        yield assistant.ask(turns)
    elif literal:
        yield literal_of(assistant).ask(turns)
    else:
        yield from stream(turns)


def is_growing(answer: Answer) -> bool:
    """Whether more is to come: a whole answer of a model carries the notice that says so."""
    return answer.mode == "model" and all(notice.kind != "model" for notice in answer.notices)


def seconds(answer: Answer) -> str | None:
    """How long the model took, in Dutch, or None where none was asked or it is still busy."""
    took = answer.timings_ms.get("model")
    return None if took is None else f"{took / 1000:.1f}".replace(".", ",")
