from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question import FIGURE_UNITS, Kind, analyse, kind_of

KINDS: list[tuple[Kind, str]] = [
    # amounts
    ("amount", "Hoeveel subsidie krijg ik voor zonnepanelen?"),
    ("amount", "Hoe hoog is de eigen bijdrage voor de Wmo?"),
    ("amount", "Hoe hoog is de boete voor te laat aanmelden?"),
    ("amount", "Wat kost een parkeervergunning?"),
    ("amount", "Wat kosten de leges voor een bouwvergunning?"),
    ("amount", "Welk bedrag is er beschikbaar voor schuldhulp?"),
    ("amount", "Hoeveel geld trekt het Rijk uit voor nieuwe fietspaden?"),
    ("amount", "Hoeveel moet ik verdienen om in aanmerking te komen?"),
    ("amount", "Wat is het budget voor de renovatie?"),
    ("amount", "Wat krijg ik als ik mijn auto laat slopen?"),
    ("amount", "Welk inkomen mag ik hebben voor een sociale huurwoning?"),
    ("amount", "Hoeveel toeslag krijgt een alleenstaande ouder?"),
    ("amount", "bedrag eigen risico?"),
    ("amount", "hoogte vergoeding mantelzorg"),
    ("amount", "Naar welk bedrag gaat de drempel?"),
    ("amount", "Hoeveel kost een kapvergunning?"),
    # percentages
    ("percentage", "Hoeveel procent van de huishoudens heeft een laag inkomen?"),
    ("percentage", "Welk percentage van de woningen is sociale huur?"),
    ("percentage", "Welk deel van het budget gaat naar onderhoud?"),
    ("percentage", "Wat is het aandeel vrouwen in de raad?"),
    ("percentage", "Met hoeveel procent stijgt de huur?"),
    ("percentage", "Hoeveel % minder afval moet er zijn?"),
    ("percentage", "percentage leegstand winkels?"),
    # dates and periods
    ("date", "Wanneer gaat de regeling in?"),
    ("date", "Vanaf wanneer geldt de nieuwe norm?"),
    ("date", "Op welke datum sluit het loket?"),
    ("date", "Tot wanneer kan ik bezwaar maken?"),
    ("date", "In welk jaar begint de bouw?"),
    ("date", "In welk schooljaar start de proef?"),
    ("date", "Wat is de ingangsdatum van de verordening?"),
    ("date", "ingangsdatum milieuzone?"),
    ("date", "Sinds wanneer bestaat het fonds?"),
    ("date", "In welke periode loopt het programma?"),
    # ages
    ("age", "Vanaf welke leeftijd mag een kind naar de opvang?"),
    ("age", "Hoe oud moet ik zijn om te stemmen?"),
    ("age", "Wat is de leeftijdsgrens voor de jeugdhulp?"),
    ("age", "Tot welke leeftijd krijg ik kinderbijslag?"),
    ("age", "Wat is de minimumleeftijd voor een bromfiets?"),
    # durations
    ("duration", "Hoe lang duurt de behandeling van mijn aanvraag?"),
    ("duration", "Binnen welke termijn moet ik bezwaar maken?"),
    ("duration", "Hoeveel weken verlof krijg ik?"),
    ("duration", "Hoeveel dagen van tevoren moet ik een evenement melden?"),
    ("duration", "Binnen hoeveel weken beslist het college?"),
    ("duration", "Hoe snel krijg ik een antwoord?"),
    ("duration", "Wat is de looptijd van de lening?"),
    ("duration", "hoelang wachttijd huurwoning"),
    # counts
    ("count", "Hoeveel woningen worden er gebouwd?"),
    ("count", "Hoeveel gemeenten doen mee aan de proef?"),
    ("count", "Hoe vaak wordt het restafval opgehaald?"),
    ("count", "Wat is het aantal opvangplekken?"),
    ("count", "Hoeveel leerlingen zitten er hoogstens in een klas?"),
    ("count", "aantal laadpalen in de wijk?"),
    # who
    ("who", "Wie beslist over de vergunning?"),
    ("who", "Wie is verantwoordelijk voor het onderhoud van de dijk?"),
    ("who", "Door wie wordt het toezicht uitgevoerd?"),
    ("who", "Welke organisatie voert de regeling uit?"),
    ("who", "Welk ministerie betaalt de proef?"),
    ("who", "Op wiens verzoek is het onderzoek gedaan?"),
    ("who", "Welke minister heeft het plan ingediend?"),
    # where
    ("where", "Waar kan ik een parkeervergunning aanvragen?"),
    ("where", "Waar moet ik een lekkage melden?"),
    ("where", "Bij welk loket moet ik zijn?"),
    # lists
    ("list", "Noem de voorwaarden voor de subsidie."),
    ("list", "Wat zijn de onderdelen van het klimaatakkoord?"),
    ("list", "Welke maatregelen neemt de gemeente tegen de stank?"),
    ("list", "Welke drie gebieden krijgen voorrang?"),
    ("list", "Uit welke onderdelen bestaat het plan?"),
    ("list", "Geef de eisen voor een standplaats."),
    ("list", "Welke documenten heb ik nodig voor de aanvraag?"),
    # definitions
    ("definition", "Wat is een beschermd stadsgezicht?"),
    ("definition", "Wat wordt verstaan onder een mantelzorger?"),
    ("definition", "Wat betekent participatie?"),
    ("definition", "Wat houdt de energietoets in?"),
    ("definition", "Wat wordt bedoeld met een voorliggende voorziening?"),
    ("definition", "Wat is de Omgevingswet?"),
    # reasons
    ("reason", "Waarom wordt het zwembad gesloten?"),
    ("reason", "Waardoor stijgen de kosten van de jeugdzorg?"),
    ("reason", "Wat is het doel van de verordening?"),
    ("reason", "Hoe komt het dat de wachtlijst groeit?"),
    ("reason", "Wat is de reden van de verhuizing?"),
    ("reason", "Met welk doel is het fonds opgericht?"),
    # ways
    ("way", "Hoe vraag ik een rijbewijs aan?"),
    ("way", "Op welke manier wordt de overlast bestreden?"),
    ("way", "Hoe wordt de luchtkwaliteit gemeten?"),
    # yes or no
    ("yesno", "Mag ik hout stoken in mijn tuin?"),
    ("yesno", "Krijg ik ook hulp als ik in deeltijd werk?"),
    ("yesno", "Geldt de regeling ook voor zzp'ers?"),
    ("yesno", "Moet mijn hond een chip hebben?"),
    ("yesno", "Zijn er uitzonderingen op het verbod?"),
    ("yesno", "Kan een student huurtoeslag krijgen?"),
    ("yesno", "Is een vergunning verplicht?"),
    # facts
    ("fact", "Welke wijk krijgt als eerste een warmtenet?"),
    ("fact", "Onder welke regeling val ik?"),
    ("fact", "Wat gebeurt er met het oude stadhuis?"),
]


