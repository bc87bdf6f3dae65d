from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.page_source import SourceView, view_source
from assistant.page_text import Piece
from corpus.document import Document, Passage
from corpus.library import BUILTIN, read_corpus, read_document

LETTER = read_corpus(BUILTIN)[0]


def shown(view: SourceView) -> str:
    def text(piece: Piece) -> str:
        own = "".join(run.text for run in piece.runs)
        return "\n".join([own, *(text(child) for child in piece.children)])

    return "\n".join(text(piece) for group in view.groups for piece in group)


def quoted(view: SourceView) -> str:
    def runs(piece: Piece) -> list[str]:
        own = [run.text for run in piece.runs if run.quoted]
        return own + [text for child in piece.children for text in runs(child)]

    inside = [t for group in view.groups for piece in group for t in runs(piece)]
    notes = [run.text for note in view.notes for run in note.runs if run.quoted]
    return "".join(inside + notes)


def test_the_quote_is_marked_in_its_section() -> None:
    quote = "werkbonus van € 1750"
    start = LETTER.text.index(quote)
    view = view_source(LETTER, start, start + len(quote))
    assert quoted(view) == quote
    assert view.path[-1] == "Employability en goed werkgeverschap"
    assert "stimuleringsmaatregelen aan" in shown(view)  # the lead-in of the list
    assert view.lines == LETTER.lines_of(start, start + len(quote))
    assert [e.heading for e in view.outline if e.current] == [view.heading]


def test_a_footnote_is_shown_with_its_caller_in_the_section_that_calls_it() -> None:
    footnote = LETTER.footnotes[1]
    block = LETTER.blocks[footnote.block]
    view = view_source(LETTER, block.start, block.end)
    note = next(n for n in view.notes if n.label == footnote.label)
    assert (
        "".join(run.text for run in note.runs if run.quoted) == LETTER.text[block.start : block.end]
    )
    assert footnote.sentence is not None
    assert note.caller == LETTER.text[slice(*footnote.sentence)]
    assert note.caller in shown(view)


def test_nested_lists_are_nested() -> None:
    nested = next(i for i in LETTER.lists if i.parent is not None)
    child = LETTER.blocks[nested.items[0]]
    view = view_source(LETTER, child.start, child.end)
    parents = [piece for group in view.groups for piece in group if piece.children]
    children = ["".join(r.text for r in c.runs) for p in parents for c in p.children]
    assert LETTER.text[child.start : child.end] in children


@pytest.mark.parametrize("passage", LETTER.passages, ids=lambda p: p.id[-5:])
def test_every_passage_can_be_shown_whole(passage: Passage) -> None:
    view = view_source(LETTER, passage.start, passage.end)
    assert quoted(view) == passage.text
    before, after = view.previous, view.next
    assert before is None or before[1] <= passage.start
    assert after is None or after[0] >= passage.end


def test_next_walks_through_all_passages() -> None:
    first = LETTER.passages[0]
    span: tuple[int, int] | None = (first.start, first.end)
    seen = []
    while span:
        seen.append(span)
        span = view_source(LETTER, *span).next
    assert seen == [(p.start, p.end) for p in LETTER.passages]


@given(st.integers(-10, 40_000), st.integers(-10, 40_000))
def test_any_span_gives_a_view(start: int, end: int) -> None:
    view = view_source(LETTER, start, end)
    assert 0 <= view.start < view.end <= len(LETTER.text)
    assert 0 <= view.place <= 100


def test_a_very_long_section_is_cut_around_the_quote(tmp_path: Path) -> None:
    path = tmp_path / "lang.txt"
    body = "\n\n".join(f"Alinea {n} gaat over een onderwerp dat er toe doet." for n in range(900))
    path.write_text(f"Lange tekst\n\n{body}\n", encoding="utf-8")
    document: Document = read_document(path)
    quote = "Alinea 450 gaat"
    start = document.text.index(quote)
    view = view_source(document, start, start + len(quote))
    assert quoted(view) == quote
    assert view.cut_before
    assert view.cut_after
    assert len(shown(view)) < 7000
