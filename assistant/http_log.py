"""The access log: what was asked for, never what was asked.

A line holds the time, the method, the kind of address, the status and how long it took. No query,
no body, no address or name of a visitor, and of the path only what every visitor's has in common.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from assistant.http_routes import route_of
from assistant.page_http import Application, Message, Receive, Scope, Send

_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class AccessLog:
    """ASGI middleware: ``write`` gets a line when a response is done."""

    def __init__(self, app: Application, write: Callable[[str], None]) -> None:
        self._app = app
        self._write = write

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        # A copy: what stands further in may change it, and the path here is as it came in.
        try:
            await self._app(dict(scope), receive, noted)
        finally:
            took = round((time.perf_counter() - started) * 1000)
            method = scope["method"] if scope["method"] in _METHODS else "-"
            path = scope["path"].removeprefix(scope.get("root_path") or "") or "/"
            route = route_of(method, path)
            now = datetime.now().astimezone().isoformat(timespec="seconds")
            self._write(f"{now} {method} {route.label if route else '-'} {status} {took} ms")
