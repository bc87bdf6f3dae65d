"""Plain text in the layouts that people and extraction programs leave behind."""

from pathlib import Path

import pytest

from corpus.library import read_document

TEXTS = Path(__file__).parent / "texts"


def shown(document, *kinds):
    return [
        (b.depth, b.marker, document.text[b.start : b.end])
        for b in document.blocks
        if b.kind in kinds
    ]


def leads(document):
    return [entry.lead_in and document.text[slice(*entry.lead_in)] for entry in document.lists]


@pytest.fixture
def read(tmp_path):
    def reader(text):
        (tmp_path / "x.txt").write_text(text, encoding="utf-8", newline="")
        return read_document(tmp_path / "x.txt")

    return reader


def test_hard_wrapped_regulation():
    document = read_document(TEXTS / "regeling-hard-afgebroken.txt")
    assert document.title == "REGELING SCHOOLFRUIT VOORBEELDSTAD"
    assert [s.path for s in document.sections[2:]] == [
        ("Hoofdstuk 1 Algemene bepalingen",),
        ("Hoofdstuk 1 Algemene bepalingen", "Artikel 1 Begripsbepalingen"),
        ("Hoofdstuk 1 Algemene bepalingen", "Artikel 2 Subsidie"),
        ("Hoofdstuk 2 Slotbepalingen",),
        ("Hoofdstuk 2 Slotbepalingen", "Artikel 3"),
        ("Bijlage 1: Kosten",),
    ]
    items = shown(document, "item")
    assert [item[:2] for item in items] == [
        *[(1, f"{letter}.") for letter in "abc"],
        (1, "1."),
        (1, "2."),
        (2, "-"),
        (2, "-"),
        (1, "3."),
    ]
    assert items[2][2].endswith("of, waar dat ontbreekt, het bestuur.")
    assert leads(document) == [
        "In deze regeling wordt verstaan onder:",
        None,
        "De subsidie wordt verhoogd met 8,5 % indien:",
    ]
    assert "de beleidsmaatregelen uit het programma" in document.text
    assert "de mbo- en vmbo-scholen" in document.text
    # A sentence that starts like a heading stays text.
    assert any(t[2].startswith("Artikel 4 is van") for t in shown(document, "paragraph"))


def test_one_paragraph_a_line():
    document = read_document(TEXTS / "brief-een-alinea-per-regel.txt")
    assert [s.heading for s in document.sections[1:]] == [
        "Aanleiding",
        "Wat gaan we doen?",
        "Planning",
    ]
    assert document.metadata.date == "2021-03-03"
    assert [item[:2] for item in shown(document, "item")] == [
        (1, "-"),
        (1, "-"),
        (2, "-"),
        (2, "-"),
        (1, "-"),
        (1, "1."),
        (1, "2."),
        (1, "3."),
    ]
    assert "Drs. J. P. de Vries leidt de begeleidingscommissie." in {
        document.text[a:b] for block in document.blocks for a, b in block.sentences
    }


def test_underlined_headings_form_feeds_and_end_notes():
    document = read_document(TEXTS / "advies-laadpalen.txt")
    assert document.title == "Advies over laadpalen"
    assert [(s.level, s.heading) for s in document.sections] == [
        (1, "Advies over laadpalen"),
        (2, "Vraag en antwoord"),
        (3, "Noten"),
    ]
    notes = {n.label: document.text[slice(*n.sentence)] for n in document.footnotes}
    assert notes["1"].endswith("een laadpaal te plaatsen.")
    assert notes["2"].startswith("Dat sluit aan bij het Klimaatakkoord en")
    assert notes["3"] == "De netbeheerder betaalt mee."
    assert "CO2-uitstoot en voor m² openbare" in document.text
    assert {b.page for b in document.blocks} == {1, 2}


@pytest.mark.parametrize("mark", ["-", "•", "*", "–", "\uf0b7", "o"])
def test_bullets(read, mark):
    document = read(f"Het kabinet doet dit:\n{mark} een;\n{mark}  twee.\n\nDaarna niets.\n")
    assert shown(document, "item") == [(1, "-", "een;"), (1, "-", "twee.")]
    assert leads(document) == ["Het kabinet doet dit:"]
    assert shown(document, "paragraph")[-1][2] == "Daarna niets."


@pytest.mark.parametrize(
    "text",
    [
        "Het kabinet doet dit:\n een school bouwen;\n een weg leggen;\n een brug slaan.\n\nKlaar.",
        "Het kabinet doet dit:\n\neen school bouwen;\n\neen weg leggen; en\n\neen brug slaan.\n\nKlaar.",
        "Het kabinet doet dit:\nEen school\nEen weg\nEen brug\n\nKlaar.",
    ],
)
def test_lists_without_any_mark(read, text):
    document = read(text)
    assert len(shown(document, "item")) == 3
    assert leads(document) == ["Het kabinet doet dit:"]


def test_numbers_in_running_text_are_no_list(read):
    document = read(
        "In het jaar\n2012. Dat was het.\n\n12. Zomaar een getal, zonder reeks erbij.\n"
    )
    assert shown(document, "item") == []


def test_numbered_headings(read):
    document = read(
        "1. Inleiding\n\nDit is de inleiding van het stuk.\n\n1.1 Doel\n\nHet doel is helder.\n\n"
        "2. Slot\n\nDit is het slot van het stuk.\n"
    )
    assert [s.path for s in document.sections] == [
        ("1. Inleiding",),
        ("1. Inleiding", "1.1 Doel"),
        ("2. Slot",),
    ]


def test_years_and_units_keep_their_digits(read):
    document = read(
        "Over cijfers\n\nIn 2011 was de CO2-uitstoot 2 ton, bij 2-jarige opleidingen¹ en in 20112 niet\n"
        "meer dan dat, zo blijkt uit onderzoek naar R&D2 en de uitgaven van 12 bedrijven in 2013.\n\n"
        "____________\n1 Eerste noot.\n2 Tweede noot.\n"
    )
    text = document.text
    assert "In 2011 was de CO2-uitstoot 2 ton, bij 2-jarige opleidingen en in 2011 niet" in text
    assert "van 12 bedrijven in 2013." in text
    assert [text[: n.call].split()[-1] for n in document.footnotes] == ["opleidingen", "2011"]


def test_page_numbers_do_not_cut_sentences(read):
    document = read(
        "Het kabinet heeft besloten dat alle gemeenten een loket openen voor burgers, en dat\n"
        "het loket ook op zaterdag open is, zodat mensen met een\n\n3\n\fPagina 4 van 9\n"
        "baan er gebruik van kunnen maken.\n"
    )
    paragraphs = [text for _, _, text in shown(document, "paragraph")]
    assert len(paragraphs) == 1
    assert "zodat mensen met een baan er gebruik van kunnen maken." in paragraphs[0]


def test_markdown_that_is_called_txt(read):
    document = read("# Plan\n\n## Doel\n\nHet **doel** is helder.\n")
    assert [s.path for s in document.sections] == [("Plan",), ("Doel",)]
    assert document.passages[0].text == "Het doel is helder."


def test_an_address_is_no_row_of_headings(read):
    document = read(
        "Brief\n\nMinisterie van Zaken\nPostbus 1\nDen Haag\n\nGeachte heer, dit is het.\n"
    )
    assert [s.heading for s in document.sections] == ["Brief"]


@pytest.mark.parametrize(
    "text", ["Een regel.", "Een regel", "-", "1.", "\n\n\nx", "===\n===", "\f\fa"]
)
def test_the_smallest_documents(read, text):
    assert "".join(read(text).text.split()).strip("=") in "".join(text.split())
