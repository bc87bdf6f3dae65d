from __future__ import annotations

import asyncio
from typing import Any

import pytest

from assistant.http_proxy import Proxied


def through(
    proxied: dict[str, str], client: str, path: str = "/x", query: bytes = b"", **said: str
) -> Any:
    """What the application behind it sees; the redirect where it is not asked."""
    seen: list[Any] = []
    sent: list[Any] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope)

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(k.replace("_", "-").encode(), v.encode("latin-1")) for k, v in said.items()]
    scope = {
        "type": "http", "path": path, "query_string": query, "scheme": "http",
        "client": (client, 1), "headers": headers,
    }  # fmt: skip
    asyncio.run(Proxied(inner, **proxied)(scope, None, send))  # type: ignore[arg-type]
    return seen[0] if seen else sent[0]


@pytest.mark.parametrize(
    ("said", "visitor"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("1.1.1.1, 203.0.113.9", "203.0.113.9"),  # the first the visitor may have made up
        ("203.0.113.9, 10.1.2.3", "203.0.113.9"),  # the last is a proxy of ours
        ("203.0.113.9:4711", "203.0.113.9"),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("10.1.2.3", "10.1.2.3"),
        ("<script>alert(1)</script>", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
def test_a_trusted_proxy_says_who_the_visitor_is(said: str, visitor: str) -> None:
    trusted = {"trusted": "127.0.0.1, 10.0.0.0/8"}
    assert through(trusted, "127.0.0.1", x_forwarded_for=said)["client"][0] == visitor


def test_nobody_else_is_believed() -> None:
    seen = through(
        {"trusted": "127.0.0.1"}, "198.51.100.1",
        x_forwarded_for="203.0.113.9", x_forwarded_host="evil.example",
        x_forwarded_proto="https", x_gradio_server="http://evil.example", accept="*/*",
    )  # fmt: skip
    assert seen["client"][0] == "198.51.100.1"
    assert seen["headers"] == [(b"accept", b"*/*")]
    assert seen["scheme"] == "http"


def test_what_a_proxy_passes_on_must_look_right() -> None:
    good = through({"trusted": "127.0.0.1"}, "127.0.0.1", x_forwarded_host="beleid.example:8443", x_forwarded_proto="https")  # fmt: skip
    assert good["scheme"] == "https"
    assert len(good["headers"]) == 2
    bad = through(
        {"trusted": "127.0.0.1"}, "127.0.0.1",
        x_forwarded_host='a"><script>alert(1)</script>', x_forwarded_proto="javascript",
        x_gradio_server="http://evil.example",
    )  # fmt: skip
    assert bad["headers"] == []


@pytest.mark.parametrize("path", ["/x/y", "/beleid/x/y"])
def test_the_prefix_may_be_left_on_or_taken_off(path: str) -> None:
    seen = through({"root_path": "/beleid"}, "10.0.0.1", path)
    assert (seen["path"], seen["root_path"]) == ("/beleid/x/y", "/beleid")


def test_the_prefix_alone_gets_its_slash() -> None:
    sent = through({"root_path": "/a/beleid"}, "10.0.0.1", "/a/beleid", b"vraag=x")
    assert sent["status"] == 307
    assert dict(sent["headers"])[b"location"] == b"beleid/?vraag=x"


def test_a_longer_name_is_not_the_prefix() -> None:
    assert through({"root_path": "/beleid"}, "10.0.0.1", "/beleidsnota")["path"] == "/beleid/beleidsnota"  # fmt: skip
