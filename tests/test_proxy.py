"""Behind a reverse proxy with a path prefix, in a real browser."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.request import Request, urlopen

import pytest
from gradio_client import Client

from assistant.ask import Assistant
from assistant.settings import Settings

PREFIX = "/advies/beleid"
HOP = {"connection", "transfer-encoding", "content-length", "keep-alive"}


def proxy_to(upstream: str, *, strips: bool) -> ThreadingHTTPServer:
    """A small reverse proxy with what docs/operate.md tells nginx to send along."""
    host = upstream.removeprefix("http://").rstrip("/")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def pass_on(self) -> None:
            path = self.path
            if not path.startswith(PREFIX):
                self.send_error(404)
                return
            if strips:
                path = path.removeprefix(PREFIX)
                if not path.startswith("/"):  # as nginx does for a location that ends in a slash
                    self.send_response_only(301)
                    self.send_header("Location", f"{PREFIX}/{path}")
                    self.end_headers()
                    return
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            line = http.client.HTTPConnection(host, timeout=30)
            sent = {k: v for k, v in self.headers.items() if k.lower() not in HOP}
            line.request(self.command, path, body or None, {**sent, "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http"})  # fmt: skip
            answer = line.getresponse()
            self.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in HOP:
                    self.send_header(name, value)
            self.end_headers()
            try:
                while chunk := answer.read1():
                    self.wfile.write(chunk)
                    self.wfile.flush()
            except OSError:
                pass  # the browser went away
            line.close()

        do_GET = do_POST = do_HEAD = pass_on

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)


@pytest.fixture(scope="module")
def upstream(assistant: Assistant, served: Callable[..., str]) -> str:
    return served(assistant, Settings(root_path=PREFIX, requests_per_minute=0))


@pytest.fixture(params=[True, False], ids=["strips", "keeps"])
def public(request: pytest.FixtureRequest, upstream: str) -> Iterator[str]:
    proxy = proxy_to(upstream, strips=request.param)
    thread = threading.Thread(target=proxy.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{proxy.server_port}{PREFIX}/"
    proxy.shutdown()
    proxy.server_close()


@pytest.mark.browser
def test_the_page_works_below_a_prefix(browser: Any, public: str) -> None:
    context = browser.new_context()
    tab = context.new_page()
    asked, failed = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("response", lambda r: failed.append((r.status, r.url)) if r.status >= 400 else None)
    tab.goto(public.rstrip("/") + "?vraag=Hoe+hoog+is+de+mobiliteitsbonus%3F")
    tab.wait_for_selector(".turn")
    assert "3500" in tab.locator(".turn").inner_text()
    context.close()
    assert [url for url in asked if not url.startswith((public, public.rstrip("/") + "?", "data:", "blob:"))] == []  # fmt: skip
    assert failed == []


def test_programs_find_their_way_below_a_prefix(public: str) -> None:
    with urlopen(f"{public}health", timeout=30) as response:
        assert json.load(response)["status"] == "ok"
    request = Request(
        f"{public}gradio_api/run/ask",
        json.dumps({"data": ["Hoe hoog is de mobiliteitsbonus?", []]}).encode(),
        {"content-type": "application/json"},
    )
    with urlopen(request, timeout=30) as response:
        assert json.load(response)["data"][0]["status"] == "answered"
    client = Client(public, verbose=False, analytics_enabled=False)
    try:
        hits = client.predict("mobiliteitsbonus", 2, api_name="/search")
    finally:
        client.close()
    assert len(hits) == 2


def test_each_visitor_behind_the_proxy_has_a_limit_of_their_own(
    assistant: Assistant, served: Callable[..., str]
) -> None:
    where = served(assistant, Settings(requests_per_minute=2))

    def status(visitor: str) -> int:
        line = http.client.HTTPConnection(where.removeprefix("http://").rstrip("/"), timeout=30)
        body = json.dumps({"data": ["x", None]})
        line.request("POST", "/gradio_api/run/ask", body, {"content-type": "application/json", "X-Forwarded-For": visitor})  # fmt: skip
        found = line.getresponse()
        found.read()
        line.close()
        return found.status

    assert [status("203.0.113.1") for _ in range(3)] == [200, 200, 429]
    assert status("203.0.113.2") == 200
