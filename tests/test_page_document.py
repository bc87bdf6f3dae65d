"""The tabs Document and Over as a person uses them, and the links that lead there."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

sync_api = pytest.importorskip("playwright.sync_api")
Page, expect = sync_api.Page, sync_api.expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
LETTER = "kabinetsreactie-masterplan-beta-technologie"
CALM = {"reduced_motion": "reduce"}


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def test_the_outline_leads_to_every_section(open_page: Open) -> None:
    page = open_page(**CALM)
    tab(page, "Document")
    links = page.locator(".contents a")
    expect(links).to_have_count(18)
    for number in (3, 18):
        links.nth(number - 1).click()
        heading = page.locator(f"#sectie-{number} .part-head").locator("h3, h4, h5, h6")
        expect(heading).to_be_focused()
        expect(heading).to_be_in_viewport()
        expect(heading).to_have_text(links.nth(number - 1).inner_text())
        assert page.url.endswith(f"?document={LETTER}&sectie={number}")


def test_a_link_to_a_section_or_a_passage_opens_the_document_there(open_page: Open) -> None:
    page = open_page(f"?document={LETTER}&sectie=13", **CALM)
    expect(page.get_by_role("tab", name="Document")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#sectie-13 h5")).to_be_focused()
    expect(page.locator("#sectie-13 h5")).to_be_in_viewport()
    page = open_page(f"?passage={LETTER}%2300067", **CALM)
    expect(page.locator("#reading mark")).to_be_focused()
    expect(page.locator("#reading mark")).to_be_in_viewport()
    expect(page.locator("#reading mark")).to_contain_text("mobiliteitsbonus van € 3500")


def test_from_an_answer_to_the_whole_document_and_back(open_page: Open) -> None:
    page = open_page("?vraag=Hoe hoog is de mobiliteitsbonus?", **CALM)
    expect(page.locator("#source mark")).to_be_visible()
    link = page.get_by_role("link", name="Lees dit in het hele document")
    href = link.get_attribute("href")
    link.click()
    mark = page.locator("#reading mark")
    expect(mark).to_be_focused()
    expect(mark).to_contain_text("€ 3500")
    expect(page.locator("#source")).to_be_hidden()
    tab(page, "Vraag")
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator("#source mark")).to_be_visible()
    link.click()  # a second time, to the same place
    expect(mark).to_be_focused()
    expect(mark).to_be_in_viewport()
    # The link itself says the same to somebody else.
    other = open_page(href, **CALM)
    expect(other.locator("#reading mark")).to_contain_text("€ 3500")


def test_search_counts_marks_and_walks(open_page: Open) -> None:
    page = open_page(**CALM)
    tab(page, "Document")
    words = page.get_by_label("Zoek in de tekst")
    expect(page.locator("#sectie-1")).to_be_visible()
    before = page.locator("#reading .paper").inner_text()
    words.fill("MOBILITEITSBONUS")
    expect(page.locator("#finder-count")).to_have_text("2 plaatsen")
    expect(page.locator("#announcer")).to_have_text("2 plaatsen")
    words.press("Enter")
    expect(page.locator("#finder-count")).to_have_text("1 van 2 plaatsen")
    expect(page.locator("mark.here")).to_be_in_viewport()
    page.get_by_role("button", name="Vorige plaats").click()
    expect(page.locator("#finder-count")).to_have_text("2 van 2 plaatsen")
    words.fill("beta")  # without the accent
    expect(page.locator("#finder-count")).to_have_text(re.compile(r"\d+ plaatsen"))
    assert "bèta" in page.locator("mark.found").all_inner_texts()
    words.fill("2011 kondigt")  # across the mark of a footnote
    expect(page.locator("#finder-count")).to_have_text("1 plaats")
    words.fill("<b>")
    expect(page.locator("#finder-count")).to_contain_text("Niet gevonden")
    words.fill("")
    expect(page.locator("mark")).to_have_count(0)
    assert page.locator("#reading .paper").inner_text() == before


def test_tabs_by_keyboard(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("tab", name="Vraag").focus()
    for key, name in (("ArrowLeft", "Over"), ("ArrowLeft", "Document"), ("Home", "Vraag"), ("End", "Over")):  # fmt: skip
        page.keyboard.press(key)
        chosen = page.get_by_role("tab", name=name)
        expect(chosen).to_be_focused()
        expect(chosen).to_have_attribute("aria-selected", "true")
        panel = page.locator("#" + (chosen.get_attribute("aria-controls") or ""))
        expect(panel).to_be_visible()
        expect(panel).to_have_attribute("role", "tabpanel")
        assert panel.get_attribute("aria-labelledby") == chosen.get_attribute("id")
    expect(page.locator("[role=tab][tabindex='0']")).to_have_count(1)
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#about")).to_be_focused()


def test_about_says_what_it_is_and_how_well_it_does(open_page: Open) -> None:
    page = open_page()
    tab(page, "Over")
    about = page.locator("#about")
    expect(about).to_contain_text("artikel 50")
    expect(about.get_by_role("row")).to_have_count(8)
    expect(about.get_by_role("row").nth(1)).to_contain_text(re.compile(r"\d+%.*\d+% tot \d+%"))
    expect(about).to_contain_text("nog geen contactadres")


def test_the_whole_document_can_be_printed_clean(open_page: Open) -> None:
    page = open_page(f"?document={LETTER}", **CALM)
    expect(page.locator("#sectie-18")).to_be_visible()
    page.emulate_media(media="print")
    for away in ("#tabs", ".reading-tools", ".anchor", ".disclosure", "#composer"):
        expect(page.locator(away).first).to_be_hidden()
    expect(page.locator("#sectie-18")).to_be_visible()


def test_in_a_narrow_window_the_next_place_stays_in_reach(open_page: Open) -> None:
    page = open_page(**CALM, viewport={"width": 360, "height": 640})
    tab(page, "Document")
    box = page.get_by_label("Zoek in de tekst")
    box.fill("bonus")
    box.press("Enter")
    for number in (2, 3):
        button = page.get_by_role("button", name="Volgende plaats")
        expect(button).to_be_in_viewport()
        button.click()
        here = page.locator("mark.here")
        expect(here).to_be_in_viewport()
        expect(page.locator("#finder-count")).to_contain_text(f"{number} van")
        below = "document.querySelector('#finder').getBoundingClientRect().bottom"
        assert here.bounding_box()["y"] >= page.evaluate(below)
    page.locator(".contents a").nth(5).click()
    heading = page.locator("#sectie-6 .part-head").locator("h3, h4, h5, h6")
    expect(heading).to_be_in_viewport()
    assert heading.bounding_box()["y"] >= page.evaluate(below)
