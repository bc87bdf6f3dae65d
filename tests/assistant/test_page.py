from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant import page
from assistant.answer import Answer, Nearest, Notice
from corpus.library import BUILTIN, read_corpus, read_document

LETTER = read_corpus(BUILTIN)[0]
DOCUMENTS = {LETTER.id: LETTER}
HOSTILE = (
    '<img src=x onerror=alert(1)><script>alert("x")</script> " onclick=alert(2) x=" '
    "' onfocus=alert(3) x=' & </textarea>{{7*7}}"
)
GRADIO = (
    '<!doctype html><html\n lang="en" style="x"><head><meta charset="utf-8" />\n'
    '<base href="./" /><meta property="og:image"\n content="https://example.org/x.jpg" />'
    '</head><body style="y"><gradio-app></gradio-app></body></html>'
)


class Found(HTMLParser):
    """The tags and the attributes' names of some HTML, as a browser would read them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.asks: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names.update(name for name, _ in attrs)
        self.asks += [value or "" for name, value in attrs if name == "data-questions"]


def refusal(question: str) -> Answer:
    return Answer(
        id=None, question=question, standalone_question=question, status="not_found",
        answer="Dat staat er niet in.", citations=[], figures=[], notices=[],
        nearest=[Nearest(LETTER.id, [HOSTILE], HOSTILE, 0, 10, 1.0)], choices=[HOSTILE],
        next_step=HOSTILE, confidence=0.5, timings_ms={},
    )  # fmt: skip


def test_hostile_text_is_shown_as_text() -> None:
    noticed = replace(refusal(HOSTILE), notices=[Notice("dated", HOSTILE, [])], answer=HOSTILE)
    for html in (
        page.render_conversation([page.render_turn(noticed, DOCUMENTS)], DOCUMENTS, []),
        page.render_conversation([], DOCUMENTS, [page.Example(HOSTILE, [HOSTILE])]),
        page.render_message(HOSTILE),
    ):
        found = Found(html)
        assert "&lt;img src=x" in html
        assert not found.tags & {"img", "script", "textarea"}
        assert not {name for name in found.names if name.startswith("on")}
        assert all(json.loads(ask) == [HOSTILE] for ask in found.asks)


def test_hostile_documents_are_shown_as_text(tmp_path: Path) -> None:
    path = tmp_path / "kwaad.md"
    path.write_text(f"# Titel <b>{HOSTILE}\n\nDit is een zin. {HOSTILE}\n", encoding="utf-8")
    document = read_document(path)
    for html in (
        page.render_source(document, 0, len(document.text)),
        page.render_shelf([document]),
        page.dress(GRADIO, [document]),
    ):
        assert "<img src=x" not in html
        assert "<script>alert" not in html


def test_marks_and_nearest_point_at_the_text() -> None:
    html = page.render_turn(refusal("Vraag?"), DOCUMENTS).html
    assert f'data-document="{LETTER.id}" data-start="0" data-end="10"' in html
    assert "Niet gevonden in de tekst" in html
    assert "Wat u kunt doen" in html


def test_the_dress_is_dutch_and_has_no_cards_of_others() -> None:
    html = page.dress(GRADIO, [LETTER])
    assert '<html\n lang="nl"' in html
    assert "example.org" not in html
    assert f"<title>{page.TITLE}</title>" in html
    assert "geen mens" in html
    assert html.index("<header") < html.index("<gradio-app") < html.index("<footer")


def test_an_unknown_page_is_not_dressed_by_half() -> None:
    with pytest.raises(ValueError, match="lang"):
        page.dress("<html><body></body></html>", [LETTER])


@pytest.mark.parametrize(
    ("date", "words"),
    [("2012", "2012"), ("2012-03", "maart 2012"), ("2012-03-05", "5 maart 2012"),
     ("2012-13", "2012-13"), ("voorjaar", "voorjaar")],
)  # fmt: skip
def test_dates(date: str, words: str) -> None:
    assert page.dutch_date(date) == words


def test_examples_belong_to_documents_we_know() -> None:
    assert len(page.examples_for(DOCUMENTS)) >= 5
    assert page.examples_for({"iets-anders": LETTER}) == []
