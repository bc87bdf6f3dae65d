"""What tests of several folders share: an index of the letter, an assistant over it, a browser."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from assistant.ask import Assistant
    from index.store import PolicyIndex

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@pytest.fixture(scope="session", autouse=True)
def _no_settings_from_outside() -> None:
    """Tests see the defaults, whatever the person who runs them has set."""
    for name in list(os.environ):
        if name.startswith("BELEID_") and name != "BELEID_REQUIRE_BROWSER":
            del os.environ[name]


@pytest.fixture(scope="session")
def letter_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with the built-in corpus and an index folder of this session's own."""
    return Settings(data_dir=tmp_path_factory.mktemp("beleid"))


@pytest.fixture(scope="session")
def assistant(letter_settings: Settings) -> Iterator[Assistant]:
    """An assistant over the built-in corpus."""
    from assistant.ready import ready_assistant

    made = ready_assistant(letter_settings, lambda line: None)
    yield made
    made.index.close()


@pytest.fixture(scope="session")
def letter_index(assistant: Assistant) -> PolicyIndex:
    """The index of the built-in corpus."""
    return assistant.index


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium; without one the test is skipped, or fails where one is required."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        reason = "geen Chromium gevonden (Debian: apt install chromium)"
        if os.environ.get("BELEID_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory of the test's own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def served() -> Iterator[Callable[..., str]]:
    """Serves an assistant under settings by a thread of this process; gives the address."""
    import asyncio

    import uvicorn

    from app import build_server

    started: list[tuple[uvicorn.Server, threading.Thread]] = []

    def serve(assistant: Assistant, settings: Settings | None = None) -> str:
        listening = socket.create_server(("127.0.0.1", 0))
        ready = threading.Event()

        async def run() -> None:
            # Built where its event loop runs: elsewhere Gradio makes loops that it never closes.
            config = uvicorn.Config(
                build_server(assistant, settings),
                log_level="warning",
                proxy_headers=False,
                timeout_graceful_shutdown=1,
            )
            server = uvicorn.Server(config)
            started.append((server, thread))
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            while not server.started and not serving.done():
                await asyncio.sleep(0.02)
            ready.set()
            await serving

        thread = threading.Thread(target=asyncio.run, args=(run(),))
        thread.start()
        assert ready.wait(60)
        return f"http://127.0.0.1:{listening.getsockname()[1]}/"

    yield serve
    for server, thread in started:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def url(assistant: Assistant, served: Callable[..., str]) -> str:
    """The address of the page, served by a thread of this process."""
    return served(assistant)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Headless Chromium."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium,
            args=["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                  "--disable-component-update", "--no-first-run"],
        )  # fmt: skip
        yield started
        started.close()


PATIENCE = 15_000
"""Milliseconds: other tests may have both processors meanwhile."""


@pytest.fixture
def open_page(browser: Browser, url: str) -> Iterator[Callable[..., Page]]:
    """Opens the page; afterwards: no request went elsewhere, no script failed."""
    from playwright.sync_api import expect

    expect.set_options(timeout=PATIENCE)
    contexts, outside, errors = [], [], []

    def open_it(query: str = "", **options: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: outside.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(url + query)
        page.wait_for_selector("#conversation", state="attached")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert [u for u in outside if not u.startswith((url, "data:", "blob:"))] == []
    assert errors == []
