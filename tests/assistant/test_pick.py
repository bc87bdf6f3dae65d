from __future__ import annotations

import pytest

from assistant.match import Matcher
from assistant.pick import Pick, condition_of, moment_of, picks
from assistant.question import analyse
from assistant.words import Text, Words
from corpus.figures import find_figures
from index.store import PolicyIndex
from index.thesaurus import Thesaurus


@pytest.fixture(scope="module")
def words(letter_index: PolicyIndex) -> Words:
    return Words(letter_index.encoder)


@pytest.fixture(scope="module")
def matcher(letter_index: PolicyIndex, words: Words) -> Matcher:
    return Matcher(letter_index, words, Thesaurus.load())


def picked(matcher: Matcher, words: Words, question: str, text: str) -> list[Pick]:
    asked = analyse(question)
    body, frame = Text.of(text, words), Text.of("", words)
    return picks(asked, body, frame, matcher.table(asked, [body, frame]))


CASES = [
    ("Hoe hoog is de premie voor een gezin?",
     "De premie is € 40 voor een alleenstaande en de premie is € 90 voor een gezin.", "€ 90"),
    ("Hoe hoog is de toelage voor een gezin?",
     "Een gezin krijgt een toelage van € 90; een student krijgt een toelage van € 30.", "€ 90"),
    ("Hoe hoog is de toelage voor een student?",
     "Een gezin krijgt een toelage van € 90; een student krijgt een toelage van € 30.", "€ 30"),
    ("Hoeveel procent van de winkels staat leeg?",
     "Van de winkels staat 12% leeg, en van de kantoren staat 17% leeg.", "12%"),
    ("Wat krijg ik als ik iemand van 58 aanneem?",
     "Een werkgever krijgt € 500 voor een werknemer onder 50 jaar en een hogere premie van € 900 "
     "voor een werknemer boven 55 jaar.", "€ 900"),
    ("Hoeveel geld is er in 2014 voor het fonds?",
     "In 2013 is er voor het fonds € 2 miljoen, en in 2014 is er voor het fonds € 3 miljoen.",
     "€ 3 miljoen"),
    ("Hoeveel krijgt een gezin maximaal?",
     "Een gezin krijgt minimaal € 100 en een gezin krijgt maximaal € 400.", "maximaal € 400"),
    ("Binnen welke termijn beslist het college?",
     "Het college beslist binnen acht weken, en het bezwaar kan in zes maanden.", "acht weken"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "text", "best"), CASES, ids=[c[0] for c in CASES])
def test_the_figure_of_the_right_case_comes_first(
    matcher: Matcher, words: Words, question: str, text: str, best: str
) -> None:
    assert best.endswith(picked(matcher, words, question, text)[0].figure.text.split("binnen ")[-1])


def test_only_figures_of_the_asked_kind(matcher: Matcher, words: Words) -> None:
    text = "In 2013 betaalt 40% van de huurders € 500 aan huur, gedurende twee jaar."
    assert {p.figure.unit for p in picked(matcher, words, "Hoeveel geld kost de huur?", text)} == {
        "EUR"
    }
    assert picked(matcher, words, "Wie betaalt de huur?", text) == []
    assert picked(matcher, words, "Hoe oud zijn de huurders?", text) == []


def test_an_age_of_the_question_is_no_answer(matcher: Matcher, words: Words) -> None:
    found = picked(matcher, words, "Tot welke leeftijd krijg ik als ik 61 jaar ben iets?",
                   "Wie 61 jaar is, krijgt dit tot 67 jaar.")  # fmt: skip
    assert 61 not in [p.figure.value for p in found if p.figure.comparator is None]


def test_the_figure_of_another_variety_is_not_picked(matcher: Matcher, words: Words) -> None:
    text = (
        "Er is een enkele toeslag van € 50 voor ouders boven 40 jaar en een dubbele toeslag voor "
        "wezen onder 20 jaar."
    )
    assert picked(matcher, words, "Hoe hoog is de dubbele toeslag?", text) == []
    assert len(picked(matcher, words, "Hoe hoog is de enkele toeslag?", text)) == 1


def test_a_variety_without_any_figure_of_its_own(matcher: Matcher, words: Words) -> None:
    text = "Er is een enkele toeslag van € 50 voor gezinnen en een dubbele toeslag voor wezen."
    assert picked(matcher, words, "Hoe hoog is de dubbele toeslag?", text) == []


def test_a_condition_is_no_variety(matcher: Matcher, words: Words) -> None:
    text = (
        "Het jaarinkomen is voor deze groep verlaagd van € 37.000 (dat geldt voor werknemers "
        "jonger dan 30 jaar) naar € 26.000."
    )
    question = "Welk minimuminkomen geldt voor werknemers jonger dan 30 jaar?"
    assert "€ 37.000" in [p.figure.text for p in picked(matcher, words, question, text)]


def test_percentage_points_only_when_asked(matcher: Matcher, words: Words) -> None:
    text = "Het aandeel stijgt met 8 procentpunt naar 26%."
    plain = picked(matcher, words, "Naar welk percentage stijgt het aandeel?", text)
    points = picked(matcher, words, "Met hoeveel procentpunt stijgt het aandeel?", text)
    assert [p.figure.unit for p in plain] == ["%"]
    assert [p.figure.unit for p in points] == ["procentpunt"]


def test_picks_are_figures_of_the_body_best_first(matcher: Matcher, words: Words) -> None:
    text = "Een gezin krijgt € 90; een student € 30; een wees € 120."
    found = picked(matcher, words, "Hoeveel geld krijgt een student?", text)
    assert len(found) == 3
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    assert all(text[p.figure.start : p.figure.end] == p.figure.text for p in found)


@pytest.mark.parametrize(
    ("question", "text", "outcome"),
    [
        ("Ik ben 61 jaar. Krijg ik iets?", "werknemers van 60 jaar en ouder", 1),
        ("Ik ben 59 jaar. Krijg ik iets?", "werknemers van 60 jaar en ouder", -1),
        ("Ik ben 25 jaar. Krijg ik iets?", "jonger dan 30 jaar", 1),
        ("Ik ben 61 jaar. Krijg ik iets?", "een bedrag van € 60", 0),
        ("Krijg ik iets?", "werknemers van 60 jaar en ouder", 0),
    ],
)
def test_conditions(question: str, text: str, outcome: int) -> None:
    assert condition_of(analyse(question), find_figures(text)) == outcome


@pytest.mark.parametrize(
    ("question", "text", "outcome"),
    [
        ("Hoeveel is er in 2013?", "in 2013 is er geld", 1),
        ("Hoeveel is er in 2013?", "in 2012 is er geld", -1),
        ("Hoeveel is er in 2013?", "er is geld", 0),
        ("Hoeveel is er?", "in 2012 is er geld", 0),
        ("Wanneer in 2013 begint het?", "in 2012 is er geld", 0),
        ("Hoeveel is er in 2013?", "vanaf het schooljaar 2013-2014", 1),
    ],
)
def test_moments(question: str, text: str, outcome: int) -> None:
    assert moment_of(analyse(question), find_figures(text)) == outcome


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Hoeveel is er in 2014?", "in de periode 2012–2014 is er geld"),
        ("Hoeveel kwam er op 20 maart binnen?", "op 20 maart 2012 kwam er geld binnen"),
    ],
)
def test_moments_that_agree_in_part(question: str, text: str) -> None:
    assert moment_of(analyse(question), find_figures(text)) >= 0
