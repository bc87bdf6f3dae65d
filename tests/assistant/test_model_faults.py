"""Every fault of a model ends in the literal answer, in time, with a notice that says so."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from assistant.ask import Assistant
from assistant.schema import load_schema
from assistant.verify import violations

pytest.importorskip("langchain_openai", reason="extra 'model' is not installed")

QUESTION = "Hoe hoog is de mobiliteitsbonus?"
LIMIT = 3.0
GOOD = (
    "De enkele mobiliteitsbonus is € 3500 voor het aannemen van een werknemer boven 55 jaar [B1]."
)
# The model's name, and what is reported.
FAULTS = {
    "slow": "slow", "slow_headers": "slow", "stalled": "stalled", "cut": "cut",
    "unauthorised": "unauthorised", "unknown_model": "unknown_model", "busy": "busy",
    "broken": "broken", "garbled": "garbled", "empty": "empty", "only_thinking": "empty",
    "endless": "endless", "dripping": "endless", "language": "language", "declined": "declined",
    "json": "json",
}  # fmt: skip
Phrasing = Callable[..., Any]


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_ends_in_the_literal_answer_in_time(
    name: str, assistant: Assistant, phrasing: Phrasing, model_server: Any
) -> None:
    model_server.say(GOOD)
    asked = phrasing(name, LIMIT)
    started = time.monotonic()
    answer = asked.ask([QUESTION])
    assert time.monotonic() - started < LIMIT + 1.0
    literal = assistant.ask([QUESTION])
    assert (answer.status, answer.answer, answer.citations) == (
        literal.status, literal.answer, literal.citations,
    )  # fmt: skip
    assert answer.mode == "extractive"
    assert answer.model.fault == FAULTS[name]
    assert [n.kind for n in answer.notices].count("model") == 1
    assert answer.timings_ms["model"] > 0
    jsonschema.validate(answer.to_json(), load_schema("answer"))
    assert violations(answer, assistant.index.documents) == []


def test_no_server_at_all(phrasing: Phrasing) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    answer = phrasing("say", LIMIT, url=f"http://127.0.0.1:{port}/v1").ask([QUESTION])
    assert answer.model.fault == "refused"
    assert answer.status == "answered"


@pytest.mark.parametrize("name", ["busy_once", "broken_once", "cut_once"])
def test_what_passes_is_tried_once_more(name: str, phrasing: Phrasing, model_server: Any) -> None:
    model_server.say(GOOD)
    before = model_server.seen()["seen"].get(name, 0)
    answer = phrasing(name, LIMIT).ask([QUESTION])
    assert answer.mode == "model"
    assert model_server.seen()["seen"][name] == before + 2


@pytest.mark.parametrize("name", ["unauthorised", "busy", "language"])
def test_what_does_not_pass_is_not_tried_again(
    name: str, phrasing: Phrasing, model_server: Any
) -> None:
    before = model_server.seen()["seen"].get(name, 0)
    phrasing(name, LIMIT).ask([QUESTION])
    assert model_server.seen()["seen"][name] == before + 1


def test_the_words_of_a_fault_hold_nothing_of_the_server(phrasing: Phrasing) -> None:
    answer = phrasing("unauthorised", LIMIT).ask([QUESTION])
    told = str(answer.to_json())
    assert "geheim" not in told
    assert "127.0.0.1" not in told


def test_a_refusal_asks_no_model(phrasing: Phrasing, model_server: Any) -> None:
    before = model_server.seen()["seen"].get("say", 0)
    answer = phrasing("say").ask(["Hoe hoog is de AOW-leeftijd?"])
    assert answer.status != "answered"
    assert answer.model is None
    assert model_server.seen()["seen"].get("say", 0) == before
