from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assistant.conflicts_command import conflict_row, to_text
from assistant.schema import load_schema
from corpus.library import read_corpus
from index.conflicts import find_conflicts
from index.lexical import inverse_document_frequencies

Rows = Callable[[str], list[dict[str, Any]]]
DIFFERENT = (
    "# Wonen\n\n## Starterslening\n\nDe starterslening bedraagt ten hoogste € 30.000 per woning.\n\n"
    "## Groen\n\nDe gemeente plant bomen in straten waar het in de zomer te warm wordt.\n\n"
    "## Tabel\n\nDe starterslening bedraagt ten hoogste € 32.000 per woning.\n"
)


@pytest.fixture
def rows(tmp_path: Path) -> Rows:
    def rows(text: str) -> list[dict[str, Any]]:
        (tmp_path / "plan.md").write_text(text, encoding="utf-8")
        documents = read_corpus(tmp_path)
        known, unseen = inverse_document_frequencies([p for d in documents for p in d.passages])
        found = find_conflicts(documents, lambda stem: known.get(stem, unseen))
        return [conflict_row(one, {d.id: d for d in documents}) for one in found]

    return rows


def test_both_quotes_with_their_places(rows: Rows) -> None:
    (row,) = rows(DIFFERENT)
    Draft202012Validator(load_schema("conflicts")).validate([row])
    assert [s["figure"]["value"] for s in row["statements"]] == [30000, 32000]
    assert [s["section_path"][-1] for s in row["statements"]] == ["Starterslening", "Tabel"]
    for statement in row["statements"]:
        assert statement["figure"]["text"] in statement["quote"]
        assert DIFFERENT.splitlines()[statement["lines"][0] - 1] == statement["quote"]


def test_what_differs_comes_first_in_plain_text(rows: Rows) -> None:
    text = to_text(rows(DIFFERENT))
    assert text.startswith("1 verschil gevonden.\n\n1. ten hoogste € 30.000 tegenover ten hoogste")
    assert text.count("„De starterslening bedraagt") == 2
    assert "Starterslening, regel 5" in text


def test_nothing_found_claims_no_more_than_that(rows: Rows) -> None:
    found = rows(DIFFERENT.replace("32.000", "30.000"))
    assert found == []
    assert "Niet elk verschil wordt gevonden" in to_text(found)


def test_a_row_without_quotes_is_not_as_the_schema_says(rows: Rows) -> None:
    (row,) = rows(DIFFERENT)
    row["statements"] = row["statements"][:1]
    assert not Draft202012Validator(load_schema("conflicts")).is_valid([row])
