from __future__ import annotations

import pytest

from index.answer_type import asked_units, figure_units
from index.store import PolicyIndex


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("Wanneer gaat de regeling in?", "date"),
        ("Vanaf welk schooljaar geldt dit?", "date"),
        ("Hoe hoog is de toeslag?", "EUR"),
        ("Wat is het minimale salaris voor een promovendus?", "EUR"),
        ("Hoeveel kost een vergunning?", "EUR"),
        ("Hoeveel procent van de aanvragen wordt afgewezen?", "%"),
        ("Vanaf welke leeftijd telt dit?", "age"),
        ("Hoe lang duurt de behandeling?", "weeks"),
        ("Hoeveel scholen doen mee?", "count"),
    ],
)
def test_what_is_asked(question: str, unit: str) -> None:
    assert unit in asked_units(question)


@pytest.mark.parametrize(
    "question", ["Wie voert de regeling uit?", "Waarom is het salaris verhoogd?", "", "fietsplan"]
)
def test_no_figure_is_asked(question: str) -> None:
    assert not asked_units(question)


def test_units_of_a_passage() -> None:
    assert figure_units("Vanaf 1 mei 2020 is de vergoeding € 250.") == {"date", "EUR"}


def test_a_date_is_found_where_the_words_alone_would_miss_it(letter: PolicyIndex) -> None:
    top = letter.search("Wanneer treedt het Vitaliteitspakket in werking?", 1)[0]
    assert "1 januari 2013" in top.passage.text