@pytest.mark.parametrize(("kind", "question"), KINDS, ids=[q for _, q in KINDS])
def test_kind_of_a_question(kind: Kind, question: str) -> None:
    assert kind_of(question) == kind


@pytest.mark.parametrize(
    ("kind", "question"),
    [
        ("list", "Wat zijn de doelen van het klimaatakkoord?"),
        ("fact", "Op welke bonus heb ik recht?"),
        ("fact", "Onder welke prijs mag ik huren?"),
    ],
)
def test_number_of_a_noun_tells_a_list_from_a_fact(kind: Kind, question: str) -> None:
    assert kind_of(question) == kind


def test_the_table_has_every_kind_but_the_one_between_them() -> None:
    assert len(KINDS) >= 80
    assert {kind for kind, _ in KINDS} == {
        "amount", "percentage", "date", "age", "duration", "count", "who", "where", "list",
        "definition", "reason", "way", "yesno", "fact",
    }  # fmt: skip


@pytest.mark.parametrize(
    "question",
    ["Hoe hoog is het peil in de polder?", "Hoe groot wordt de nieuwe sporthal?"],
)
def test_how_high_without_a_unit_may_be_any_measure(question: str) -> None:
    assert kind_of(question) == "measure"
    assert {"EUR", "%", "count"} <= FIGURE_UNITS["measure"]


@pytest.mark.parametrize(("kind", "question"), KINDS[::7])
def test_case_spaces_and_a_lead_do_not_change_the_kind(kind: Kind, question: str) -> None:
    assert kind_of(question.upper()) == kind
    assert kind_of("  " + question.replace(" ", "   ")) == kind


AGES = [
    ("Ik neem een timmerman van 58 aan. Wat krijg ik?", 58),
    ("ik ben 61, wat krijg ik?", 61),
    ("Ik ben 61 en werk nog. Krijg ik iets?", 61),
    ("wat geldt er boven de dertig?", 30),
    ("toeslag voor iemand van 45?", 45),
    ("Mijn buurman is 63 jaar en werkt nog.", 63),
    ("werknemers van 61 jaar en ouder", 61),
    ("Ik word 66 en wil stoppen. Kan dat?", 66),
    ("kortingskaart vanaf 65?", 65),
]


@pytest.mark.parametrize(("question", "age"), AGES, ids=[q for q, _ in AGES])
def test_ages_that_people_type(question: str, age: int) -> None:
    found = [f for f in analyse(question).figures if f.unit == "age"]
    assert [f.value for f in found] == [age]
    assert all(question[f.start : f.end] == f.text for f in found)


