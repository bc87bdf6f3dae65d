"""The addresses that the page and the programs need; whatever else Gradio serves stays shut.

Gradio comes with uploads, a file server, a proxy, a log-in and more. Nothing here uses them, and
what cannot be reached needs no guarding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

API = "/gradio_api"
MCP = f"{API}/mcp"


@dataclass(frozen=True, slots=True)
class Route:
    """Addresses of one kind.

    Attributes:
        label: the address without what differs from visitor to visitor, for the access log.
        work: each request asks for work, and counts against the limit of a visitor.
    """

    label: str
    methods: frozenset[str]
    pattern: re.Pattern[str]
    work: bool = False


def _route(methods: str, label: str, *, work: bool = False) -> Route:
    """A route from its label: ``{id}`` is one step of a path, ``{path}`` all that follows."""
    pattern = re.escape(label).replace(r"\{id\}", "[^/]+").replace(r"\{path\}", ".+")
    return Route(label, frozenset(methods.split()), re.compile(f"{pattern}/?"), work)


ROUTES = (
    _route("GET HEAD", "/"),
    _route("GET HEAD", "/health"),
    _route("GET HEAD", "/page/{id}"),
    _route("GET HEAD", "/config"),
    _route("GET HEAD", "/theme.css"),
    _route("GET HEAD", "/favicon.ico"),
    _route("GET HEAD", "/robots.txt"),
    _route("GET HEAD", "/assets/{path}"),
    _route("GET HEAD", "/static/{path}"),
    _route("GET HEAD", "/svelte/{path}"),
    _route("GET", f"{API}/info"),
    _route("GET", f"{API}/openapi.json"),
    _route("GET", f"{API}/theme.css"),
    _route("GET", f"{API}/app_id"),
    _route("GET", f"{API}/startup-events"),
    _route("GET", f"{API}/heartbeat/{{id}}"),
    _route("GET", f"{API}/queue/data"),
    _route("POST", f"{API}/queue/join", work=True),
    _route("POST", f"{API}/run/{{id}}", work=True),
    _route("POST", f"{API}/api/{{id}}", work=True),
    _route("POST", f"{API}/call/{{id}}", work=True),
    _route("GET", f"{API}/call/{{id}}/{{id}}"),
    _route("POST", f"{API}/cancel"),
    _route("POST", f"{API}/reset"),
    _route("GET DELETE", MCP),
    _route("POST", MCP, work=True),
    _route("GET", f"{MCP}/schema"),
)


def route_of(method: str, path: str) -> Route | None:
    """The route of a request; None where nothing is to be found."""
    return next((r for r in ROUTES if method in r.methods and r.pattern.fullmatch(path)), None)
