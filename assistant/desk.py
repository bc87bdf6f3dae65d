"""The desk for programs: checks what comes in, hands out the JSON of the machine interface.

The named endpoints and the MCP tools are these three methods. Their docstrings are Dutch because
programs, and the people who make them, read them as the description of the endpoint.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.batch import hit_row, to_line
from assistant.check import check
from assistant.check_facts import read_facts
from corpus.errors import BusyError, InputError
from corpus.rules import Rules

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from assistant.model_assistant import ModelAssistant

MOST_HITS = 100
MOST_TURNS = 50

T = TypeVar("T")


class Desk:
    """Answers programs, a few at a time.

    Args:
        workers: requests that are worked on at the same time.
        most_waiting: requests that may wait; one more is told to come back.
    """

    def __init__(
        self,
        assistant: Assistant | ModelAssistant,
        rules: Rules,
        *,
        workers: int = 4,
        most_waiting: int = 100,
    ) -> None:
        self._assistant = assistant
        self._rules = rules
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="desk")
        self._room = workers + most_waiting
        self._taken = 0

    async def ask(self, question: str, history: list[str] | None = None) -> dict[str, Any]:
        """Beantwoordt één vraag over de documenten, met letterlijke citaten.

        Staat het antwoord er niet, dan zegt "status" dat; er wordt niets verzonnen. Neem bedragen,
        datums en citaten letterlijk over. Het resultaat volgt answer.schema.json.

        Parameters:
            question: De vraag, in het Nederlands.
            history: De eerdere vragen van dit gesprek, oudste eerst.
        """
        turns = [*_history(history), _text("question", question)]
        return await self._run(lambda: self._assistant.ask(turns).to_json())

    async def search(
        self, question: str, k: int = 10, history: list[str] | None = None
    ) -> list[dict[str, Any]]:
        """Zoekt de passages die het best bij een vraag passen, de beste eerst.

        Er wordt geen antwoord gemaakt. Het resultaat volgt search.schema.json.

        Parameters:
            question: De vraag of zoekwoorden, in het Nederlands.
            k: Hoeveel passages ten hoogste, van 1 tot en met 100.
            history: De eerdere vragen van dit gesprek, oudste eerst.
        """
        turns = [*_history(history), _text("question", question)]
        if not isinstance(k, int) or isinstance(k, bool) or not 1 <= k <= MOST_HITS:
            raise InputError(f"k is {_shown(k)}; verwacht: een geheel getal van 1 tot {MOST_HITS}.")
        return await self._run(lambda: [hit_row(h) for h in self._assistant.search(turns, k)])

    async def check(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Toont welke regelingen mogelijk gelden bij bekende gegevens, elk met citaten.

        Wat niet is opgegeven, telt als onbekend. De uitkomst is geen beslissing. Met een leeg
        object staat bij elke voorwaarde welke gegevens nog nodig zijn. Het resultaat volgt
        check.schema.json.

        Parameters:
            facts: De gegevens, zoals {"employee_age": 58, "as_of": "2013-06-01"}.
        """
        known, day = read_facts(self._rules, facts)
        return await self._run(lambda: check(self._rules, known, day).to_json())

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _run(self, work: Callable[[], T]) -> T:
        if self._taken >= self._room:
            raise BusyError("Het is nu te druk. Probeer het over een minuut opnieuw.")
        self._taken += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._pool, lambda: json.loads(to_line(work()))
            )
        finally:
            self._taken -= 1


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise InputError(f"{name} is {_shown(value)}; verwacht: tekst.")
    return value


def _history(value: object) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(turn, str) for turn in value):
        raise InputError(f"history is {_shown(value)}; verwacht: een lijst van vragen.")
    if len(value) > MOST_TURNS:
        raise InputError(f"history telt {len(value)} vragen; verwacht: ten hoogste {MOST_TURNS}.")
    return value


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True, default=str)
    return text if len(text) <= 60 else f"{text[:60]} ..."
