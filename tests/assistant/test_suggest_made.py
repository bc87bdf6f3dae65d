"""Questions made from one plain sentence."""

from __future__ import annotations

import pytest

from assistant.question import kind_of
from assistant.suggest_made import MOST_CHARACTERS, made_from

MADE = [
    ("Het college trekt € 3 miljoen uit voor de bibliotheken.",
     "Hoeveel geld trekt het college uit voor de bibliotheken?", "€ 3 miljoen"),
    ("De bijdrage bedraagt maximaal € 250 per gezin.", "Hoe hoog is de bijdrage?", "maximaal € 250"),
    ("Op 11 juni 2013 heeft de raad het advies aangeboden.",
     "Wanneer heeft de raad het advies aangeboden?", "11 juni 2013"),
    ("De subsidieregeling vervalt per 1 januari 2025.",
     "Wanneer vervalt de subsidieregeling?", "1 januari 2025"),
    ("De machtiging geldt zes maanden.", "Hoe lang geldt de machtiging?", "zes maanden"),
    ("37% van de starters heeft geen vaste begeleider.",
     "Hoeveel procent van de starters heeft geen vaste begeleider?", "37%"),
    ("De gemeente verlaagt de parkeertarieven, omdat winkels daar last van hebben.",
     "Waarom verlaagt de gemeente de parkeertarieven?", "winkels daar"),
    ("De regeling wordt door het UWV uitgevoerd.",
     "Door wie wordt de regeling uitgevoerd?", "UWV"),
    ("De aanvraag kost € 85.", "Hoeveel kost de aanvraag?", "€ 85"),
    ("Er is € 2 miljoen beschikbaar voor scholing.",
     "Hoeveel geld is er beschikbaar voor scholing?", "€ 2 miljoen"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "question", "says"), MADE)
def test_a_question_is_the_clause_with_what_answers_it_left_out(
    sentence: str, question: str, says: str
) -> None:
    made = {m.question: m for m in made_from(sentence)}
    assert question in made, list(made)
    assert made[question].says.startswith(says)
    assert says in sentence
    assert says not in question
    assert kind_of(question) in made[question].kinds


@pytest.mark.parametrize(
    "sentence",
    [
        "Deze bijdrage bedraagt € 250.",  # points back
        "Daarvoor is € 250 beschikbaar.",
        "In 2020 is het streven 600 punten.",  # what it amounts to, not what happens
        "De raad zegt: \u201ehet kost € 250\u201d.",
        "De raad, die vaker sprak, heeft op 11 juni 2013 advies gegeven.",
        "De middelen bedragen € 4 miljoen per jaar.",  # money does not amount to money
        "De school stelt een ruimte beschikbaar en betaalt het loon tijdens de les.",  # two verbs
        "De gemeenten blijven zelf verantwoordelijk voor hun balies.",  # leans on its subject
        "In 2012 waren er nog balies waar men terechtkon.",  # no event
        "",
        "12 mei 2012",
        "De " + "zeer " * 40 + "dure regeling bedraagt € 250.",
    ],
)
def test_what_is_not_plain_makes_none(sentence: str) -> None:
    assert [m for m in made_from(sentence) if len(m.question) <= MOST_CHARACTERS] == []
