"""Who waits for an answer sees that, and holds up nobody who only reads."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.request import urlopen

import pytest

from assistant.ask import Assistant
from assistant.settings import Settings

expect = pytest.importorskip("playwright.sync_api").expect

SLOW = "Hoe hoog is de werkbonus voor werkgevers?"


@pytest.fixture
def held(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """One question waits until the test lets it go."""
    go = threading.Event()
    whole = assistant.ask

    def ask(turns: Any, **more: Any) -> Any:
        if turns[-1] == SLOW and threading.current_thread() is not threading.main_thread():
            go.wait(30)
        return whole(turns, **more)

    monkeypatch.setattr(assistant, "ask", ask)
    yield go
    go.set()


@pytest.mark.browser
def test_a_waiting_reader_sees_it_and_the_rest_goes_on(
    browser: Any, assistant: Assistant, served: Callable[..., str], held: threading.Event
) -> None:
    assert Settings().at_once == 1
    url = served(assistant, Settings(requests_per_minute=0, mcp=False))
    contexts = [browser.new_context(viewport={"width": 360, "height": 640}) for _ in range(2)]
    first, second = (context.new_page() for context in contexts)
    for tab in (first, second):
        tab.goto(url)
        tab.wait_for_selector("#conversation")
        tab.get_by_label("Uw vraag", exact=True).fill(SLOW)
        tab.get_by_label("Uw vraag", exact=True).press("Enter")
    for tab in (first, second):
        expect(tab.locator("#conversation-column.busy")).to_have_count(1)
        expect(tab.locator("#announcer")).to_have_text("De assistent zoekt in de tekst …")
        shown = "getComputedStyle(document.querySelector('#composer'), '::after').content"
        assert "zoekt in de tekst" in tab.evaluate(shown)
        expect(tab.locator("#announcer")).to_contain_text("duurt langer")
        assert "duurt langer" in tab.evaluate(shown)
    started = time.monotonic()
    with urlopen(f"{url}health", timeout=10) as answer:
        assert json.load(answer)["status"] == "ok"
    first.locator("#source summary").click()
    first.locator("#source .outline button").nth(3).click()
    expect(first.locator("#source .paper")).to_be_visible()
    assert time.monotonic() - started < 10
    held.set()
    for tab in (first, second):
        expect(tab.locator(".turn")).to_have_count(1)
        expect(tab.locator("#conversation-column.busy")).to_have_count(0)
    for context in contexts:
        context.close()


@pytest.mark.browser
def test_a_reader_hears_in_dutch_that_the_server_is_away(browser: Any, url: str) -> None:
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(url)
    tab.wait_for_selector("#conversation")
    tab.route("**/gradio_api/**", lambda route: route.abort())
    box = tab.get_by_label("Uw vraag", exact=True)
    box.fill(SLOW)
    box.press("Enter")
    expect(tab.locator("[data-testid=toast-text]")).to_contain_text("De verbinding is weg")
    expect(tab.locator("#announcer")).to_contain_text("Stel uw vraag dan nog een keer")
    expect(tab.locator("#conversation-column.busy")).to_have_count(0)
    expect(box).to_have_value(SLOW)
    tab.wait_for_timeout(4500)  # nobody is told that the question has arrived
    shown = "getComputedStyle(document.querySelector('#composer'), '::after').content"
    assert "De verbinding is weg" in tab.evaluate(shown)
    expect(tab.locator("body")).not_to_contain_text("Connection")
    expect(tab.get_by_role("button", name="Sluiten", exact=True)).to_have_count(1)
    context.close()


@pytest.mark.browser
def test_a_fault_in_the_program_leaves_nobody_waiting(
    browser: Any,
    assistant: Assistant,
    url: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("een fout in het programma")

    context = browser.new_context()
    tab = context.new_page()
    tab.goto(url)
    tab.wait_for_selector("#conversation")
    box = tab.get_by_label("Uw vraag", exact=True)
    with monkeypatch.context() as patched:
        patched.setattr(assistant, "ask", broken)
        box.fill(SLOW)
        box.press("Enter")
        expect(tab.locator("#message")).to_contain_text("Er ging iets mis")
    expect(tab.locator("#announcer")).to_contain_text("Er ging iets mis")
    expect(tab.locator("#conversation-column.busy")).to_have_count(0)
    expect(box).to_have_value(SLOW)
    assert "een fout in het programma" in capfd.readouterr().err
    box.press("Enter")
    expect(tab.locator(".turn")).to_have_count(1)
    expect(tab.locator("#message")).to_have_count(0)
    context.close()
