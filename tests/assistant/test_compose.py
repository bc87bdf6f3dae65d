from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.compose import (
    Composer,
    differing_answer,
    figure_answer,
    list_answer,
    one_line,
    plain_answer,
    quoted,
)
from assistant.verify import MOST_WORDS, MOST_WORDS_LIST, word_count
from corpus.document import Document
from corpus.figures import find_figures
from corpus.library import read_document

TEXT = """# Wonen

## Lening

De gemeente helpt starters. Dit doet zij met een lening van € 30.000. De reden hiervoor is dat de
prijzen stijgen. Aanvragen kan bij het loket.

De lening heet in de oude tekst anders, {long}, en bedraagt in dat geval € 25.000 per woning, {long}.

## Eisen

Voor de lening gelden deze eisen:

- u bent jonger dan 35 jaar;
- u koopt uw eerste woning;
- u woont in de gemeente.

Het loket let op de volgende punten:

{items}
""".format(
    long="zoals bewoners en makelaars " + "al heel lang en heel vaak " * 8 + "weten",
    items="\n".join(
        f"- punt met een lange uitleg over zaak {c} {'en nog meer ' * 6}"
        for c in "abcdefghijklmnopqrst"
    ),
)


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "wonen.md"
    path.write_text(TEXT, encoding="utf-8")
    return read_document(path)


def reading(document: Document, begins: str, kind: str = "sentence", **more: Any) -> Any:
    """A reading of the sentence that begins so, with just what composing needs."""
    start, end = next(
        s for b in document.blocks for s in b.sentences if document.text[s[0] :].startswith(begins)
    )
    candidate = SimpleNamespace(
        document_id=document.id, start=start, end=end, kind=kind, hit_score=0.5,
        body=SimpleNamespace(text=document.text[start:end]), near=SimpleNamespace(text=""),
        section_path=(), **more,
    )  # fmt: skip
    return SimpleNamespace(candidate=candidate, picks=())


def pick(found: Any, text: str) -> Any:
    body = found.candidate.body.text
    return SimpleNamespace(figure=next(f for f in find_figures(body) if f.text == text))


def composer(document: Document) -> Composer:
    return Composer({document.id: document})


def test_a_plain_answer_is_the_literal_sentence_with_its_mark(document: Document) -> None:
    made = composer(document)
    answer = made.finish(plain_answer(made, reading(document, "Aanvragen kan")))
    assert answer.text == "„Aanvragen kan bij het loket.” [1]"
    (citation,) = answer.citations
    assert document.text[citation.start : citation.end] == citation.quote
    assert citation.section_path[-1] == "Lening"


def test_a_figure_leads_in_bold_and_is_listed(document: Document) -> None:
    made = composer(document)
    found = reading(document, "Dit doet zij")
    answer = made.finish(figure_answer(made, found, [pick(found, "€ 30.000")]))
    assert answer.text.startswith("**€ 30.000**\n\n„")
    assert [(f.text, f.value, f.unit, f.citation) for f in answer.figures] == [
        ("€ 30.000", 30000, "EUR", 1)
    ]


def test_a_sentence_that_points_back_comes_with_the_one_before(document: Document) -> None:
    made = composer(document)
    text = plain_answer(made, reading(document, "Dit doet zij"))
    assert text.startswith("„De gemeente helpt starters. Dit doet zij")


def test_a_sentence_without_that_comes_alone(document: Document) -> None:
    made = composer(document)
    assert "Dit doet" not in plain_answer(made, reading(document, "Aanvragen kan"))


def test_a_long_sentence_is_cut_around_its_figure(document: Document) -> None:
    made = composer(document)
    found = reading(document, "De lening heet")
    assert word_count(found.candidate.body.text) > MOST_WORDS
    answer = made.finish(figure_answer(made, found, [pick(found, "€ 25.000")]))
    assert word_count(answer.text) <= MOST_WORDS
    assert "€ 25.000" in answer.citations[0].quote
    assert document.text[answer.citations[0].start : answer.citations[0].end] == (
        answer.citations[0].quote
    )


def listed(document: Document, number: int) -> Any:
    entry = document.lists[number]
    spans = tuple((document.blocks[i].start, document.blocks[i].end) for i in entry.items)
    start, end = spans[0][0], spans[-1][1]
    candidate = SimpleNamespace(
        document_id=document.id, start=start, end=end, kind="list", hit_score=0.5, items=spans,
        body=SimpleNamespace(text=document.text[start:end]), near=SimpleNamespace(text=""),
    )  # fmt: skip
    return SimpleNamespace(candidate=candidate, picks=())


def test_a_list_has_every_item_with_a_mark_of_its_own(document: Document) -> None:
    made = composer(document)
    answer = made.finish(list_answer(made, listed(document, 0)))
    lines = answer.text.splitlines()
    assert [line.startswith("- ") for line in lines] == [True] * 3
    assert [re.findall(r"\[(\d+)\]", line) for line in lines] == [["1"], ["2"], ["3"]]
    assert "35 jaar" in answer.text
    assert [f.value for f in answer.figures] == [35]


def test_a_long_list_keeps_the_limit_with_literal_heads(document: Document) -> None:
    made = composer(document)
    answer = made.finish(list_answer(made, listed(document, 1)))
    assert word_count(answer.text) <= MOST_WORDS_LIST
    for citation in answer.citations:
        assert document.text[citation.start : citation.end] == citation.quote


def test_a_list_that_is_cut_says_so(document: Document) -> None:
    made = composer(document)
    answer = made.finish(list_answer(made, listed(document, 1)))
    items = listed(document, 1).candidate.items
    assert len(answer.citations) == len(items) or "…" in answer.text or "meer" in answer.text[-80:]


def test_two_figures_for_one_thing_both_stand_in_the_answer(document: Document) -> None:
    def statement(begins: str, text: str) -> Any:
        found = reading(document, begins)
        return SimpleNamespace(
            document_id=document.id, start=found.candidate.start, end=found.candidate.end,
            figure=pick(found, text).figure,
        )  # fmt: skip

    conflict: Any = SimpleNamespace(
        first=statement("Dit doet zij", "€ 30.000"), second=statement("De lening heet", "€ 25.000")
    )
    made = composer(document)
    text = differing_answer(made, reading(document, "Dit doet zij"), conflict)
    answer = made.finish(text)
    assert "**€ 30.000** [1]" in text
    assert "**€ 25.000** [2]" in text
    assert "verschillende bedragen" in text
    assert len(answer.citations) == 2
    assert {f.value for f in answer.figures} >= {30000, 25000}
    assert word_count(text) <= MOST_WORDS


def test_the_same_span_is_cited_once(document: Document) -> None:
    made = composer(document)
    one = plain_answer(made, reading(document, "Aanvragen kan"))
    assert plain_answer(made, reading(document, "Aanvragen kan")) == one
    assert len(made.citations) == 1


def test_quotes_stand_on_one_line() -> None:
    assert one_line("een\n  - twee\n drie") == "een twee drie"
    assert quoted("een zaak;") == "„een zaak”"
