"""The Regelingcheck as a person uses it, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest

sync_api = pytest.importorskip("playwright.sync_api")
Page, expect = sync_api.Page, sync_api.expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
WIDTHS = [{"width": 1280, "height": 900}, {"width": 360, "height": 740}]
POSSIBLE = "Mogelijk van toepassing"
DAY = "Op welke datum wilt u het weten?"
AGE = "Hoe oud is de werknemer?"


def open_check(page: Page) -> None:
    page.get_by_role("tab", name="Regelingcheck").click()
    page.get_by_label(DAY).fill("2013-06-01")
    page.get_by_label(DAY).press("Tab")
    page.get_by_label("Waar gaat het om?").select_option(label="Ik neem iemand aan")


def group(page: Page, outcome: str) -> Page:
    heading = page.locator(".outcome-heading", has_text=outcome)
    return page.locator(".schemes").nth(
        page.locator(".outcome-heading").all_inner_texts().index(heading.inner_text())
    )


@pytest.mark.parametrize("viewport", WIDTHS)
def test_the_outcome_changes_as_facts_are_added(open_page: Open, viewport: dict[str, int]) -> None:
    page = open_page(viewport=viewport)
    open_check(page)
    expect(page.locator(".outcome-heading", has_text=POSSIBLE)).to_have_count(0)
    page.get_by_label(AGE).fill("58")
    page.get_by_label(AGE).press("Tab")
    expect(page.locator(".outcome-heading", has_text=POSSIBLE)).to_have_text(f"{POSSIBLE} (1)")
    expect(group(page, POSSIBLE)).to_contain_text("Mobiliteitsbonus (enkel)")
    page.get_by_label(AGE).fill("55")  # above 55 is not 55
    page.get_by_label(AGE).press("Tab")
    expect(page.locator(".outcome-heading", has_text=POSSIBLE)).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("viewport", WIDTHS)
def test_each_quote_opens_in_the_source(open_page: Open, viewport: dict[str, int]) -> None:
    page = open_page(viewport=viewport)
    open_check(page)
    page.get_by_label(AGE).fill("58")
    page.get_by_label(AGE).press("Tab")
    expect(page.locator(".outcome-heading", has_text=POSSIBLE)).to_be_visible()
    shown = group(page, POSSIBLE).locator(".source-button:visible")
    assert shown.count() >= 4
    for n in range(shown.count()):
        quote = shown.nth(n).locator("q").inner_text()
        shown.nth(n).click()
        expect(page.locator("#source mark").first).to_be_visible()
        expect(shown.nth(n)).to_have_attribute("aria-pressed", "true")
        marked = "".join(page.locator("#source mark").all_text_contents())
        assert "".join(marked.split()) == "".join(quote.split())


def test_by_keyboard_only(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("tab", name="Vraag").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent").strip() == "Regelingcheck"
    expect(page.locator("#check-form")).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "situation":
            break
    page.keyboard.type("Ik neem")
    expect(page.get_by_label(AGE)).to_be_visible()
    expect(page.get_by_label("Waar gaat het om?")).to_be_focused()
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "employee_age":
            break
    page.keyboard.type("58")
    page.keyboard.press("Enter")
    expect(page.locator(".outcome-heading", has_text=POSSIBLE)).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.source-button')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#source mark").first).to_be_visible()


def test_an_impossible_fact_is_refused_and_stays_in_its_field(open_page: Open) -> None:
    page = open_page()
    open_check(page)
    page.get_by_label(AGE).fill("580")
    page.get_by_label(AGE).press("Tab")
    expect(page.locator("#check .message")).to_contain_text("580")
    expect(page.get_by_label(AGE)).to_have_value("580")
    expect(page.locator(".outcome-heading", has_text=POSSIBLE)).to_have_count(0)


def test_a_question_about_a_case_offers_the_check_with_its_facts(open_page: Open) -> None:
    page = open_page("?vraag=Ik neem een werkloze van 58 jaar aan, krijg ik dan een bonus?")
    offer = page.locator(".offer")
    expect(offer).to_contain_text("58 jaar")
    offer.get_by_role("button").click()
    expect(page.get_by_label(AGE)).to_have_value("58")
    expect(page.locator(".outcome-heading", has_text=POSSIBLE)).to_have_text(f"{POSSIBLE} (2)")


def test_a_question_without_a_case_offers_nothing(open_page: Open) -> None:
    page = open_page("?vraag=Hoe hoog is de mobiliteitsbonus?")
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator(".offer")).to_have_count(0)
