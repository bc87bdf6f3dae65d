from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Citation
from assistant.notices import dated, differing, of_quotes
from corpus.document import Document, Metadata

TODAY = date(2024, 6, 1)


def document(written: str | None) -> Document:
    return Document(
        "nota", Metadata("De nota", "nota.txt", "0" * 64, date=written), "", (), (), (), (), ()
    )


def quoting(quote: str, n: int = 1) -> Citation:
    return Citation(n, "nota", "De nota", [], quote, 0, len(quote), None, [1, 1], 0.5)


@pytest.mark.parametrize("written", ["2012", "2012-03", "2022-12-31"])
def test_an_old_document_is_dated(written: str) -> None:
    (notice,) = dated([document(written)], TODAY)
    assert notice.kind == "dated"
    assert written[:4] in notice.text
    assert "De nota" in notice.text


@pytest.mark.parametrize("written", [None, "", "2023", "2024-05-31", "2025", "onbekend"])
def test_a_recent_or_undated_document_is_not(written: str | None) -> None:
    assert dated([document(written)], TODAY) == []


ANNOUNCED = [
    "Er komt een fonds voor kleine scholen.",
    "De regeling treedt per 1 juli in werking.",
    "Het college zal de huur verlagen.",
    "De gemeente kondigt een proef aan.",
    "Het kabinet wil de drempel verlagen.",
    "De toeslag wordt in twee stappen verhoogd.",
    "Het kabinet onderzoekt of de eis kan vervallen.",
]
IN_FORCE = [
    "De toeslag bedraagt 90 euro per maand.",
    "Aanvragen kan bij het loket.",
    "De gemeente heeft in 2010 een fonds opgericht.",
    "Werkgevers krijgen een premie van 500 euro.",
]


@pytest.mark.parametrize("quote", ANNOUNCED)
def test_an_announcement_is_named(quote: str) -> None:
    notices = of_quotes([quoting(quote)], [""])
    assert [n.kind for n in notices] == ["announced"]
    assert notices[0].citations == [1]


@pytest.mark.parametrize("quote", IN_FORCE)
def test_what_holds_is_not_called_an_announcement(quote: str) -> None:
    assert of_quotes([quoting(quote)], [""]) == []


def test_the_sentence_that_introduces_a_quote_counts() -> None:
    lead = "Het kabinet kondigt de volgende maatregelen aan:"
    notices = of_quotes([quoting("Een bonus van € 500."), quoting("Een loket.", 2)], [lead, ""])
    assert [(n.kind, n.citations) for n in notices] == [("announced", [1])]


def test_a_quote_that_points_elsewhere() -> None:
    notices = of_quotes([quoting("De eisen zijn beschreven in de bijlage.")], [""])
    assert [(n.kind, n.citations) for n in notices] == [("elsewhere", [1])]


def test_differing_does_not_call_either_wrong() -> None:
    notice = differing([1, 2])
    assert notice.kind == "conflict"
    assert notice.citations == [1, 2]
    assert "verschillende bedragen" in notice.text
    assert "fout" not in notice.text
