from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from assistant.http_log import AccessLog


def line_of(method: str, path: str, query: bytes = b"", root_path: str = "") -> str:
    lines: list[str] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 207, "headers": []})

    async def send(message: Any) -> None:
        pass

    scope = {
        "type": "http", "method": method, "path": path, "query_string": query,
        "root_path": root_path, "headers": [], "client": ("203.0.113.9", 1),
    }  # fmt: skip
    asyncio.run(AccessLog(inner, lines.append)(scope, None, send))  # type: ignore[arg-type]
    (line,) = lines
    return line


def test_a_line_says_when_what_kind_how_it_went_and_how_long_it_took() -> None:
    line = line_of("GET", "/beleid/page/page.css", root_path="/beleid")
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d GET /page/\{id\} 207 \d+ ms", line
    )


@pytest.mark.parametrize(
    ("method", "path", "query"),
    [
        ("GET", "/", b"vraag=geheim"),
        ("GET", "/geheim", b""),
        ("GET", "/assets/geheim.js", b""),
        ("GET", "/gradio_api/heartbeat/geheim", b""),
        ("POST", "/gradio_api/call/ask/geheim", b"x=geheim"),
        ("geheim", "/", b""),
        ("GET", "/\n2026-01-01 GET / geheim", b""),
    ],
)
def test_a_line_holds_nothing_of_what_was_asked_or_by_whom(
    method: str, path: str, query: bytes
) -> None:
    line = line_of(method, path, query)
    assert "geheim" not in line
    assert "203.0.113.9" not in line
    assert "\n" not in line
