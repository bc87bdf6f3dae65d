"""What a reader sees when the server has had enough."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from assistant.ask import Assistant
from assistant.settings import Settings

expect = pytest.importorskip("playwright.sync_api").expect

QUESTION = "Hoe hoog is de mobiliteitsbonus?"


@pytest.fixture(scope="module")
def strict(assistant: Assistant, served: Callable[..., str]) -> str:
    return served(
        assistant,
        Settings(
            requests_per_minute=3,
        ),
    )


@pytest.mark.browser
def test_a_reader_who_asks_too_often_sees_when_to_come_back(browser: Any, strict: str) -> None:
    context = browser.new_context()
    context.set_default_timeout(15_000)
    tab = context.new_page()
    tab.goto(strict)
    tab.wait_for_selector("#conversation")
    box = tab.get_by_label("Uw vraag", exact=True)
    for number in (1, 2, 3):  # to open the page is no request
        box.fill(QUESTION)
        box.press("Enter")
        expect(tab.locator(".turn")).to_have_count(number)
    box.fill(QUESTION)
    box.press("Enter")
    shown = re.compile(
        "U stelt veel vragen achter elkaar. Probeer het over [0-9]+ seconden opnieuw"
    )
    expect(tab.locator("body")).to_contain_text(shown)
    expect(tab.locator("#announcer")).to_have_text(shown)
    expect(box).to_have_value(QUESTION)
    expect(tab.locator("#conversation-column.busy")).to_have_count(0)
    context.close()


def test_a_program_that_asks_too_often_hears_it_too(
    assistant: Assistant, served: Callable[..., str]
) -> None:
    where = served(assistant, Settings(requests_per_minute=1))
    request = Request(
        f"{where}gradio_api/run/ask",
        json.dumps({"data": [QUESTION, []]}).encode(),
        {"content-type": "application/json"},
    )
    urlopen(request, timeout=30).close()
    with pytest.raises(HTTPError) as refused:
        urlopen(request, timeout=30)
    with refused.value as response:
        assert response.status == 429
        assert int(response.headers["retry-after"]) > 0
        assert "veel vragen" in json.load(response)["detail"]


@pytest.mark.browser
def test_a_question_that_is_too_long_stays_in_the_box(
    browser: Any, assistant: Assistant, served: Callable[..., str]
) -> None:
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(served(assistant, Settings(requests_per_minute=0)))
    box = tab.get_by_label("Uw vraag", exact=True)
    box.fill("bonus " * 200)
    box.press("Enter")
    expect(tab.locator("#message")).to_contain_text("te lang")
    expect(box).to_have_value("bonus " * 200)
    context.close()


def test_the_question_box_does_not_lie_over_the_message(
    browser: Any, assistant: Assistant, served: Callable[..., str]
) -> None:
    """After an answer, where the box stays at the foot of the window."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.goto(served(assistant, Settings(requests_per_minute=0)))
    box = tab.get_by_label("Uw vraag", exact=True)
    box.fill("Hoe hoog is de werkbonus?")
    box.press("Enter")
    expect(tab.locator(".reply-answered")).to_be_visible()
    box.fill("bonus " * 200)
    box.press("Enter")
    expect(tab.locator("#message")).to_contain_text("te lang")
    tab.wait_for_function(
        "document.querySelector('#message').getBoundingClientRect().bottom"
        " <= document.querySelector('#composer').getBoundingClientRect().top"
    )
    context.close()


@pytest.mark.browser
def test_an_address_that_does_not_exist_leads_back(
    browser: Any, assistant: Assistant, served: Callable[..., str]
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    tab = context.new_page()
    refused: list[str] = []
    tab.on("requestfailed", lambda request: refused.append(request.url))
    tab.on("response", lambda r: refused.append(r.url) if r.status >= 400 else None)
    tab.goto(f"{served(assistant, Settings(mcp=False))}bestaat-niet")
    expect(tab.get_by_role("heading")).to_have_text("Deze pagina bestaat niet.")
    assert [address.rsplit("/", 1)[1] for address in refused] == ["bestaat-niet"]
    tab.get_by_role("link").click()
    expect(tab.get_by_label("Uw vraag", exact=True)).to_be_visible()
    context.close()
