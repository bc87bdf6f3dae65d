"""Behind a reverse proxy: whom to believe about the visitor, and the prefix of every path.

Plain ASGI, so that it belongs to no framework.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from urllib.parse import quote

from assistant.page_http import Application, Receive, Scope, Send

_SAID: dict[bytes, re.Pattern[bytes] | None] = {
    b"x-forwarded-for": None,  # used here, and no further
    b"x-forwarded-proto": re.compile(rb"https?"),
    b"x-forwarded-host": re.compile(rb"[A-Za-z0-9.-]+(:[0-9]+)?|\[[0-9a-fA-F:.]+\](:[0-9]+)?"),
    b"x-gradio-server": None,
}
"""What is believed of a trusted proxy, and how it must look; None is passed on from nobody."""


class Proxied:
    """ASGI middleware: takes the visitor from a proxy that is trusted, and nothing from others.

    The last address that a trusted proxy named and that is no trusted proxy itself is the
    visitor's: what stands before it the visitor may have made up.

    Args:
        trusted: addresses and networks, with commas between them.
        root_path: the prefix; the proxy may leave it on the path or take it off.
    """

    def __init__(self, app: Application, trusted: str = "", root_path: str = "") -> None:
        self._app = app
        self._root = root_path
        self._networks: list[IPv4Network | IPv6Network] = [
            ip_network(part.strip(), strict=False) for part in trusted.split(",") if part.strip()
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope = {**scope, **self._placed(scope["path"])}
        client = scope.get("client")
        if client and self._trusts(client[0]):
            said = [
                v.decode("latin-1") for k, v in scope["headers"] if k.lower() == b"x-forwarded-for"
            ]
            scope["client"] = (self._visitor(",".join(said)) or client[0], 0)
            kept = {name: rule for name, rule in _SAID.items() if rule}
        else:
            kept = {}
        scope["headers"] = [
            (name, value)
            for name, value in scope["headers"]
            if (key := name.lower()) not in _SAID or (key in kept and kept[key].fullmatch(value))
        ]
        if (b"x-forwarded-proto", b"https") in scope["headers"]:
            scope["scheme"] = "https"
        if self._root and scope["path"] == self._root:
            # Without the slash every relative address in the page would point elsewhere.
            query = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
            place = self._root.rsplit("/", 1)[-1] + "/" + query
            headers = [(b"location", place.encode("latin-1")), (b"content-length", b"0")]
            await send({"type": "http.response.start", "status": 307, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        await self._app(scope, receive, send)

    def _placed(self, path: str) -> Scope:
        """The path with the prefix, as ASGI wants it, whether the proxy took it off or not."""
        if not self._root:
            return {}
        if path != self._root and not path.startswith(self._root + "/"):
            path = self._root + path
        return {"path": path, "root_path": self._root, "raw_path": quote(path).encode()}

    def _trusts(self, host: str) -> bool:
        try:
            address = ip_address(host)
        except ValueError:
            return False
        return any(address in network for network in self._networks)

    def _visitor(self, said: str) -> str:
        """Who the proxies say the visitor is; "" where they say nothing that can be read."""
        hosts = [host for part in said.split(",") if (host := _host(part.strip()))]
        for host in reversed(hosts):
            if not self._trusts(host):
                return host
        return hosts[0] if hosts else ""


def _host(text: str) -> str:
    """An address without its port; "" when it is none."""
    bare = text[1 : text.find("]")] if text.startswith("[") else text
    bare = bare.split(":")[0] if bare.count(":") == 1 else bare
    try:
        return str(ip_address(bare))
    except ValueError:
        return ""