@pytest.mark.parametrize(
    ("question", "age"),
    [
        ("Hoeveel moet iemand boven de dertig verdienen?", 30),
        ("Mag een kind jonger dan 12 mee?", 12),
    ],
)
def test_ages_before_any_word(question: str, age: int) -> None:
    assert [f.value for f in analyse(question).figures if f.unit == "age"] == [age]


NO_AGES = [
    "Waarvoor is er een budget van 58 miljoen?",
    "Wat gebeurt er met de boete van 45 euro?",
    "Waarom een daling van 30 procent?",
    "Wat staat er in artikel 12?",
    "Wie woont er boven de 30 meter?",
    "Wat kost een vergunning van 25 euro?",
    "Wat verandert er vanaf 2015?",
    "Hoe zit het met de regeling van 20 maart?",
    "Geldt er korting onder 50 euro?",
    "Wie zit er in groep 30 van de lijst?",
    "Wat mag er boven 60 decibel?",
    "Mag ik harder dan 50 kilometer per uur?",
    "Hoeveel plaatsen zijn er over 10 weken?",
]


@pytest.mark.parametrize("question", NO_AGES)
def test_other_numbers_are_no_ages(question: str) -> None:
    assert [f for f in analyse(question).figures if f.unit == "age"] == []


FIGURES = [
    ("Waarvoor is het bedrag van € 37.575 bedoeld?", "EUR", 37575),
    ("Wat gebeurt er op 1 januari 2013?", "date", "2013-01-01"),
    ("Wie krijgt 50% korting?", "%", 50),
    ("Wat moet er binnen twee weken gebeuren?", "weeks", 2),
    ("Waar gaat de 6 miljoen euro heen?", "EUR", 6_000_000),
]


@pytest.mark.parametrize(("question", "unit", "value"), FIGURES)
def test_figures_in_a_question(question: str, unit: str, value: object) -> None:
    assert (unit, value) in [(f.unit, f.value) for f in analyse(question).figures]


def stems_of(question: str) -> set[str]:
    return {term.token.norm for term in analyse(question).terms}


def test_terms_carry_the_subject_and_not_the_form_of_the_question() -> None:
    assert stems_of("Hoe hoog is de parkeervergoeding voor bewoners?") >= {
        "parkeervergoeding",
        "bewoners",
    }
    assert not stems_of("Hoe hoog is de parkeervergoeding?") & {"hoe", "is", "de"}


def test_a_term_is_counted_once() -> None:
    terms = analyse("Een vergunning, twee vergunningen: welke vergunning eerst?").terms
    assert len({t.token.stem for t in terms}) == len(terms)


def test_words_that_name_the_kind_of_answer_weigh_as_generic() -> None:
    generic = {t.token.norm for t in analyse("Wat is de hoogte van de premie?").terms if t.generic}
    assert generic == {"hoogte"}


def test_what_is_told_before_the_question_is_background() -> None:
    roles = {t.token.norm: t.role for t in analyse("Ik heb een bakkerij. Welke vergunning?").terms}
    assert roles["bakkerij"] == "background"
    assert roles["vergunning"] == "focus"


@pytest.mark.parametrize(
    ("question", "preposition"),
    [
        ("Naar welk bedrag gaat de huur?", "naar"),
        ("Tot wanneer loopt het?", "tot"),
        ("Met hoeveel stijgt de premie?", "met"),
        ("Wanneer loopt het af?", ""),
    ],
)
def test_preposition_before_the_question_word(question: str, preposition: str) -> None:
    assert analyse(question).preposition == preposition


@given(st.text(max_size=300))
def test_any_text_can_be_taken_apart(text: str) -> None:
    question = analyse(text)
    for figure in question.figures:
        assert text[figure.start : figure.end] == figure.text
    for term in question.terms:
        assert text[term.token.start : term.token.end] == term.token.text


HOSTILE = [
    "a" * 1000,
    "wat is " + "de " * 330,
    "wat is de " + "x" * 990,
    "welke " + "mooie " * 160,
    "hoeveel " + "van " * 240 + "?",
    "hoe groot is " + "de het " * 140,
    "waar staat " + "a " * 490,
    "ik ben " * 140,
    "1" * 1000,
    "1." * 500,
    "€ " * 500,
    "welk " * 200,
    "10 en " * 166,
    "A. " * 333,
    "onder 12 " * 110,
]


@pytest.mark.parametrize("text", HOSTILE, ids=[h[:12] for h in HOSTILE])
def test_no_question_takes_long_to_take_apart(text: str) -> None:
    started = time.perf_counter()
    analyse(text[:1000])
    assert time.perf_counter() - started < 1.0
