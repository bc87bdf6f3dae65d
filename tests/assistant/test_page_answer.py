from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Notice
from assistant.page_answer import Inline, confidence_in_words, parse_markdown, view_answer

CITATION = Citation(
    n=1, document_id="nota", document_title="Nota", section_path=["Geld"],
    quote="De bonus is € 50.", start=0, end=17, page=None, lines=[3, 4], score=1.0,
)  # fmt: skip
ANSWER = Answer(
    id=None, question="Hoe hoog is de bonus?", standalone_question="Hoe hoog is de bonus?",
    status="answered", answer="**€ 50**\n\n„De bonus is € 50.” [1]", citations=[CITATION],
    figures=[], notices=[], nearest=[], choices=[], next_step=None, confidence=0.9,
    timings_ms={},
)  # fmt: skip


def test_bold_paragraphs_lists_and_marks() -> None:
    lead, quote, items = parse_markdown(
        "**€ 50**\n\n„Zin.” [1]\n\n- een [1]\n- **twee**", {1: CITATION}
    )
    assert lead.lines == ((Inline("€ 50", bold=True),),)
    assert quote.lines == ((Inline("„Zin.” "), Inline(mark=CITATION)),)
    assert quote.quoted
    assert not lead.quoted
    assert items.kind == "list"
    assert items.lines == (
        (Inline("een "), Inline(mark=CITATION)),
        (Inline("twee", bold=True),),
    )


def test_a_mark_without_a_citation_stays_text() -> None:
    (part,) = parse_markdown("Zie [7] en [1].", {1: CITATION})
    assert part.lines[0] == (Inline("Zie [7] en "), Inline(mark=CITATION), Inline("."))


@given(st.text(max_size=200))
def test_no_word_is_lost(text: str) -> None:
    shown = " ".join(run.text for p in parse_markdown(text, {}) for line in p.lines for run in line)
    for word in "".join(c if c.isalnum() else " " for c in text).split():
        assert word in shown


def test_the_understood_question_is_shown_only_when_it_differs() -> None:
    assert view_answer(ANSWER).understood == ""
    spaced = replace(ANSWER, question="hoe hoog is de bonus ?")
    assert view_answer(spaced).understood == ""
    follow_up = replace(ANSWER, question="En de bonus?")
    assert view_answer(follow_up).understood == "Hoe hoog is de bonus?"


def test_a_quote_that_stands_in_the_answer_is_not_shown_twice() -> None:
    assert [q.shown for q in view_answer(ANSWER).quotes] == [True]
    without = replace(ANSWER, answer="**€ 50** [1]")
    assert [q.shown for q in view_answer(without).quotes] == [False]


def test_notices_carry_their_citations() -> None:
    noticed = replace(ANSWER, notices=[Notice("conflict", "Er staan twee bedragen.", [1, 9])])
    (notice,) = view_answer(noticed).notices
    assert notice == ("conflict", "Verschillende bedragen", "Er staan twee bedragen.", (CITATION,))


@pytest.mark.parametrize(("value", "word"), [(0.0, "klein"), (0.6, "redelijk"), (1.0, "groot")])
def test_confidence_in_words(value: float, word: str) -> None:
    assert confidence_in_words(value).word == word


def test_a_refusal_has_no_confidence() -> None:
    assert view_answer(replace(ANSWER, status="not_found")).confidence is None
