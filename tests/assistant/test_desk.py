from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from assistant.ask import Assistant
from assistant.desk import MOST_TURNS, Desk
from assistant.page_check import rules_of
from assistant.schema import load_schema
from corpus.errors import BusyError, InputError


@pytest.fixture(scope="module")
def desk(assistant: Assistant) -> Iterator[Desk]:
    made = Desk(assistant, rules_of(assistant.index))
    yield made
    made.close()


def test_each_service_gives_what_its_schema_says(desk: Desk) -> None:
    answer = asyncio.run(desk.ask("En de werkbonus?", ["Hoe hoog is de mobiliteitsbonus?"]))
    jsonschema.validate(answer, load_schema("answer"))
    hits = asyncio.run(desk.search("mobiliteitsbonus", 3))
    jsonschema.validate(hits, load_schema("search"))
    assert len(hits) == 3
    checked = asyncio.run(desk.check({"employee_age": 58}))
    jsonschema.validate(checked, load_schema("check"))


@pytest.mark.parametrize("service", ["ask", "search", "check"])
def test_each_service_describes_itself_and_its_inputs_in_dutch(service: str) -> None:
    method = getattr(Desk, service)
    for name in method.__annotations__.keys() - {"return"}:
        assert f"{name}: " in method.__doc__
    assert f"{'answer' if service == 'ask' else service}.schema.json" in method.__doc__


@pytest.mark.parametrize(
    ("service", "inputs", "said"),
    [
        ("ask", [None], "question is null; verwacht: tekst"),
        ("ask", [{"a": 1}], "question is"),
        ("ask", ["x", "geen lijst"], "history is"),
        ("ask", ["x", [1]], "history is [1]"),
        ("ask", ["x", ["y"] * (MOST_TURNS + 1)], f"ten hoogste {MOST_TURNS}"),
        ("search", ["x", 0], "k is 0"),
        ("search", ["x", 101], "k is 101"),
        ("search", ["x", True], "k is true"),
        ("search", ["x", "3"], 'k is "3"'),
        ("check", [["a"]], "verwacht"),
        ("check", [{"<script>": 1}], "Onbekend gegeven"),
        ("check", [{"employee_age": 580}], "580"),
    ],
)
def test_what_cannot_be_used_is_named(
    desk: Desk, service: str, inputs: list[Any], said: str
) -> None:
    with pytest.raises(InputError) as caught:
        asyncio.run(getattr(desk, service)(*inputs))
    assert said in str(caught.value)


def test_a_message_repeats_only_the_start_of_what_was_sent(desk: Desk) -> None:
    with pytest.raises(InputError) as caught:
        asyncio.run(desk.ask(["x" * 10_000]))  # type: ignore[arg-type]
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("text", ["Hoe hoog \ud800 is het?", "\x00", "😀" * 400, "x" * 100_000])
def test_any_text_gets_an_answer_that_can_be_sent(desk: Desk, text: str) -> None:
    answer = asyncio.run(desk.ask(text))
    jsonschema.validate(answer, load_schema("answer"))
    str(answer).encode("utf-8")


def test_too_many_at_once_hear_that_it_is_busy(desk: Desk) -> None:
    free = threading.Event()

    class Slow:
        def ask(self, turns: list[str]) -> Any:
            free.wait(10)
            return self

        def to_json(self) -> dict[str, Any]:
            return {"ok": True}

    async def crowd() -> tuple[list[Any], Any]:
        asked = [asyncio.create_task(small.ask("x")) for _ in range(3)]
        await asyncio.sleep(0.05)
        with pytest.raises(BusyError, match="te druk"):
            await small.ask("x")
        free.set()
        done = await asyncio.gather(*asked)
        return done, await small.ask("x")

    small = Desk(Slow(), desk._rules, workers=1, most_waiting=2)  # type: ignore[arg-type]
    done, after = asyncio.run(crowd())
    small.close()
    assert done == [{"ok": True}] * 3
    assert after == {"ok": True}
