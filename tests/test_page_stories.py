"""Going on with a conversation and taking it along; judging an answer where that is asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.settings import Settings

sync_api = pytest.importorskip("playwright.sync_api")
Page, expect = sync_api.Page, sync_api.expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
AMOUNT = "Hoe hoog is de mobiliteitsbonus?"
CALM = {"reduced_motion": "reduce"}


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("oordelen")


@pytest.fixture(scope="module")
def url(assistant: Assistant, served: Callable[..., str], data_dir: Path) -> str:
    """The page of an operator who asks for judgements and gives an address."""
    settings = Settings(
        feedback=True,
        contact="hulp@voorbeeld.nl",
        data_dir=data_dir,
        requests_per_minute=0,
        mcp=False,
    )
    return served(assistant, settings)


def test_a_proposed_question_is_answered(open_page: Open, assistant: Assistant) -> None:
    page = open_page(f"?vraag={AMOUNT}", **CALM)
    proposed = page.locator(".follow-ups .choice")
    expect(proposed.first).to_be_visible()
    question = proposed.first.inner_text()
    proposed.first.click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".asked").last).to_contain_text(question)
    expect(page.locator(".turn").last.locator(".reply-answered")).to_be_visible()
    expect(page.locator(".asked").last).to_be_focused()
    expect(page.locator(".follow-ups")).to_have_count(1)
    expect(page.locator(".follow-ups").get_by_text(question, exact=True)).to_have_count(0)


def test_a_refusal_points_at_what_the_text_does_answer(open_page: Open) -> None:
    page = open_page("?vraag=Hoe hoog is de AOW-leeftijd?", **CALM)
    expect(page.locator(".follow-ups")).to_contain_text("wel beantwoordt")


def test_the_conversation_can_be_saved_with_its_citations(
    open_page: Open, assistant: Assistant
) -> None:
    page = open_page(f"?vraag={AMOUNT}", accept_downloads=True, **CALM)
    expect(page.locator(".turn")).to_have_count(1)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Bewaar gesprek").click()
    download = waiting.value
    assert download.suggested_filename == "gesprek-beleidsassistent.md"
    text = Path(download.path()).read_text(encoding="utf-8")
    citation = assistant.ask([AMOUNT]).citations[0]
    assert f"## {AMOUNT}" in text
    assert citation.quote in text
    assert f"bladzijde {citation.page}, regels {citation.lines[0]}–{citation.lines[1]}" in text
    expect(page.locator("#announcer")).to_contain_text("bewaard")


def test_an_answer_can_be_copied_with_its_source(open_page: Open) -> None:
    page = open_page(f"?vraag={AMOUNT}", permissions=["clipboard-read", "clipboard-write"], **CALM)
    page.get_by_role("button", name="Kopieer met bronvermelding").click()
    expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert AMOUNT in copied
    assert "bladzijde 6" in copied
    assert "(2012)" in copied


def test_a_conversation_prints_clean(open_page: Open) -> None:
    page = open_page(f"?vraag={AMOUNT}", **CALM)
    expect(page.locator(".turn")).to_have_count(1)
    page.emulate_media(media="print")
    for away in ("#composer", "#tabs", ".follow-ups", ".judge", ".bar-buttons button"):
        expect(page.locator(away).first).to_be_hidden()
    expect(page.locator(".said")).to_be_visible()
    expect(page.locator("#source mark")).to_be_visible()


def test_a_judgement_is_sent_once_and_kept_without_personal_data(
    open_page: Open, data_dir: Path
) -> None:
    page = open_page(f"?vraag={AMOUNT}", **CALM)
    page.locator(".judge summary").click()
    below = page.locator("#composer").bounding_box()["y"]
    assert page.locator(".judge .plain").bounding_box()["y"] < below  # not under the question box
    page.get_by_role("button", name="Verstuur oordeel").click()  # nothing chosen: nothing sent
    page.get_by_label("Klopt niet", exact=True).check()
    page.get_by_label("Toelichting").fill("<script>alert(1)</script> bel 06-12345678")
    page.get_by_role("button", name="Verstuur oordeel").click()
    told = page.locator(".judged")
    expect(told).to_have_text("Dank u. Uw oordeel is bewaard.")
    expect(told).to_be_focused()
    expect(page.locator("#announcer")).to_contain_text("bewaard")
    (line,) = (data_dir / "feedback.jsonl").read_text(encoding="utf-8").splitlines()
    row = json.loads(line)
    assert row["verdict"] == "wrong"
    assert row["turns"] == [AMOUNT]
    assert row["remark"] == "<script>alert(1)</script> bel [telefoonnummer]"
    # The conversation is made anew with the next question: the judgement stays given.
    page.locator(".follow-ups .choice").first.click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".judged")).to_have_count(1)
    expect(page.locator(".judge")).to_have_count(1)


def test_the_reader_knows_what_is_kept_and_whom_to_ask(open_page: Open) -> None:
    page = open_page()
    expect(page.locator(".disclosure")).to_contain_text("behalve een antwoord")
    page.get_by_role("tab", name="Over").click()
    expect(page.get_by_role("link", name="hulp@voorbeeld.nl")).to_have_attribute(
        "href", "mailto:hulp@voorbeeld.nl"
    )


def test_personal_data_is_not_shown_again(open_page: Open) -> None:
    page = open_page("?vraag=Mijn BSN is 111222333. Hoe hoog is de mobiliteitsbonus?", **CALM)
    expect(page.locator(".notice-personal_data")).to_be_visible()
    expect(page.locator(".reply-answered")).to_be_visible()
    assert "111222333" not in page.locator("body").inner_text()
