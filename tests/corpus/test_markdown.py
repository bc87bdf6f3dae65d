from pathlib import Path

import pytest

from corpus.library import read_document

TEXTS = Path(__file__).parent / "texts"


@pytest.fixture(scope="module")
def nota():
    return read_document(TEXTS / "nota-fietsen.md")


def shown(document):
    return [(b.kind, b.depth, b.marker, document.text[b.start : b.end]) for b in document.blocks]


def read(tmp_path, text):
    (tmp_path / "x.md").write_text(text)
    return read_document(tmp_path / "x.md")


def test_front_matter(nota):
    meta = nota.metadata
    assert (meta.title, meta.publisher) == ("Nota Fietsen naar het werk", "Gemeente Voorbeeldstad")
    assert meta.date == "2019-05-14"
    assert "thema" not in nota.text


def test_headings(nota):
    assert [s.path for s in nota.sections] == [
        ("Nota Fietsen naar het werk",),
        ("1. Regelingen",),
        ("1. Regelingen", "Bedragen"),
        ("Uitvoering",),
        ("Uitvoering", "Slotbepaling"),
    ]


def test_emphasis_links_comments_and_code(nota):
    first = nota.passages[0].text
    assert first.startswith("De gemeente wil dat meer mensen fietsen, zie het fietsplan. Dat is")
    assert "commentaar" not in nota.text
    assert "nakijken" not in nota.text
    assert "formulier --bonus 250" in nota.text


def test_lists_keep_their_marks_nesting_and_lead_in(nota):
    items = [block[1:] for block in shown(nota) if block[0] == "item"]
    assert items[:9] == [
        (1, "-", "een fietsbonus van € 250 per jaar;"),
        (1, "-", "een stalling:"),
        (2, "-", "bij het station;"),
        (2, "-", "bij het stadhuis, die ook 's avonds open is;"),
        (1, "-", "advies aan werkgevers. Dat advies is gratis."),
        (1, "1.", "Vraag eerst aan."),
        (1, "2.", "Wacht op het besluit:"),
        (2, "a.", "bij toekenning volgt de bonus;"),
        (2, "b.", "bij afwijzing kunt u bezwaar maken."),
    ]
    leads = [entry.lead_in and nota.text[slice(*entry.lead_in)] for entry in nota.lists]
    assert leads[:4] == ["De gemeente biedt:", "een stalling:", None, "Wacht op het besluit:"]


def test_table_rows_carry_the_header_as_lead_in(nota):
    rows = [p for p in nota.passages if p.section_path[-1] == "Bedragen" and p.kind == "item"]
    assert rows[0].text == "Werknemers | € 250 | woont boven 5 km"
    assert {row.lead_in for row in rows} == {"Groep | Bedrag | Voorwaarde"}


def test_footnotes(nota):
    notes = {n.label: nota.text[slice(*n.sentence)] for n in nota.footnotes}
    assert notes["1"].endswith("zie het fietsplan.")
    assert notes["noot"] == "Het besluit volgt in 2020."
    assert nota.text.endswith("[noot] Onder voorbehoud van goedkeuring door de raad.")


def test_lines_count_from_the_file_with_its_front_matter(nota):
    lines = (TEXTS / "nota-fietsen.md").read_text(encoding="utf-8").split("\n")
    heading = next(b for b in nota.blocks if nota.text[b.start : b.end] == "Uitvoering")
    assert lines[heading.lines[0] - 1] == "## Uitvoering"


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Kop\n===\n\nTekst.", [("heading", 1, "", "Kop"), ("paragraph", 1, "", "Tekst.")]),
        ("* a\n* b", [("item", 1, "-", "a"), ("item", 1, "-", "b")]),
        ("3) c\n4) d", [("item", 1, "3)", "c"), ("item", 1, "4)", "d")]),
        ("a. een\n\nb. twee", [("item", 1, "a.", "een"), ("item", 1, "b.", "twee")]),
        ("- [ ] doen", [("item", 1, "-", "doen")]),
        ("<div>Een &amp; twee</div>", [("paragraph", 1, "", "Een & twee")]),
        ("A<br>B &euro; 3 \\* x", [("paragraph", 1, "", "A B € 3 * x")]),
        ("---\nGeen: [kop\n---\n\nTekst.", None),
        ("![een plaatje](x.png) erbij", [("paragraph", 1, "", "een plaatje erbij")]),
        ("Zonder noot[^9].", [("paragraph", 1, "", "Zonder noot[^9].")]),
        ("```\n# geen kop\n```", [("paragraph", 1, "", "# geen kop")]),
    ],
)
def test_forms(tmp_path, text, blocks):
    document = read(tmp_path, text)
    if blocks is None:
        assert "Geen: [kop" in document.text
    else:
        assert shown(document) == blocks


def test_toml_front_matter(tmp_path):
    document = read(tmp_path, '+++\ntitle = "T"\ndate = 2020-01-02\n+++\nTekst hier.')
    assert (document.title, document.metadata.date) == ("T", "2020-01-02")


def test_adjacent_lettered_items_are_one_list(tmp_path):
    document = read(tmp_path, "Verstaan wordt onder:\n\na. een;\n\nb. twee;\n\nc. drie.")
    assert [len(entry.items) for entry in document.lists] == [3]
    assert document.text[slice(*document.lists[0].lead_in)] == "Verstaan wordt onder:"
