from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.library import read_corpus
from index.analysis import stems
from index.conflicts import Conflict, find_conflicts, touching
from index.store import PolicyIndex

Idf = Callable[[str], float]
Read = Callable[..., list[Document]]


def idf_of(documents: list[Document]) -> Idf:
    """Inverse document frequency over the passages, as in BM25."""
    passages = [p for document in documents for p in document.passages]
    counts: Counter[str] = Counter()
    for passage in passages:
        counts.update(set(stems(passage.text)))
    return lambda stem: math.log(1 + (len(passages) - counts[stem] + 0.5) / (counts[stem] + 0.5))


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(**texts: str) -> list[Document]:
        for name, text in texts.items():
            (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
        return read_corpus(tmp_path)

    return read


def values(conflicts: list[Conflict]) -> set[tuple[object, ...]]:
    return {
        tuple(sorted((c.first.figure.value, c.second.figure.value), key=str)) for c in conflicts
    }


FILLER = """
## Afval

Inwoners brengen grof afval zelf naar de milieustraat aan de haven. De milieustraat is op maandag dicht.

## Groen

De gemeente plant bomen in straten waar het in de zomer te warm wordt. Bewoners mogen meebeslissen.
"""


def test_the_letter_differs_with_itself_in_two_places(letter_index: PolicyIndex) -> None:
    found = find_conflicts(letter_index.documents.values(), letter_index.idf)
    assert values(found) == {(26605, 26931), (37121, 37575)}


def test_statements_of_a_conflict_are_literal(letter_index: PolicyIndex) -> None:
    for conflict in find_conflicts(letter_index.documents.values(), letter_index.idf):
        for statement in (conflict.first, conflict.second):
            sentence = letter_index.documents[statement.document_id].text[
                statement.start : statement.end
            ]
            figure = statement.figure
            assert sentence[figure.start : figure.end] == figure.text
        assert (conflict.first.document_id, conflict.first.start) <= (
            conflict.second.document_id,
            conflict.second.start,
        )


def test_one_thing_with_two_amounts(read: Read) -> None:
    documents = read(
        plan=(
            "# Wonen\n\n## Starterslening\n\nDe starterslening bedraagt ten hoogste € 30.000 per "
            f"woning.\n{FILLER}\n## Tabel\n\nDe starterslening bedraagt ten hoogste € 32.000 per "
            "woning.\n"
        )
    )
    assert values(find_conflicts(documents, idf_of(documents))) == {(30000, 32000)}


def test_one_thing_with_two_amounts_in_two_documents(read: Read) -> None:
    documents = read(
        oud=f"# Wonen\n\nDe starterslening bedraagt ten hoogste € 30.000 per woning.\n{FILLER}",
        nieuw="# Wonen nu\n\nDe starterslening bedraagt ten hoogste € 32.000 per woning.\n",
    )
    found = find_conflicts(documents, idf_of(documents))
    assert values(found) == {(30000, 32000)}
    assert {found[0].first.document_id, found[0].second.document_id} == {"oud", "nieuw"}


def test_one_thing_with_two_percentages(read: Read) -> None:
    documents = read(
        plan=(
            "# Huur\n\n## Verhoging\n\nDe jaarlijkse huurverhoging bedraagt hoogstens 4,1% van de "
            f"huur.\n{FILLER}\n## Samenvatting\n\nDe jaarlijkse huurverhoging bedraagt hoogstens "
            "4,5% van de huur.\n"
        )
    )
    assert values(find_conflicts(documents, idf_of(documents))) == {(4.1, 4.5)}


def test_other_ages_are_another_condition(read: Read) -> None:
    documents = read(
        plan=(
            "# Loon\n\n## Jong\n\nHet minimumloon bedraagt € 1.500 voor werknemers jonger dan 21 "
            f"jaar.\n{FILLER}\n## Oud\n\nHet minimumloon bedraagt € 1.700 voor werknemers van 21 "
            "jaar en ouder.\n"
        )
    )
    assert find_conflicts(documents, idf_of(documents)) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Een paspoort voor Nederlanders in het binnenland kost € 70.",
         "Een paspoort voor Nederlanders in het buitenland kost € 80."),
        ("Een parkeervergunning voor bewoners kost € 100 per jaar.",
         "Een parkeervergunning voor bedrijven kost € 120 per jaar."),
    ],
)  # fmt: skip
def test_tariffs_side_by_side_are_no_conflict(read: Read, first: str, second: str) -> None:
    documents = read(plan=f"# Leges\n\n## Een\n\n{first}\n{FILLER}\n## Twee\n\n{second}\n")
    assert find_conflicts(documents, idf_of(documents)) == []


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("€ 30.000", "30000 euro"),
        ("€ 30.000", "€ 30.000,00"),
        ("€ 2 miljoen", "€ 2.000.000"),
        ("4%", "4 procent"),
        ("4,0%", "4%"),
    ],
)
def test_the_same_figure_written_otherwise_is_no_conflict(read: Read, one: str, same: str) -> None:
    documents = read(
        plan=(
            f"# Wonen\n\n## Een\n\nDe starterslening bedraagt {one} van de waarde.\n{FILLER}\n"
            f"## Twee\n\nDe starterslening bedraagt {same} van de waarde.\n"
        )
    )
    assert find_conflicts(documents, idf_of(documents)) == []


def test_other_units_are_not_compared(read: Read) -> None:
    documents = read(
        plan=(
            f"# Wonen\n\n## Een\n\nDe starterslening bedraagt € 30.\n{FILLER}\n"
            "## Twee\n\nDe starterslening bedraagt 32%.\n"
        )
    )
    assert find_conflicts(documents, idf_of(documents)) == []


def test_another_subject_is_no_conflict(read: Read) -> None:
    documents = read(
        plan=(
            f"# Plan\n\n## Een\n\nDe starterslening bedraagt € 30.000 per woning.\n{FILLER}\n"
            "## Twee\n\nHet museum ontvangt € 32.000 voor een tentoonstelling.\n"
        )
    )
    assert find_conflicts(documents, idf_of(documents)) == []


def test_the_order_of_documents_does_not_matter(read: Read) -> None:
    documents = read(
        oud=f"# Wonen\n\nDe starterslening bedraagt ten hoogste € 30.000 per woning.\n{FILLER}",
        nieuw="# Wonen nu\n\nDe starterslening bedraagt ten hoogste € 32.000 per woning.\n",
    )
    idf = idf_of(documents)
    assert find_conflicts(documents, idf) == find_conflicts(documents[::-1], idf)


def test_nothing_in_no_documents() -> None:
    assert find_conflicts([], lambda stem: 1.0) == []


def test_touching_needs_the_figure_itself(letter_index: PolicyIndex) -> None:
    conflicts = find_conflicts(letter_index.documents.values(), letter_index.idf)
    statement = conflicts[0].first
    where = (statement.document_id, statement.start, statement.end)
    assert touching(conflicts, *where, statement.figure.text) == [conflicts[0]]
    assert touching(conflicts, *where, "€ 1") == []
    assert (
        touching(
            conflicts,
            statement.document_id,
            statement.end,
            statement.end + 1,
            statement.figure.text,
        )
        == []
    )
    assert touching(conflicts, "een-ander", *where[1:], statement.figure.text) == []
