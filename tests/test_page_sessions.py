"""What the server remembers of an open page, and when it forgets."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable
from typing import Any
from urllib.request import Request, urlopen

import pytest

import app
from assistant.ask import Assistant
from assistant.page_mount import mount

QUESTION = "Hoe hoog is de mobiliteitsbonus?"


def asked(url: str, session: str) -> str:
    """Asks as the page does; everything that the server sent back."""
    with urlopen(f"{url}config", timeout=30) as config:
        events = json.load(config)["dependencies"]
    event = next(
        e for e in events if e["backend_fn"] and any(kind == "submit" for _, kind in e["targets"])
    )
    data = [QUESTION, *[None] * (len(event["inputs"]) - 1)]
    body = json.dumps({"data": data, "fn_index": event["id"], "session_hash": session}).encode()
    kind = {"content-type": "application/json"}
    urlopen(Request(f"{url}gradio_api/queue/join", body, kind), timeout=30).close()
    with urlopen(f"{url}gradio_api/queue/data?session_hash={session}", timeout=30) as answer:
        said: str = answer.read().decode()
    return said


def test_a_closed_page_is_forgotten_and_an_open_one_keeps_only_its_turns(
    assistant: Assistant, served: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted: list[Any] = []

    def noting(server: Any, blocks: Any, tools: bool) -> None:
        mount(server, blocks, tools)
        mounted.append(blocks)

    monkeypatch.setattr(app, "mount", noting)
    url = served(assistant)
    sessions = mounted[0].state_holder
    closed, still_open = uuid.uuid4().hex, uuid.uuid4().hex
    for session in (closed, still_open):
        assert "mobiliteitsbonus van" in asked(url, session)
        kept = sessions.session_data[session]
        (turns,) = (value for value in kept.state_data.values() if value)
        assert [turn.answer.question for turn in turns] == [QUESTION]
        # Gradio would keep what every part showed, for as long as the server runs.
        assert 'class=\\"asked' not in json.dumps(kept.config_values, default=str)
        for block in kept.blocks_config.blocks.values():
            assert 'class="asked' not in str(getattr(block, "value", ""))
    gone = sessions.session_data[closed]
    gone.is_closed, gone.STATE_TTL_WHEN_CLOSED = True, 0
    until = time.monotonic() + 20
    while closed in sessions.session_data and time.monotonic() < until:
        time.sleep(0.1)
    assert closed not in sessions.session_data
    assert closed not in sessions.time_last_used
    assert not any(gone.state_data.values())
    assert still_open in sessions.session_data
