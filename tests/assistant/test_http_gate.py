from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from assistant.http_gate import MOST_BYTES, MOST_VISITORS, Gate, Limiter, visitor_of
from assistant.http_routes import ROUTES, route_of

JOIN = "/gradio_api/queue/join"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def inner(scope: Any, receive: Any, send: Any) -> None:
    """Answers with the body and the names of the headers it was given."""
    body = (await receive())["body"] if scope["method"] == "POST" else b""
    await send({"type": "http.response.start", "status": 200, "headers": scope["headers"]})
    await send({"type": "http.response.body", "body": body})


def call(
    gate: Gate,
    method: str,
    path: str,
    *,
    parts: tuple[bytes, ...] = (b"",),
    client: str = "10.0.0.1",
    headers: tuple[tuple[bytes, bytes], ...] = (),
    root_path: str = "",
) -> tuple[int, dict[bytes, bytes], bytes]:
    sent: list[Any] = []
    waiting = list(parts)

    async def receive() -> Any:
        body = waiting.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": method, "path": path, "root_path": root_path,
        "client": (client, 1), "headers": list(headers),
    }  # fmt: skip
    asyncio.run(gate(scope, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/gradio_api/upload"),
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/gradio_api/file/etc/passwd"),
        ("GET", "/gradio_api/proxy=http://example.org"),
        ("GET", "/gradio_api/deep_link"),
        ("POST", "/gradio_api/component_server"),
        ("POST", "/gradio_api/process_recording"),
        ("POST", "/gradio_api/vibe-edit"),
        ("GET", "/gradio_api/dev/reload"),
        ("GET", "/monitoring"),
        ("GET", "/monitoring/summary"),
        ("POST", "/login"),
        ("GET", "/gradio_api/runs"),
        ("OPTIONS", JOIN),
        ("GET", JOIN),
        ("POST", "/"),
        ("GET", "/Hoe hoog is de bonus?"),
    ],
)
def test_what_nobody_needs_is_not_there(method: str, path: str) -> None:
    status, _, body = call(Gate(inner, 0), method, path)
    assert status == 404
    assert json.loads(body)["detail"] == "Deze pagina bestaat niet."


def test_a_person_who_followed_a_link_gets_a_page_with_a_way_on() -> None:
    accepts = ((b"accept", b"text/html,application/xhtml+xml"),)
    status, headers, body = call(Gate(inner, 0), "GET", "/<script>weg", headers=accepts)
    assert status == 404
    assert headers[b"content-type"].startswith(b"text/html")
    page = body.decode()
    assert 'lang="nl"' in page
    assert "Deze pagina bestaat niet." in page
    assert 'href="/"' in page
    assert "<script" not in page


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.label)
def test_what_the_page_needs_is_let_through(route: Any) -> None:
    path = route.label.replace("{id}", "naam").replace("{path}", "map/naam.js")
    for method in route.methods:
        assert route_of(method, path) is route
        assert call(Gate(inner, 0), method, path)[0] == 200
        assert call(Gate(inner, 0), method, "/beleid" + path, root_path="/beleid")[0] == 200


def test_the_body_arrives_whole_and_an_endless_one_does_not() -> None:
    assert call(Gate(inner, 0), "POST", JOIN, parts=(b"een", b"twee"))[2] == b"eentwee"
    status, _, body = call(Gate(inner, 0), "POST", JOIN, parts=(b"x" * MOST_BYTES, b"x", b"x"))
    assert status == 413
    assert "te veel tekst" in json.loads(body)["detail"]


def test_another_site_gets_no_permission_to_ask_here() -> None:
    _, headers, _ = call(Gate(inner, 0), "POST", JOIN, headers=((b"Origin", b"http://x"), (b"a", b"b")))  # fmt: skip
    assert headers == {b"a": b"b"}


def test_who_asks_too_often_hears_when_to_come_back() -> None:
    gate = Gate(inner, 2)
    assert [call(gate, "POST", JOIN)[0] for _ in range(3)] == [200, 200, 429]
    status, headers, body = call(gate, "POST", JOIN)
    assert 0 < int(headers[b"retry-after"]) <= 60
    assert f"over {int(headers[b'retry-after'])} seconden" in json.loads(body)["detail"]
    assert status == 429
    assert call(gate, "GET", "/")[0] == 200, "looking is not asking"
    assert call(gate, "POST", JOIN, client="10.0.0.2")[0] == 200, "someone else may ask"
    assert {call(Gate(inner, 0), "POST", JOIN)[0] for _ in range(3)} == {200}, "0 is no limit"


def test_when_no_more_can_wait_it_says_so_and_looking_goes_on() -> None:
    full = Gate(inner, 0, full=lambda: True)
    status, headers, body = call(full, "POST", JOIN)
    assert (status, headers[b"retry-after"]) == (429, b"60")
    assert "te druk" in json.loads(body)["detail"]
    assert call(full, "GET", "/")[0] == 200


def test_the_limit_is_of_any_minute() -> None:
    clock = Clock()
    limiter = Limiter(2, clock)
    assert limiter.wait("a") == 0
    clock.now += 40
    assert limiter.wait("a") == 0
    assert limiter.wait("a") == 20
    clock.now += 19
    assert limiter.wait("a") == 1
    clock.now += 1
    assert limiter.wait("a") == 0
    assert limiter.wait("a") == 40


def test_the_limiter_remembers_no_more_visitors_than_it_can_hold() -> None:
    limiter = Limiter(1, Clock())
    assert limiter.wait("0") == 0
    for number in range(1, MOST_VISITORS + 1):
        limiter.wait(str(number))
    assert limiter.wait(str(MOST_VISITORS)) > 0
    assert limiter.wait("0") == 0, "forgotten: it was away longest"


@pytest.mark.parametrize(
    ("host", "visitor"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
    ],
)
def test_a_visitor_is_an_address_or_a_network_of_one(host: str, visitor: str) -> None:
    assert visitor_of({"client": (host, 1)}) == visitor


def test_without_mcp_its_address_says_how_to_get_it() -> None:
    status, _, body = call(Gate(inner, 0, mcp=False), "POST", "/gradio_api/mcp/")
    assert status == 404
    assert 'pip install ".[mcp]"' in json.loads(body)["detail"]
