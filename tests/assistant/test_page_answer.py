from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Notice, Status
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
    assert [q.shown for q in view_answer(ANSWER).sources[0].quotes] == [True]
    without = replace(ANSWER, answer="**€ 50** [1]")
    assert [q.shown for q in view_answer(without).sources[0].quotes] == [False]


def test_what_is_cited_of_one_section_stands_together() -> None:
    cited = [
        replace(CITATION, n=n, section_path=path)
        for n, path in enumerate((["Geld"], ["Tijd"], ["Geld"]), start=1)
    ]
    sources = view_answer(replace(ANSWER, citations=cited)).sources
    assert [(s.path, [q.citation.n for q in s.quotes]) for s in sources] == [
        (("Geld",), [1, 3]),
        (("Tijd",), [2]),
    ]
    other = [CITATION, replace(CITATION, n=2, document_id="andere nota")]
    assert len(view_answer(replace(ANSWER, citations=other)).sources) == 2


def test_notices_carry_their_citations() -> None:
    noticed = replace(ANSWER, notices=[Notice("conflict", "Er staan twee bedragen.", [1, 9])])
    (notice,) = view_answer(noticed).notices
    assert notice == (
        "conflict",
        "Kijk zelf welk gegeven nu geldt",
        "Er staan twee bedragen.",
        (CITATION,),
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.2, "niet zeker"), (0.49, "niet zeker"), (0.5, ""), (0.74, ""), (0.75, "passen goed")],
)
def test_confidence_in_words(value: float, words: str) -> None:
    shown = confidence_in_words(replace(ANSWER, confidence=value))
    assert words in shown if words else shown == ""
    assert view_answer(replace(ANSWER, confidence=value)).unsure is (value < 0.5)


@pytest.mark.parametrize("status", ["not_found", "out_of_scope", "needs_clarification", "invalid"])
@pytest.mark.parametrize("value", [0.1, 0.6, 1.0])
def test_a_refusal_has_no_confidence(status: Status, value: float) -> None:
    view = view_answer(replace(ANSWER, status=status, confidence=value))
    assert (view.confidence, view.unsure) == ("", False)
