"""In front of the page: only known addresses, no endless body, not too often from one visitor.

Plain ASGI, so that it belongs to no framework.
"""

from __future__ import annotations

import json
import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network

from assistant.http_routes import MCP, route_of
from assistant.page_http import Application, Message, Receive, Scope, Send
from assistant.page_template import macro

MOST_BYTES = 1 << 20
"""Of a request: fifty questions of the longest kind, and more than enough."""
MOST_VISITORS = 10_000
WINDOW = 60.0


class Limiter:
    """At most so many requests in any minute, for each visitor.

    Args:
        most: requests; 0 is no limit.
        now: seconds on a clock that only goes forward.
    """

    def __init__(self, most: int, now: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._now = now
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, visitor: str) -> float:
        """Seconds until this visitor may ask again; 0.0 when it may now, and then it counts."""
        if not self._most:
            return 0.0
        now = self._now()
        times = self._seen.setdefault(visitor, deque(maxlen=self._most))
        self._seen.move_to_end(visitor)
        while len(self._seen) > MOST_VISITORS:  # who was away longest is forgotten first
            self._seen.popitem(last=False)
        while times and now - times[0] >= WINDOW:
            times.popleft()
        if len(times) == self._most:
            return WINDOW - (now - times[0])
        times.append(now)
        return 0.0


class Gate:
    """ASGI middleware; what it refuses it refuses in Dutch, as JSON with a ``detail``.

    Args:
        most_requests: for each visitor in a minute; 0 is no limit.
        mcp: whether there are tools for programs; else their address says how to get them.
        full: whether no more questions can wait. Gradio would say so itself, in English.
    """

    def __init__(
        self,
        app: Application,
        most_requests: int,
        mcp: bool = True,
        full: Callable[[], bool] = lambda: False,
    ) -> None:
        self._app = app
        self._full = full
        self._limiter = Limiter(most_requests)
        self._mcp = mcp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path") or "") or "/"
        route = route_of(scope["method"], path) if scope["type"] == "http" else None
        if route is None:
            await _refuse(scope, send, 404, "Deze pagina bestaat niet.")
            return
        if path.startswith(MCP) and not self._mcp:
            await _refuse(scope, send, 404, "MCP staat uit, of de extra mcp ontbreekt. De beheerder kan die installeren: pip install \".[mcp]\".")  # fmt: skip
            return
        if route.work:
            seconds = math.ceil(self._limiter.wait(visitor_of(scope)))
            if seconds:
                wait = f"{seconds} seconden" if seconds > 1 else "1 seconde"
                await _refuse(scope, send, 429, f"U stelt veel vragen achter elkaar. Probeer het over {wait} opnieuw.", retry_after=seconds)  # fmt: skip
                return
            if self._full():
                await _refuse(scope, send, 429, "Het is nu te druk. Probeer het over een minuut opnieuw.", retry_after=60)  # fmt: skip
                return
        # Other sites may not use a reader's browser to ask here: without an origin there is
        # nobody for Gradio to give permission to.
        headers = [(k, v) for k, v in scope["headers"] if k.lower() != b"origin"]
        if scope["method"] != "POST":
            await self._app({**scope, "headers": headers}, receive, send)
            return
        body = await _body(receive)
        if body is None:
            await _refuse(scope, send, 413, "Dit is te veel tekst. Maak uw vraag korter.")
            return
        await self._app({**scope, "headers": headers}, _replay(body, receive), send)


def visitor_of(scope: Scope) -> str:
    """The address of a visitor; of IPv6 the network, since one visitor has that all to itself."""
    host = (scope.get("client") or ("",))[0]
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return str(host)
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, 64), strict=False))
    return str(address)


async def _body(receive: Receive) -> bytes | None:
    """All of a request's body; None when it is too long or its sender went away."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return bytes(body)
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    """The body once more, and after it whatever comes."""
    held: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return held.pop() if held else await receive()

    return replayed


async def _refuse(
    scope: Scope, send: Send, status: int, detail: str, *, retry_after: int | None = None
) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    if scope["method"] == "GET" and b"text/html" in dict(scope["headers"]).get(b"accept", b""):
        home = f"{scope.get('root_path') or ''}/"  # a person, who followed a link
        body, kind = (
            macro("page_shell.html", "refused", detail, home).encode(),
            b"text/html; charset=utf-8",
        )
    else:  # Gradio's page and its client show one or the other.
        body = json.dumps({"detail": detail, "error": detail}, ensure_ascii=False).encode()
        kind = b"application/json"
    headers = [(b"content-type", kind), (b"content-length", b"%d" % len(body))]
    if retry_after is not None:
        headers.append((b"retry-after", b"%d" % retry_after))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
