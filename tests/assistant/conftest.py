"""The scripted model server, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

SERVER = Path(__file__).with_name("model_server.py")


@dataclass(frozen=True)
class ScriptedServer:
    """Its address, and what to tell and ask it."""

    url: str

    def say(self, text: str) -> None:
        """What the model named ``say`` says from now on."""
        data = json.dumps({"text": text}).encode()
        request = Request(self.url.removesuffix("/v1") + "/script", data, method="POST")
        urlopen(request, timeout=5).close()

    def seen(self) -> dict[str, Any]:
        with urlopen(self.url.removesuffix("/v1") + "/seen", timeout=5) as response:
            found: dict[str, Any] = json.load(response)
            return found


@pytest.fixture(scope="session")
def model_server() -> Iterator[ScriptedServer]:
    process = subprocess.Popen(
        [sys.executable, str(SERVER)], stdout=subprocess.PIPE, text=True, bufsize=1
    )
    assert process.stdout is not None
    port = process.stdout.readline().strip()
    yield ScriptedServer(f"http://127.0.0.1:{port}/v1")
    process.kill()
    process.communicate()


@pytest.fixture(scope="session")
def phrasing(assistant: Any, model_server: ScriptedServer) -> Callable[..., Any]:
    """Makes an assistant whose model is one of the scripted ones."""
    from assistant.model import open_model
    from assistant.model_assistant import ModelAssistant

    def make(name: str, seconds: float = 4.0, url: str | None = None) -> ModelAssistant:
        model = open_model(f"openai:{name}", url or model_server.url, seconds)
        return ModelAssistant(assistant, model)

    return make
