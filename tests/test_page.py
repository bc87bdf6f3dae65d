"""The page as a person uses it, in a real browser over the real assistant."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from assistant.ask import Assistant
from assistant.page import examples_for

sync_api = pytest.importorskip("playwright.sync_api")
Page, expect = sync_api.Page, sync_api.expect

pytestmark = pytest.mark.browser

AMOUNT = "Hoe hoog is de mobiliteitsbonus?"
REFUSED = "Hoe hoog is de AOW-leeftijd?"
Open = Callable[..., Page]


def ask(page: Page, question: str) -> None:
    turns = page.locator(".turn")
    before = turns.count()
    page.get_by_label("Uw vraag", exact=True).fill(question)
    page.get_by_label("Uw vraag", exact=True).press("Enter")
    expect(turns).to_have_count(before + 1)


def last(page: Page):  # type: ignore[no-untyped-def]
    return page.locator(".turn").last


def test_ask_and_read_the_source(open_page: Open) -> None:
    page = open_page()
    ask(page, AMOUNT)
    expect(last(page).locator(".said strong")).to_contain_text(re.compile(r"€ ?\d"))
    mark = last(page).locator(".said .mark").first
    expect(mark).to_have_attribute("aria-pressed", "true")
    quote = page.locator("#source mark").first
    expect(quote).to_be_in_viewport()
    expect(quote).to_contain_text("bonus")
    expect(page.locator("#announcer")).to_contain_text("€")
    # Leave the quote, come back by its mark.
    page.get_by_role("button", name="Vorige passage").click()
    expect(mark).to_have_attribute("aria-pressed", "false")
    shown = page.locator("#source mark").first.inner_text()
    mark.click()
    expect(mark).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#source mark").first).not_to_have_text(shown)
    expect(page.locator("#source mark").first).to_be_in_viewport()


def test_the_quote_in_the_answer_is_what_is_highlighted(open_page: Open) -> None:
    page = open_page()
    ask(page, AMOUNT)
    shown = " ".join(page.locator("#source mark").all_inner_texts())
    said = last(page).locator(".said").inner_text()
    assert shown.rstrip(".;") in said


def test_a_refusal_is_visible_and_has_a_way_on(open_page: Open) -> None:
    page = open_page()
    ask(page, REFUSED)
    expect(last(page).locator(".reply-refused .verdict")).to_be_visible()
    expect(last(page).locator(".notice-step")).to_contain_text("Wat u kunt doen")
    assert not re.search(r"\d", last(page).locator(".said").inner_text())
    near = last(page).locator(".source-button").nth(1)
    near.click()
    expect(near).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#source mark").first).to_be_in_viewport()


def test_a_follow_up_shows_how_it_was_understood(open_page: Open) -> None:
    page = open_page()
    ask(page, AMOUNT)
    ask(page, "En de werkbonus?")
    expect(last(page).locator(".understood")).to_contain_text("werkbonus")
    expect(page.locator(".asked")).to_have_count(2)
    page.get_by_role("button", name="Nieuw gesprek").click()
    expect(page.locator(".turn")).to_have_count(0)
    ask(page, "En de werkbonus?")
    expect(page.locator(".asked")).to_have_count(1)


def test_examples_ask_themselves(open_page: Open, assistant: Assistant) -> None:
    page = open_page()
    for number, example in enumerate(examples_for(assistant.index.documents)):
        page.locator(".example").nth(number).click()
        expect(page.locator(".turn")).to_have_count(len(example.questions))
        kind = ".reply-refused" if example.kind == "Staat er niet in" else ".reply-answered"
        expect(last(page).locator(kind)).to_be_visible()
        page.get_by_role("button", name="Nieuw gesprek").click()
        expect(page.locator(".turn")).to_have_count(0)


def test_by_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#conversation")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".example").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator(".asked")).to_be_focused()
    page.keyboard.press("Tab")
    mark = page.locator(".said .mark").first
    expect(mark).to_be_focused()
    assert mark.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(mark).to_have_attribute("aria-pressed", "true")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.step") == "next":
            break
    before = page.locator("#source mark").first.inner_text()
    page.keyboard.press("Space")
    expect(page.locator("#source mark").first).not_to_have_text(before)
    expect(page.locator('[data-step="next"]')).to_be_focused()


@pytest.mark.parametrize("width", [360, 320])
def test_a_narrow_window_needs_no_sideways_scrolling(open_page: Open, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 640})
    overflow = "document.documentElement.scrollWidth - window.innerWidth"
    assert page.evaluate(overflow) <= 0
    ask(page, AMOUNT)
    assert page.evaluate(overflow) <= 0
    above = last(page).bounding_box()
    below = page.locator("#source").bounding_box()
    assert above
    assert below
    assert below["y"] >= above["y"] + above["height"]
    mark = last(page).locator(".said .mark").first
    mark.click()
    expect(page.locator("#source mark").first).to_be_in_viewport()
    page.get_by_role("button", name="Terug naar het antwoord").first.click()
    expect(mark).to_be_focused()


@pytest.mark.parametrize(
    "question",
    ["   ", "?!", "a" * 1001, "\u202e\u0000"],
    ids=["leeg", "tekens", "lang", "besturing"],
)
def test_what_is_no_question_gets_a_message(open_page: Open, question: str) -> None:
    page = open_page()
    page.get_by_label("Uw vraag", exact=True).fill(question)
    page.get_by_role("button", name="Stel de vraag").click()
    expect(page.locator("#message")).to_be_visible()
    expect(page.locator("#announcer")).to_have_text(page.locator("#message span").inner_text())
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator(".busy")).to_have_count(0)
    ask(page, AMOUNT)
    expect(page.locator("#message")).to_have_count(0)


def test_markup_in_a_question_is_text(open_page: Open) -> None:
    page = open_page()
    hostile = "Hoe hoog is de bonus <img src=x onerror=\"document.title='kwaad'\"><b>?</b>"
    ask(page, hostile)
    expect(page.locator(".asked")).to_contain_text("<img src=x")
    assert page.locator(".turn img, .turn b").count() == 0
    assert page.title() == "Beleidsassistent"


def test_landmarks_language_and_nothing_kept(open_page: Open) -> None:
    page = open_page()
    assert page.evaluate("document.documentElement.lang") == "nl"
    for role in ("banner", "main", "complementary", "contentinfo"):
        expect(page.get_by_role(role)).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_text("Beleidsassistent")
    ask(page, AMOUNT)
    assert page.context.cookies() == []
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "mobiliteitsbonus" not in kept
    expect(
        page.get_by_text(re.compile("Use via API|Built with Gradio|Gebruik via API"))
    ).to_have_count(0)


def test_a_link_can_carry_a_question(open_page: Open) -> None:
    page = open_page("?vraag=Hoe%20hoog%20is%20de%20mobiliteitsbonus%3F")
    expect(page.locator(".asked")).to_have_text(re.compile(re.escape(AMOUNT)))
    expect(page.locator("#source mark").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(open_page: Open, scheme: str) -> None:
    """Every text against the nearest opaque ground: 4.5, or 3 when it is large."""
    page = open_page(color_scheme=scheme, reduced_motion="reduce")
    ask(page, AMOUNT)
    ask(page, REFUSED)
    weak = page.evaluate(_CONTRAST)
    assert weak == []


_CONTRAST = """() => {
  const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => {
    const f = (c) => ((c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const weak = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility() || node.closest(".hidden, script, style, :disabled")) continue;
    const style = getComputedStyle(node);
    const a = light(parse(style.color)), b = light(ground(node));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const large = parseFloat(style.fontSize) >= 24;
    if (ratio < (large ? 3 : 4.5)) weak.push([ratio.toFixed(2), walker.currentNode.data.trim().slice(0, 40)]);
  }
  return weak;
}"""


def test_what_is_cited_of_one_section_stands_under_one_heading(open_page: Open) -> None:
    page = open_page()
    ask(page, "Wat zijn de vier speerpunten van het Masterplan?")
    sources = last(page).locator(".sources .source-button")
    expect(sources).to_have_count(4)
    expect(last(page).locator(".sources .trail")).to_have_count(1)
    sources.nth(2).click()
    expect(sources.nth(2)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#source mark").first).to_contain_text("Binden, boeien")
