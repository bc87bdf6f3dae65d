"""Around the page on its way out: dressed in Dutch, with headers that keep it to itself.

Plain ASGI, so that it belongs to no framework.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

HEADERS = {
    # The page may load nothing from elsewhere and tell nobody anything. Gradio needs inline
    # scripts and compiles the templates of its HTML component in the browser.
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class DressedPage:
    """ASGI middleware: ``dress`` gets the HTML of the page; every response gets the headers."""

    def __init__(self, app: Application, dress: Callable[[str], str]) -> None:
        self._app = app
        self._dress = dress

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path") or "")
        is_page = path in ("", "/")
        if is_page:  # compressed HTML could not be dressed
            kept = [(k, v) for k, v in scope["headers"] if k.lower() != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        held: Message | None = None
        body = b""

        async def pass_on(message: Message) -> None:
            nonlocal held, body
            if message["type"] == "http.response.start":
                headers = _with(message["headers"], HEADERS)
                message = {**message, "headers": headers}
                if is_page and dict(headers).get(b"content-type", b"").startswith(b"text/html"):
                    held = message
                    return
            elif held is not None and message["type"] == "http.response.body":
                body += message.get("body", b"")
                if message.get("more_body", False):
                    return
                dressed = self._dress(body.decode("utf-8")).encode("utf-8")
                length = {"content-length": str(len(dressed))}
                await send({**held, "headers": _with(held["headers"], length)})
                message = {"type": "http.response.body", "body": dressed}
            await send(message)

        await self._app(scope, receive, pass_on)


def _with(headers: list[tuple[bytes, bytes]], more: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers with some added or replaced; names in lower case, as ASGI has them."""
    new = {name.encode("latin-1"): value.encode("latin-1") for name, value in more.items()}
    kept = [(name.lower(), value) for name, value in headers if name.lower() not in new]
    return [*kept, *new.items()]
