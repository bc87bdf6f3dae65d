"""axe-core finds nothing, on every tab and in every state, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.ask import Assistant
from assistant.settings import Settings

sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
Page, expect = sync_api.Page, sync_api.expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
LOOKS = {
    "licht": {},
    "donker": {"color_scheme": "dark"},
    "smal": {"viewport": {"width": 320, "height": 640}},
}
CONFLICT = "Wat is het inkomenscriterium voor kennismigranten onder de 30 jaar?"


@pytest.fixture(scope="module")
def url(
    assistant: Assistant,
    served: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """The page with all it can show: feedback and a contact address too."""
    data: Path = tmp_path_factory.mktemp("axe")
    return served(
        assistant,
        Settings(feedback=True, contact="a@b.nl", data_dir=data, requests_per_minute=0, mcp=False),
    )


def ask(page: Page, question: str) -> None:
    page.get_by_label("Uw vraag", exact=True).fill(question)
    page.get_by_label("Uw vraag", exact=True).press("Enter")


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def states(page: Page) -> Iterator[str]:
    """Brings the page from state to state; the name is for the report."""
    expect(page.locator(".loading")).to_have_count(
        0
    )  # Gradio's own word before its parts are there
    yield "voor de eerste vraag"
    page.locator("#source summary").click()
    yield "inhoud in het bronpaneel"
    ask(page, "Hoe hoog is de werkbonus?")
    expect(page.locator(".reply-answered")).to_be_visible()
    yield "antwoord met vervolgvragen"
    page.locator(".judge summary").click()
    yield "oordeel open"
    page.get_by_label("Klopt", exact=True).check()
    page.get_by_role("button", name="Verstuur oordeel").click()
    expect(page.locator(".judged")).to_be_visible()
    yield "oordeel verstuurd"
    ask(page, CONFLICT)
    expect(page.locator(".turn .notice-conflict")).to_be_visible()
    yield "verschillende bedragen"
    ask(page, "Ik neem een werkloze van 58 jaar aan, krijg ik dan een bonus?")
    expect(page.locator(".offer")).to_be_visible()
    yield "aanbod van de Regelingcheck"
    ask(page, "Mijn BSN is 111222333. Hoe hoog is de AOW-leeftijd?")
    expect(page.locator(".reply-refused")).to_be_visible()
    expect(page.locator(".notice-personal_data")).to_be_visible()
    yield "weigering, persoonsgegevens"
    ask(page, "?!")
    expect(page.locator("#message")).to_be_visible()
    yield "geen vraag"
    page.locator(".offer button").click()
    expect(page.locator("#check .outcome-heading").first).to_be_visible()
    yield "Regelingcheck met uitkomst"
    page.get_by_label("Hoe oud is de werknemer?").fill("580")
    page.get_by_label("Hoe oud is de werknemer?").press("Tab")
    expect(page.locator("#check .message")).to_be_visible()
    yield "Regelingcheck, fout"
    tab(page, "Document")
    expect(page.locator("#sectie-1")).to_be_visible()
    yield "document"
    page.get_by_label("Zoek in de tekst").fill("bonus")
    page.get_by_label("Zoek in de tekst").press("Enter")
    expect(page.locator("mark.here").first).to_be_visible()
    yield "document, gezocht"
    tab(page, "Over")
    expect(page.locator("#about")).to_be_visible()
    yield "over"


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(open_page: Open, look: str) -> None:
    page = open_page(reduced_motion="reduce", **LOOKS[look])
    found: list[tuple[str, str, Any]] = []
    seen = 0
    for state in states(page):
        seen += 1
        for violation in axe.Axe().run(page).response["violations"]:
            nodes = [node["html"][:160] for node in violation["nodes"][:3]]
            found.append((state, violation["id"], nodes))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state
    assert found == []
    assert seen == 14


def test_axe_would_find_something(open_page: Open) -> None:
    page = open_page()
    page.evaluate("document.querySelector('.site-header img').removeAttribute('alt')")
    assert [v["id"] for v in axe.Axe().run(page).response["violations"]] == ["image-alt"]


def test_a_link_that_leads_nowhere(open_page: Open) -> None:
    page = open_page("?passage=weg%2300001")
    expect(page.locator("#reading .message")).to_contain_text("staat niet (meer)")
    assert axe.Axe().run(page).response["violations"] == []
