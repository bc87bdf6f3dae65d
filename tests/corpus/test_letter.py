"""The letter as a golden file: read once by a person, line by line, against the source."""

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.library import BUILTIN, read_document

GOLDEN = json.loads((Path(__file__).parent / "golden/letter.json").read_text(encoding="utf-8"))
SOURCE = BUILTIN / "kabinetsreactie-masterplan-beta-technologie.txt"


@pytest.fixture(scope="module")
def letter() -> Document:
    return read_document(SOURCE)


def test_heading_tree(letter):
    tree = [{"level": s.level, "path": list(s.path)} for s in letter.sections]
    assert tree == GOLDEN["headings"]
    assert len(tree) == 18
    for section in letter.sections:
        assert letter.text.startswith(section.heading, section.start)


def test_lists_with_their_lead_in(letter):
    lists = [
        {
            "lead_in": letter.text[slice(*entry.lead_in)],
            "parent": entry.parent is not None,
            "items": [
                [
                    letter.blocks[i].marker,
                    letter.text[letter.blocks[i].start : letter.blocks[i].end],
                ]
                for i in entry.items
            ],
        }
        for entry in letter.lists
    ]
    assert lists == GOLDEN["lists"]


def test_footnotes_hang_on_the_sentence_that_calls_them(letter):
    notes = [
        {
            "label": note.label,
            "text": letter.text[letter.blocks[note.block].start : letter.blocks[note.block].end],
            "sentence": letter.text[slice(*note.sentence)],
            "section": letter.sections[letter.blocks[note.block].section].heading,
        }
        for note in letter.footnotes
    ]
    assert notes == GOLDEN["footnotes"]
    assert letter.text[: letter.footnotes[1].call].endswith("30 september 2011")


def test_first_tenth_and_last_passage(letter):
    for number, wanted in GOLDEN["passages"].items():
        passage = letter.passages[int(number) - 1]
        assert wanted == {
            "id": passage.id,
            "text": passage.text,
            "section_path": list(passage.section_path),
            "lines": list(passage.lines),
            "page": passage.page,
            "lead_in": passage.lead_in,
        }
    assert len(letter.passages) == max(int(number) for number in GOLDEN["passages"])


def test_sentences_that_a_line_page_or_footnote_cut_are_whole(letter):
    sentences = {letter.text[a:b] for block in letter.blocks for a, b in block.sentences}
    for sentence in GOLDEN["whole_sentences"]:
        assert sentence in sentences


def test_paragraphs_after_lists_are_no_items(letter):
    found = [
        letter.text[b.start : b.end]
        for a, b in pairwise(letter.blocks)
        if a.kind == "item" and b.kind == "paragraph"
    ]
    assert found == GOLDEN["after_lists"]


def test_pages(letter):
    starts = []
    for page in range(1, 11):
        block = next(b for b in letter.blocks if b.page == page)
        starts.append([page, letter.text[block.start : block.start + 60]])
    assert starts == GOLDEN["page_starts"]


def test_every_word_of_the_source_stands_in_the_text_once(letter):
    source = Counter(re.findall(r"\w+", SOURCE.read_text(encoding="utf-8")))
    text = Counter(re.findall(r"\w+", letter.text))
    # What the reader takes away: marks of nested items, and footnote marks glued to words.
    assert source - text == Counter(
        {"o": 3, "5": 1, "6": 1, "procentpunt1": 1, "20112": 1, "gemiddelde3": 1, "innovatie4": 1}
    )
    assert text - source == Counter(["procentpunt", "2011", "gemiddelde", "innovatie"])


def test_lines_point_into_the_source(letter):
    lines = SOURCE.read_text(encoding="utf-8").split("\n")
    for passage in letter.passages:
        first, last = passage.lines
        around = re.sub(r"\W", "", " ".join(lines[first - 1 : last]))
        assert re.sub(r"\W", "", passage.text[:20]) in around
        assert re.sub(r"\W", "", passage.text[-12:]) in around
        assert letter.lines_of(passage.start, passage.end) == passage.lines


def test_metadata_and_checksum(letter):
    assert letter.metadata.date == "2012"
    assert letter.metadata.publisher is not None
    assert letter.metadata.status is not None
    assert letter.title == "Kabinetsreactie op het Masterplan Bèta en Technologie"


def test_context_of_a_list_item(letter):
    bonus = next(p for p in letter.passages if "werkbonus van € 1750" in p.text)
    assert bonus.lead_in.startswith("In de brief aan de Tweede Kamer over het Vitaliteitspakket")
    assert bonus.before.startswith("Er komt een werkbonus")
    assert bonus.after.startswith("Werkgevers krijgen een enkele mobiliteitsbonus")
    later = next(p for p in letter.passages if "jaarlijks een bedrag van € 20 miljoen" in p.text)
    assert later.lead_in.endswith("Sectorplan natuur- en scheikunde:")
