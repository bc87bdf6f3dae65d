from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.page_document import (
    Place,
    place_of_link,
    render_document,
    render_unopened,
    view_document,
)
from assistant.page_source import link_to
from corpus.document import Document
from corpus.library import BUILTIN, read_corpus, read_document

LETTER = read_corpus(BUILTIN)[0]
DOCUMENTS = {LETTER.id: LETTER}


class Text(HTMLParser):
    """The text inside the sheet, the hrefs, the ids and the levels of the headings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.marked = ""
        self.links: list[str] = []
        self.ids: list[str] = []
        self.levels: list[int] = []
        self._in_sheet = self._in_mark = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._in_sheet |= tag == "article"
        self._in_mark |= tag == "mark"
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag == "a":
            self.links.append(values.get("href") or "")
        if re.fullmatch(r"h\d", tag):
            self.levels.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._in_mark = False

    def handle_data(self, data: str) -> None:
        if self._in_sheet:
            self.words += data
        if self._in_mark:
            self.marked += data


@pytest.fixture(scope="module")
def shown() -> Text:
    return Text(render_document(Place(LETTER.id), DOCUMENTS))


def test_every_block_of_the_text_is_there_once_and_in_order(shown: Text) -> None:
    words = re.sub(r"voetnoot \d+", "", shown.words)
    at = 0
    for block in LETTER.blocks:
        if block.kind == "footnote":
            assert LETTER.text[block.start : block.end] in words
            continue
        text = LETTER.text[block.start : block.end]
        start = words.find(text[:30], at)
        assert start >= 0, text
        at = start + len(text[:30])


def test_every_section_has_a_link_that_leads_to_it(shown: Text) -> None:
    assert len(set(shown.ids)) == len(shown.ids)
    for number, section in enumerate(LETTER.sections, 1):
        link = f"?document={LETTER.id}&sectie={number}"
        assert shown.links.count(link) == 2  # in the outline and at the heading
        query = dict(part.split("=") for part in link[1:].split("&"))
        place = place_of_link(query, DOCUMENTS)
        assert place == Place(LETTER.id, section=number, linked=True)
        view = view_document(LETTER, place)
        assert view.goal == f"sectie-{number}"
        assert view.goal in shown.ids
        assert view.sections[number - 1].heading == section.heading


def test_headings_go_down_one_step_at_a_time(shown: Text) -> None:
    assert shown.levels[0] == 2
    for before, after in pairwise(shown.levels):
        assert after <= before + 1


def test_a_passage_id_opens_the_document_at_its_words() -> None:
    for passage in LETTER.passages[::10]:
        place = place_of_link({"passage": passage.id}, DOCUMENTS)
        assert place is not None
        text = Text(render_document(place, DOCUMENTS))
        assert "".join(text.marked.split()) == "".join(passage.text.split())


def test_the_link_of_the_source_panel_is_one_that_is_understood() -> None:
    passage = LETTER.passages[40]
    assert link_to(LETTER, passage.start, 3) == f"passage={LETTER.id}%2300040"
    assert link_to(LETTER, LETTER.sections[2].start, 2) == f"document={LETTER.id}&sectie=3"


@pytest.mark.parametrize(
    "query",
    [{"passage": f"{LETTER.id}#99999"}, {"passage": "x"}, {"document": "weg"},
     {"document": LETTER.id, "sectie": "99"}, {"document": LETTER.id, "sectie": "²"},
     {"document": LETTER.id, "sectie": "0"}, {"document": LETTER.id, "sectie": "9" * 5000}],
)  # fmt: skip
def test_a_link_that_leads_nowhere_says_so(query: dict[str, str]) -> None:
    place = place_of_link(query, DOCUMENTS)
    assert place is not None
    html = render_document(place, DOCUMENTS)
    assert place.missing
    assert place.missing in html


def test_no_link_opens_nothing() -> None:
    assert place_of_link({"vraag": "Hoe?"}, DOCUMENTS) is None
    assert "data-unopened" in render_unopened()


def test_pages_are_marked_where_they_begin() -> None:
    view = view_document(LETTER, Place(LETTER.id))
    pages = [group.page for section in view.sections for group in section.groups if group.page]
    assert pages == list(range(1, 11))


def test_another_document_can_be_chosen_and_hostile_text_is_text(tmp_path: Path) -> None:
    hostile = "<img src=x onerror=alert(1)> \"' {{7*7}}"
    path = tmp_path / "kwaad.md"
    path.write_text(
        f"# Titel {hostile}\n\n#### Diep {hostile}\n\nZin. {hostile}\n", encoding="utf-8"
    )
    other: Document = read_document(path)
    html = render_document(Place(other.id), {LETTER.id: LETTER, other.id: other})
    assert "<img" not in html
    assert "49" not in html
    assert f'<option value="{LETTER.id}">' in html
    levels = Text(html).levels
    assert all(b <= a + 1 for a, b in pairwise(levels))
