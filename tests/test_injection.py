"""What others write stays text: in questions, in documents, in facts and in settings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest

from assistant.ready import ready_assistant
from assistant.settings import Settings

# Each would set the title of the page, were it to run or to end up as an attribute that does.
STRINGS = (
    "<script>document.title='mis'</script>",
    "<img src=x onerror=document.title='mis'>",
    "<svg/onload=document.title='mis'>",
    '"><iframe srcdoc="<script>parent.document.title=\'mis\'</script>">',
    "' onmouseover='document.title=1' x='",
    "[klik](javascript:document.title='mis')",
    "</textarea></script><script>document.title='mis'</script>",
    "{{7*7}} ${7*7} {% import os %} <%= 7*7 %>",
    "%3Cscript%3Edocument.title='mis'%3C/script%3E",
    "&lt;script&gt;document.title='mis'&lt;/script&gt;",
    "javascript:document.title='mis'",
    "\u202e<b>omgekeerd</b>\u0000\u001b[2J",
)
EVIL = STRINGS[1]
DOCUMENT = f"""---
title: >-
  Nota "fietsen" </title>{STRINGS[0]}
publisher: >-
  Gemeente {EVIL}
date: 2020-01-01
---

# Fietsen {STRINGS[0]} {STRINGS[3]}

De fietspremie {EVIL} bedraagt € 250 voor werknemers van 18 jaar en ouder.

## Aanvragen </script>{STRINGS[2]} [hier](javascript:alert(1))

De werkgever {STRINGS[3]} vraagt de fietspremie aan bij de gemeente Veenkant {STRINGS[7]}.
Daarvoor geldt `code` en <a href="javascript:document.title='mis'">deze link</a>.
"""
LETTER = f"""Brief over treinen {STRINGS[0]}

Hoofdstuk 1 {STRINGS[2]}

De treinpremie {EVIL} bedraagt € 300 voor elke reiziger.

De minister {STRINGS[3]} betaalt de treinpremie uit {STRINGS[4]}.
"""


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory, served: Callable[..., str]) -> Any:
    """The address of an assistant over a folder with a document that means harm."""
    folder = tmp_path_factory.mktemp("kwaad")
    corpus = folder / "<img src=x onerror=document.title='mis'>"
    corpus.mkdir()
    (corpus / "nota & <b>fietsen<b>.md").write_text(DOCUMENT, encoding="utf-8")
    (corpus / "brief.txt").write_text(LETTER, encoding="utf-8")
    settings = Settings(corpus=corpus, data_dir=folder / "data", requests_per_minute=0)
    assistant = ready_assistant(settings, lambda line: None)
    yield served(assistant, settings)
    assistant.index.close()


@pytest.fixture
def tab(browser: Any) -> Any:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    context.set_default_timeout(15_000)
    page.on("dialog", lambda dialog: pytest.fail(f"een venster: {dialog.message}"))
    yield page
    context.close()


def ask(tab: Any, text: str) -> None:
    before = tab.locator(".turn").count()
    box = tab.get_by_label("Uw vraag", exact=True)
    box.fill(text)
    box.press("Enter")
    tab.wait_for_function(
        f"document.querySelectorAll('.turn').length > {before}"
        " || document.querySelector('#message span')?.textContent"
    )


def is_clean(tab: Any) -> None:
    """Nothing of what was written became an element, an address or a script of the page."""
    tab.wait_for_timeout(100)
    assert tab.title() == "Beleidsassistent"
    found = tab.evaluate(
        """() => [...document.body.querySelectorAll('*')].filter(node =>
            ['IFRAME', 'OBJECT', 'EMBED'].includes(node.tagName)
            || (node.tagName === 'IMG' && node.getAttribute('src') === 'x')
            || (node.tagName === 'SCRIPT' && node.textContent.includes("title='mis'"))
            || [...node.attributes].some(a => /^on/.test(a.name) && a.value.includes('title'))
            || /^javascript:/i.test(node.getAttribute('href') ?? '')
        ).map(node => node.outerHTML.slice(0, 200))"""
    )
    assert found == []


@pytest.mark.browser
def test_a_question_stays_text(tab: Any, url: str) -> None:
    tab.goto(url)
    tab.wait_for_selector("#conversation")
    for text in STRINGS:
        ask(tab, f"Hoe hoog is de mobiliteitsbonus? {text}")
        is_clean(tab)
    shown = tab.locator(".asked").all_inner_texts()
    assert any(STRINGS[0] in text for text in shown), "what was asked is shown as it was asked"
    assert "49" not in " ".join(shown).replace("7*7", "")


@pytest.mark.browser
def test_a_link_to_a_question_stays_text(tab: Any, url: str) -> None:
    for text in STRINGS[:4]:
        tab.goto(f"{url}?vraag={quote(f'bonus {text}')}")
        tab.wait_for_selector(".turn")
        is_clean(tab)


@pytest.mark.browser
def test_a_document_stays_text(tab: Any, evil: str) -> None:
    tab.goto(evil)
    tab.wait_for_selector("#conversation")
    is_clean(tab)
    for text in ("Hoe hoog is de fietspremie?", "Wie vraagt de fietspremie aan?", "Wat kost een trein?"):  # fmt: skip
        ask(tab, text)
        is_clean(tab)
    ask(tab, "Wie betaalt de treinpremie uit?")
    is_clean(tab)
    assert STRINGS[3] in tab.locator(".turn").last.inner_text(), "it stands there, as text"
    assert STRINGS[3] in tab.locator("#source").inner_text()
    for step in ("Volgende passage", "Vorige passage"):
        button = tab.get_by_role("button", name=step)
        if button.count() and button.first.is_enabled():
            button.first.click()
            is_clean(tab)


def test_the_html_that_is_served_for_such_a_document_is_escaped(evil: str) -> None:
    with urlopen(evil, timeout=30) as response:
        html = response.read().decode("utf-8")
    for text in (STRINGS[0], EVIL, STRINGS[2], STRINGS[3]):
        assert text not in html
    assert html.count("<title>") == 1


def test_programs_get_the_text_as_it_is(evil: str) -> None:
    """JSON needs no escaping, and says that it is JSON."""
    request = Request(
        f"{evil}gradio_api/run/ask",
        json.dumps({"data": [f"Hoe hoog is de fietspremie? {STRINGS[0]}", []]}).encode(),
        {"content-type": "application/json"},
    )
    with urlopen(request, timeout=30) as response:
        assert response.headers["content-type"] == "application/json"
        assert response.headers["x-content-type-options"] == "nosniff"
        answer = json.load(response)["data"][0]
    assert STRINGS[0] in answer["question"]


@pytest.mark.parametrize("name", ["root_path", "trusted_proxy"])
@pytest.mark.parametrize("text", [*STRINGS, "/../etc", "//evil.example", "/a b", "/a\nb", "/a/"])
def test_a_setting_that_ends_up_in_the_page_or_a_header_is_checked(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=name):
        Settings(**{name: text})


def test_a_setting_that_is_a_path_stays_a_path(tmp_path: Path) -> None:
    where = Settings(corpus=tmp_path / "<b>" / "..\u202e;rm", data_dir=tmp_path).index_dir
    assert where.parent == tmp_path
    assert where.name.startswith("index-rm-")
