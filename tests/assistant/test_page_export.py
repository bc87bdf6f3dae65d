from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.answer import Answer, Citation, Notice
from assistant.ask import Assistant
from assistant.page_export import conversation_markdown, copy_text, plain, turn_markdown
from corpus.library import BUILTIN, read_corpus

LETTER = read_corpus(BUILTIN)[0]
DOCUMENTS = {LETTER.id: LETTER}
CITATION = Citation(
    n=1, document_id=LETTER.id, document_title=LETTER.title, section_path=["Geld", "Bonus"],
    quote="De bonus is € 50.", start=0, end=17, page=6, lines=[3, 4], score=1.0,
)  # fmt: skip
ANSWER = Answer(
    id=None, question="En de bonus?", standalone_question="Hoe hoog is de bonus?",
    status="answered", answer="**€ 50**\n\n„De bonus is € 50.” [1]", citations=[CITATION],
    figures=[], notices=[Notice("dated", "Van 2012.", [])], nearest=[], choices=[],
    next_step=None, confidence=0.9, timings_ms={},
)  # fmt: skip
HOSTILE = "# <img src=x onerror=alert(1)> [klik](javascript:alert(1)) **vet** `code` | a\n- b"


def test_the_clipboard_has_quote_title_date_outline_page_and_lines() -> None:
    text = copy_text(ANSWER, DOCUMENTS)
    assert "[1] “De bonus is € 50.”" in text
    assert f"{LETTER.title} (2012), Geld › Bonus, bladzijde 6, regels 3–4" in text
    assert "**" not in text


def test_a_section_that_is_cited_twice_is_named_once() -> None:
    cited = [CITATION, replace(CITATION, n=2, quote="Wie werkt, krijgt hem.", lines=[9, 9])]
    twice = replace(ANSWER, citations=cited)
    for text in (copy_text(twice, DOCUMENTS), turn_markdown(twice, DOCUMENTS)):
        assert text.count("Geld › Bonus") == 1
        assert "“De bonus is € 50.” (bladzijde 6, regels 3–4)" in text
        assert "“Wie werkt, krijgt hem.” (bladzijde 6, regel 9)" in text


def test_nothing_asked_gives_nothing() -> None:
    assert conversation_markdown([], DOCUMENTS) == ""


def test_an_exported_conversation_holds_what_the_page_shows() -> None:
    html = MarkdownIt().render(
        conversation_markdown([turn_markdown(ANSWER, DOCUMENTS)] * 2, DOCUMENTS)
    )
    assert html.count("<h2>En de bonus?</h2>") == 2
    for shown in (
        "Begrepen als: Hoe hoog is de bonus?", "<strong>€ 50</strong>", "[1] “De bonus is € 50.”",
        "Geld › Bonus, bladzijde 6, regels 3–4", "<strong>Let op de datum.</strong> Van 2012.",
        "passen goed bij elkaar", "geen mens",
    ):  # fmt: skip
        assert shown in html


def test_a_refusal_says_why_and_what_to_do(assistant: Assistant) -> None:
    refused = assistant.ask(["Hoe hoog is de AOW-leeftijd?"])
    text = turn_markdown(refused, DOCUMENTS)
    assert "**Dat valt buiten de tekst.**" in text
    assert "Wat u kunt doen: " in text
    assert "zeker" not in text


def test_hostile_text_stays_text() -> None:
    hostile = replace(
        ANSWER, question=HOSTILE, standalone_question=HOSTILE, answer=HOSTILE,
        citations=[replace(CITATION, quote=HOSTILE, document_title=HOSTILE)],
        notices=[Notice("dated", HOSTILE, [])],
    )  # fmt: skip
    text = conversation_markdown([turn_markdown(hostile, DOCUMENTS)], DOCUMENTS)
    html = MarkdownIt("commonmark").render(text)
    assert "<img" not in html
    assert "<a" not in html
    assert "<code" not in html
    assert html.count("<h1>") == 1


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=80))
def test_escaped_text_is_read_back_as_it_was(text: str) -> None:
    tokens = MarkdownIt().enable("table").parse("x " + plain(text))
    shown = "".join(
        "\n" if child.type in ("softbreak", "hardbreak") else child.content
        for token in tokens if token.type == "inline" for child in token.children or []
    )  # fmt: skip
    assert shown.split() == ("x " + text).split()
