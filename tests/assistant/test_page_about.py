from __future__ import annotations

import json
from dataclasses import replace

import pytest

from assistant.page_about import SCORES, contact_of, read_scores, render_about
from corpus.library import BUILTIN, read_corpus

LETTER = read_corpus(BUILTIN)[0]
DOCUMENTS = {LETTER.id: LETTER}


def test_it_says_what_it_is_and_on_which_text() -> None:
    html = render_about(DOCUMENTS, None, stored=False)
    for said in (
        "automatisch systeem", "artikel 50", LETTER.title, "2012", LETTER.metadata.sha256[:16],
        "Uw gesprek wordt niet opgeslagen", "nog geen contactadres", LETTER.metadata.publisher,
    ):  # fmt: skip
        assert said
        assert said in html


def test_the_scores_are_those_of_the_last_evaluation() -> None:
    rows = {(r["measure"], r["group"]): r for r in json.loads(SCORES.read_text("utf-8"))["rows"]}
    scores = read_scores(DOCUMENTS)
    assert scores.same_text
    html = render_about(DOCUMENTS, None, stored=False)
    right = rows["accuracy", "all"]
    assert f"<td>{round(100 * right['value'])}%</td>" in html
    assert f"{round(100 * right['low'])}% tot {round(100 * right['high'])}%" in html
    for row in scores.rows:
        assert 0 <= row.low <= row.value <= row.high <= 100
        assert row.n > 0


def test_another_text_is_not_given_these_scores_unsaid() -> None:
    changed = replace(LETTER, metadata=replace(LETTER.metadata, sha256="0" * 64))
    warning = "gedaan op een andere tekst"
    assert warning in render_about({LETTER.id: changed}, None, stored=False)
    assert warning not in render_about(DOCUMENTS, None, stored=False)


@pytest.mark.parametrize(
    ("text", "link"),
    [("hulp@gemeente.nl", "mailto:hulp@gemeente.nl"), ("https://example.org/hulp", "https://example.org/hulp"),
     ("010 - 123 45 67", "tel:0101234567"), ("Bel de balie", ""), ("javascript:alert(1)", ""),
     ("data:text/html,x", ""), ('x@y.nl"onclick=a', "")],
)  # fmt: skip
def test_contact(text: str, link: str) -> None:
    assert contact_of(text).link == link
    html = render_about(DOCUMENTS, text, stored=False)
    assert ('href="' + link in html) if link else ("javascript:" not in html.replace(text, ""))


def test_markup_in_the_contact_is_text() -> None:
    assert "<script>" not in render_about(DOCUMENTS, "<script>alert(1)</script>", stored=False)


def test_it_says_when_judgements_are_kept() -> None:
    html = render_about(DOCUMENTS, None, stored=True)
    assert "Alleen als u een oordeel verstuurt" in html
    assert "Uw gesprek wordt niet opgeslagen" not in html
