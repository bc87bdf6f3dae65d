"""The way to an answer as a LangChain runnable: streaming, callbacks, composition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.runnables import RunnableLambda

from assistant.ask import Assistant
from assistant.chain import policy_chain
from assistant.model import Limits, Message, PhrasingModel
from assistant.phrase import Phraser

QUESTION = "Hoe hoog is de mobiliteitsbonus?"
SAID = (
    "De enkele mobiliteitsbonus is € 3500 voor een werknemer boven 55 jaar [B1]. "
    "Voor een werkzoekende boven 50 jaar is er een dubbele mobiliteitsbonus [B1]."
)


class Said:
    """A model that says one thing and remembers what it was asked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.asked: list[Sequence[Message]] = []
        self.configs: list[Any] = []

    def __call__(self, messages: Sequence[Message], config: Any) -> Iterator[str]:
        self.asked.append(messages)
        self.configs.append(config)
        yield from (self.text[at : at + 5] for at in range(0, len(self.text), 5))


@pytest.fixture
def said() -> Said:
    return Said(SAID)


@pytest.fixture
def chain(assistant: Assistant, said: Said) -> Any:
    phraser = Phraser(PhrasingModel("proef:model", said, Limits()), assistant.index.documents)
    return policy_chain(assistant, phraser)


def test_it_streams_an_answer_that_grows(chain: Any) -> None:
    grown = [each.answer.answer for each in chain.stream({"turns": [QUESTION]})]
    assert len(grown) == 3
    assert grown[0] in grown[1]
    assert grown[1] == grown[2]


def test_every_step_shows_in_callbacks_and_the_model_gets_the_configuration(
    chain: Any, said: Said
) -> None:
    class Steps(BaseCallbackHandler):
        def __init__(self) -> None:
            self.names: list[str] = []

        def on_chain_start(self, *_: Any, **kwargs: Any) -> None:
            self.names.append(kwargs.get("name", ""))

    steps = Steps()
    answer = chain.invoke({"turns": [QUESTION], "id": "a"}, {"callbacks": [steps]}).answer
    assert answer.id == "a"
    assert [n for n in steps.names if n in ("retrieve", "read", "decide", "phrase_and_verify")] == [
        "retrieve", "read", "decide", "phrase_and_verify",
    ]  # fmt: skip
    assert steps.names[0] == "beleid"
    assert said.configs[0]["callbacks"] is not None


def test_it_composes(chain: Any) -> None:
    short = chain | RunnableLambda(lambda grown: len(grown.answer.citations))
    assert short.invoke({"turns": [QUESTION]}) == 1
    assert [len(x.answer.citations) for x in chain.batch([{"turns": [QUESTION]}] * 2)] == [1, 1]


@pytest.mark.parametrize(
    ("turns", "task"),
    [
        ([QUESTION], "Beantwoord de vraag"),
        (["Vat Speerpunt 3 samen"], "Vat het bewijs samen"),
        ([QUESTION, "Leg dat uit in eenvoudige taal"], "eenvoudige taal"),
    ],
)
def test_each_task_has_its_own_words(chain: Any, said: Said, turns: list[str], task: str) -> None:
    chain.invoke({"turns": turns})
    system, human = said.asked[-1]
    assert "Gebruik alleen wat in het bewijs staat" in system[1]
    assert task in human[1]
    assert "[B1]" in human[1]


def test_a_summary_is_a_checked_list(assistant: Assistant) -> None:
    literal = assistant.ask(["Vat Speerpunt 3 samen"])
    quotes = [" ".join(c.quote.split()).rstrip(";.") for c in literal.citations]
    text = f"{quotes[0]} [B1]. Er komt een bonus van € 9999 [B2]. {quotes[2][0].upper()}{quotes[2][1:]} [B3]."
    phraser = Phraser(PhrasingModel("proef:model", Said(text), Limits()), assistant.index.documents)
    answer = policy_chain(assistant, phraser).invoke({"turns": ["Vat Speerpunt 3 samen"]}).answer
    assert answer.mode == "model"
    assert answer.answer.count("\n- ") == 2
    assert "9999" not in answer.answer
    assert (answer.model.passed, answer.model.replaced) == (2, 1)


def test_plain_words_are_checked_and_end_literally_without_a_model(assistant: Assistant) -> None:
    """*Leg uit in eenvoudige taal*: a simple sentence stays, a lie does not; no model, no rewriting."""
    turns = [QUESTION, "Leg dat uit in eenvoudige taal"]
    literal = assistant.ask(turns)
    assert (literal.mode, literal.model) == ("extractive", None)
    text = (
        "De enkele bonus is € 3500 bij het aannemen van iemand boven 55 jaar [B1]. "
        "De enkele bonus is € 9999 [B1]."
    )
    said = Said(text)
    phraser = Phraser(PhrasingModel("proef:model", said, Limits()), assistant.index.documents)
    answer = policy_chain(assistant, phraser).invoke({"turns": turns}).answer
    assert "eenvoudige taal" in said.asked[-1][1][1]
    assert answer.mode == "model"
    assert "iemand boven 55 jaar" in answer.answer
    assert "9999" not in answer.answer
    assert answer.model is not None
    assert (answer.model.passed, answer.model.replaced + answer.model.dropped) == (1, 1)


def test_personal_data_reaches_no_step_and_no_model(assistant: Assistant, said: Said) -> None:
    phraser = Phraser(PhrasingModel("proef", said, Limits()), assistant.index.documents)
    asked = f"Mijn BSN is 111222333 en ik mail via jan@voorbeeld.nl. {QUESTION}"
    for turns in ([asked], [asked, "En de dubbele?"]):
        assert "111222333" not in str(assistant.read(assistant.retrieve(turns)))
        answer = policy_chain(assistant, phraser).invoke({"turns": turns}).answer
        assert "111222333" not in str(answer)
    whole = policy_chain(assistant, phraser).invoke({"turns": [asked]}).answer
    assert whole.mode == "model"
    assert "[burgerservicenummer]" in whole.question
    assert {"personal_data", "model"} <= {notice.kind for notice in whole.notices}
    assert said.asked
    assert not any("111222333" in str(m) or "jan@" in str(m) for m in said.asked)
