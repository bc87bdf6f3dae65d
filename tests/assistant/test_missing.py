"""What is asked for must stand there: pairs of one statement and two questions, or the reverse."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.ask import Assistant
from assistant.evidence import Candidate
from assistant.missing import missing
from assistant.question import analyse
from assistant.words import Text

HOLDS = [
    ("Waarom is het zwembad dicht?", "Het zwembad is dicht, omdat het dak lekt."),
    ("Waarom is het zwembad dicht?", "Wegens een lek is het zwembad dicht."),
    ("Waardoor daalde het aantal leden?", "De daling wijt het bestuur aan de hogere contributie."),
    ("Hoe heet de wethouder?", "De wethouder, mevrouw jansen, tekende het besluit."),
    ("Hoe heet de wethouder?", "Het besluit is getekend door wethouder Jansen."),
    ("Hoe heet zo'n verlenging?", "Die verlenging heet een loonsanctie."),
    ("In welke gemeenten begint de proef?", "De proef begint in Delft en Zwolle."),
    ("In welke gemeenten begint de proef?", "Gemeenten die meedoen: Delft en Zwolle."),
    ("Op welke dag is het loket open?", "Het loket is elke woensdag open."),
    ("In welk jaar begint de proef?", "De proef begint in 2027."),
    ("Op welke datum sluit het loket?", "Het loket sluit de tweede dag na Pasen."),
    ("Tot welke leeftijd is zwemmen gratis?", "Zwemmen is gratis voor kinderen tot 12 jaar."),
    ("Tot welke leeftijd mag het?", "Personen van 70 jaar en ouder mogen niet meedoen."),
    ("Vanaf welke leeftijd mag het?", "Het pasje is er voor inwoners van 67 jaar en ouder."),
    ("Vanaf welke leeftijd mag ik werken?", "Wie jonger is dan 13 jaar, mag niet werken."),
    ("Welke drie routes zijn er?", "De drie routes zijn: zorg, techniek en bouw."),
    ("Welke routes zijn er?", "Er zijn drie routes (zorg en techniek)."),
    ("Welke scholen doen mee?", "Twee scholen, het Stedelijk en De Brug, doen mee."),
    ("Hoeveel clubs worden bezocht?", "Jaarlijks worden vierhonderd clubs bezocht."),
    ("Hoeveel kost de cursus?", "Deelname aan de cursus is gratis."),
    ("Hoe vaak komt de wijkagent langs?", "De wijkagent komt wekelijks langs."),
    ("Hoe vaak is er gecontroleerd?", "De inspectie controleerde driemaal."),
    ("Hoe vraag ik de pas aan?", "De pas is te krijgen bij het loket."),
    ("Wat gebeurt er als ik te laat betaal?", "Wie te laat betaalt, krijgt een boete."),
    ("Wat zijn de gevolgen van fraude?", "Bij fraude vervalt de toelage."),
    ("Is het zwembad dicht?", "Het zwembad sluit om acht uur."),
]

LACKS = [
    ("Waarom is het zwembad dicht?", "Het zwembad is sinds maandag dicht."),
    ("Om welke reden krijgen starters minder?", "Starters krijgen € 300 per maand."),
    ("Hoe heet de wethouder?", "De wethouder tekende het besluit op 3 mei."),
    ("Wie is de voorzitter van de raad?", "De raad kiest zelf een voorzitter."),
    ("Wie zitten er in de commissie?", "De commissie brengt in mei advies uit."),
    ("In welke gemeenten begint de proef?", "De proef begint in vijf gemeenten."),
    ("In welke stad is de beurs?", "De beurs wordt in het voorjaar gehouden."),
    ("Op welke datum sluit het loket?", "Het loket sluit als de pot leeg is."),
    ("Tot welke leeftijd kan dat?", "De bonus is er voor werknemers van 62 jaar en ouder."),
    ("Vanaf welke leeftijd kan dat?", "De lening is er voor kopers jonger dan 35 jaar."),
    ("Welke vijf banken doen mee?", "Met vijf banken is een akkoord gesloten."),
    ("Welke scholen hebben getekend?", "Alle scholen die hebben getekend krijgen geld."),
    ("Hoeveel clubs worden bezocht?", "De inspectie bezoekt clubs in de regio."),
    ("Hoe vaak komt de wijkagent langs?", "De wijkagent komt langs in de buurt."),
    ("Hoe vraag ik de pas aan?", "De pas geeft recht op korting in musea."),
    ("Wat gebeurt er als ik te laat betaal?", "De rekening moet op 1 mei zijn betaald."),
]


@pytest.fixture(scope="module")
def candidate(assistant: Assistant) -> Candidate:
    return assistant.readings(["Wat is sociale innovatie?"])[1][0].candidate


def _lacks(candidate: Candidate, question: str, statement: str, before: str = "") -> bool:
    words = candidate.body.words
    said = replace(candidate, body=Text.of(statement, words), near=Text.of(before, words))
    return missing(analyse(question), said)


@pytest.mark.parametrize(("question", "statement"), HOLDS)
def test_what_is_asked_stands_there(candidate: Candidate, question: str, statement: str) -> None:
    assert not _lacks(candidate, question, statement)


@pytest.mark.parametrize(("question", "statement"), LACKS)
def test_what_is_asked_does_not_stand_there(
    candidate: Candidate, question: str, statement: str
) -> None:
    assert _lacks(candidate, question, statement)


def test_a_reason_may_stand_in_the_sentence_before(candidate: Candidate) -> None:
    question = "Waarom sluit het zwembad om acht uur?"
    assert not _lacks(
        candidate, question, "Het sluit om acht.", "Vanwege de kosten is er minder open."
    )


def test_a_name_in_the_question_is_not_the_answer(candidate: Candidate) -> None:
    assert _lacks(candidate, "Hoe heet de wethouder van Delft?", "De wethouder van Delft tekende.")


@pytest.mark.parametrize(
    "text",
    [
        "Waarom ligt de leeftijdsgrens bij de ene bonus op 55 en bij de andere op 50 jaar?",
        "Tot welke leeftijd kan een werknemer de werkbonus krijgen?",
    ],
)
def test_what_is_only_stated_is_no_reason_and_a_beginning_no_end(
    assistant: Assistant, text: str
) -> None:
    assert assistant.ask([text]).status == "not_found"
