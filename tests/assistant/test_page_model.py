"""The page with a model: what streams, the switch to literal answers, and every fault, in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.ask import Assistant
from assistant.model import open_model
from assistant.settings import Settings

pytest.importorskip("langchain_openai", reason="extra 'model' is not installed")
sync_api = pytest.importorskip("playwright.sync_api")
Page, expect = sync_api.Page, sync_api.expect

pytestmark = pytest.mark.browser

QUESTION = "Hoe hoog is de mobiliteitsbonus?"
GOOD = "De enkele mobiliteitsbonus is € 3500 bij het aannemen van een werknemer boven 55 jaar"
LIMIT = 2.0
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def phrased(phrasing: Callable[..., Any]) -> Any:
    return phrasing("say")


@pytest.fixture(scope="module")
def url(phrased: Any, served: Callable[..., str]) -> str:
    """The page over the assistant with a model, instead of the plain one."""
    return served(phrased)


@pytest.fixture
def use(phrased: Any, model_server: Any) -> Callable[..., None]:
    def choose(name: str, seconds: float = LIMIT) -> None:
        phrased.phraser.model = open_model(f"openai:{name}", model_server.url, seconds)

    return choose


def ask(page: Page, question: str = QUESTION) -> None:
    page.get_by_label("Uw vraag", exact=True).fill(question)
    page.get_by_label("Uw vraag", exact=True).press("Enter")


def test_a_phrased_answer_says_who_phrased_it(
    open_page: Open, use: Callable[..., None], model_server: Any
) -> None:
    use("say")
    model_server.say(f"{GOOD} [B1].")
    page = open_page()
    expect(page.locator("#literal")).to_contain_text("openai:say")
    expect(page.locator(".site-footer")).to_contain_text("gaan naar het taalmodel openai:say")
    ask(page)
    said = page.locator(".turn .said")
    expect(said).to_contain_text("bij het aannemen van een werknemer boven 55 jaar")
    expect(said.locator(".mark")).to_have_count(1)
    expect(page.locator(".notice-model")).to_contain_text("openai:say")
    expect(page.locator(".confidence")).to_contain_text("seconden")
    expect(page.locator(".growing")).to_have_count(0)
    expect(page.locator("#source mark").first).to_be_in_viewport()


def test_sentences_come_one_by_one(
    open_page: Open, use: Callable[..., None], model_server: Any
) -> None:
    use("paced", 10)
    model_server.say(
        f"{GOOD} [B1]. De bonus is € 9999 [B1]. Voor een werkzoekende boven 50 jaar is er een dubbele bonus [B1]."
    )
    page = open_page()
    ask(page)
    expect(page.locator(".growing")).to_be_visible()
    expect(page.locator(".turn .said")).to_contain_text("3500")
    assert "9999" not in page.locator(".turn").inner_text()
    expect(page.locator(".growing")).to_have_count(0, timeout=10_000)
    expect(page.locator(".turn .said")).to_contain_text("dubbele bonus")
    assert "9999" not in page.locator(".turn").inner_text()
    expect(page.locator(".notice-model")).to_contain_text("1 zin klopte niet")


def test_the_switch_back_to_literal_answers(
    open_page: Open, use: Callable[..., None], model_server: Any, assistant: Assistant
) -> None:
    use("say")
    model_server.say(f"{GOOD} [B1].")
    page = open_page()
    page.get_by_label("Letterlijke antwoorden").check()
    before = model_server.seen()["seen"]["say"]
    ask(page)
    expect(page.locator(".turn .said")).to_contain_text("„Werkgevers krijgen een enkele")
    expect(page.locator(".notice-model")).to_have_count(0)
    assert model_server.seen()["seen"]["say"] == before


@pytest.mark.parametrize(
    "name",
    ["slow", "slow_headers", "stalled", "cut", "unauthorised", "unknown_model", "busy", "broken",
     "garbled", "empty", "only_thinking", "endless", "dripping", "language", "declined", "json"],
)  # fmt: skip
def test_each_fault_ends_in_an_answer(name: str, open_page: Open, use: Callable[..., None]) -> None:
    use(name)
    page = open_page()
    ask(page)
    expect(page.locator(".notice-model")).to_contain_text(
        "Dit antwoord is letterlijk", timeout=(LIMIT + 3) * 1000
    )
    expect(page.locator(".turn .said")).to_contain_text("€ 3500")
    expect(page.locator("#conversation-column")).not_to_have_class("busy")


def test_without_a_model_there_is_no_switch(assistant: Assistant) -> None:
    from assistant.page_gradio import build_blocks

    labels = [
        getattr(block, "label", None)
        for block in build_blocks(assistant, Settings()).blocks.values()
    ]
    assert "Letterlijke antwoorden, zonder taalmodel" not in labels
