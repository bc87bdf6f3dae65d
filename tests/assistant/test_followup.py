from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.followup import standalone, topic
from index.compounds import zipf


def weigh(norm: str) -> float:
    """How rare a word is in Dutch; what the assistant uses over a text without that word."""
    return min(1.0, max(0.1, (6.5 - zipf(norm)) / 3.0))


# Conversations over any subject, and the last turn as one would ask it on its own.
COMPLETED: list[tuple[list[str], str]] = [
    # a slot of the question before is filled anew
    (["Hoe hoog is de huurtoeslag voor gezinnen?", "En voor alleenstaanden?"],
     "Hoe hoog is de huurtoeslag voor alleenstaanden?"),
    (["Wat zijn de regels voor werknemers?", "En voor werkgevers?"],
     "Wat zijn de regels voor werkgevers?"),
    (["Wat zijn de regels voor werknemers?", "Voor werkgevers?"],
     "Wat zijn de regels voor werkgevers?"),
    (["Welke eisen gelden er voor leraren?", "maar voor instructeurs"],
     "Welke eisen gelden er voor instructeurs?"),
    (["Hoe hoog is de parkeerboete in het centrum?", "En in de buitenwijken?"],
     "Hoe hoog is de parkeerboete in de buitenwijken?"),
    (["Hoe hoog is de boete bij een eerste overtreding?", "En bij een tweede overtreding?"],
     "Hoe hoog is de boete bij een tweede overtreding?"),
    (["Hoeveel woningen komen er in de binnenstad?", "En in het buitengebied?"],
     "Hoeveel woningen komen er in het buitengebied?"),
    (["Hoe hoog is de toeslag in 2012?", "En in 2013?"], "Hoe hoog is de toeslag in 2013?"),
    (["Hoeveel subsidie is er voor isolatie?", "En voor zonnepanelen op een schuur?"],
     "Hoeveel subsidie is er voor zonnepanelen op een schuur?"),
    # or added at its end
    (["Krijgen studenten huurtoeslag?", "En als ik bij mijn ouders woon?"],
     "Krijgen studenten huurtoeslag, als ik bij mijn ouders woon?"),
    (["Hoeveel opvanguren krijgt een peuter?", "En met een indicatie?"],
     "Hoeveel opvanguren krijgt een peuter met een indicatie?"),
    (["Hoe hoog is de boete?", "En per dag?"], "Hoe hoog is de boete per dag?"),
    # a pronoun
    (["Wat is de energietoelage?", "Hoeveel is dat?"], "Hoeveel is de energietoelage?"),
    (["Wat is de energietoelage?", "Hoe hoog is die?"], "Hoe hoog is de energietoelage?"),
    (["Wat is de energietoelage?", "En wanneer gaat die in?"],
     "Wanneer gaat de energietoelage in?"),
    (["Wat is het Deltafonds?", "Wie beheert het?"], "Wie beheert het Deltafonds?"),
    (["Wat is het Deltafonds?", "En hoe groot is het?"], "Hoe groot is het Deltafonds?"),
    (["Wie beslist over de kapvergunning?", "Wat kost dat?"], "Wat kost de kapvergunning?"),
    (["Wat is de Wet open overheid?", "Geldt dat ook voor gemeenten?"],
     "Geldt de Wet open overheid ook voor gemeenten?"),
    (["Wat is de parkeervergunning?", "Kan een bedrijf die ook krijgen?"],
     "Kan een bedrijf de parkeervergunning ook krijgen?"),
    (["Hoeveel verdient een wethouder?", "En hoe lang zit hij er?"],
     "Hoe lang zit een wethouder er?"),
    (["Hoe oud moet ik zijn voor een seniorenpas?", "Wat kost die?"], "Wat kost een seniorenpas?"),
    # daarvoor, ervan, daar ... over
    (["Wat is de energietoelage?", "Wie komt daarvoor in aanmerking?"],
     "Wie komt voor de energietoelage in aanmerking?"),
    (["Wat is de energietoelage?", "Wat vindt het kabinet daarvan?"],
     "Wat vindt het kabinet van de energietoelage?"),
    (["Wat is het Deltafonds?", "Wat zegt de brief daar over?"],
     "Wat zegt de brief over het Deltafonds?"),
    (["Wat is de jeugdraad?", "Wie zitten daarin?"], "Wie zitten in de jeugdraad?"),
    (["Wat is de jeugdraad?", "Hoeveel leden zitten erin?"],
     "Hoeveel leden zitten in de jeugdraad?"),
    (["Wat houdt de dakloosheidsaanpak in?", "Wat doet de gemeente ermee?"],
     "Wat doet de gemeente met de dakloosheidsaanpak?"),
    (["Wie beslist over de kapvergunning?", "Kan ik daartegen bezwaar maken?"],
     "Kan ik tegen de kapvergunning bezwaar maken?"),
    # another thing, asked the same
    (["Hoe hoog is de enkele bonus?", "En de dubbele?"], "Hoe hoog is de dubbele bonus?"),
    (["Hoe hoog is de mobiliteitsbonus?", "En de dubbele?"],
     "Hoe hoog is de dubbele mobiliteitsbonus?"),
    (["Hoe hoog is de mobiliteitsbonus?", "En de werkbonus?"], "Hoe hoog is de werkbonus?"),
    (["Wat kost een paspoort?", "En een rijbewijs?"], "Wat kost een rijbewijs?"),
    (["Hoeveel verdient een wethouder?", "En de burgemeester?"],
     "Hoeveel verdient de burgemeester?"),
    # the verb at the end stays, and a phrase of the same kind gives way
    (["Wat is de energietoelage?", "Hoe kan ik die aanvragen?"],
     "Hoe kan ik de energietoelage aanvragen?"),
    (["Wat is het Deltafonds?", "Wanneer is het opgericht?"],
     "Wanneer is het Deltafonds opgericht?"),
    (["Wie beslist over de kapvergunning?", "Is die verplicht?"], "Is de kapvergunning verplicht?"),
    (["Wanneer wordt het gft-afval opgehaald?", "En het restafval?"],
     "Wanneer wordt het restafval opgehaald?"),
    (["Hoeveel weken verlof krijgt een partner?", "En een adoptieouder?"],
     "Hoeveel weken verlof krijgt een adoptieouder?"),
    (["Geldt het rookverbod op terrassen?", "En op stations?", "En in winkels?"],
     "Geldt het rookverbod in winkels?"),
    # chains of three
    (["Wat is de energietoelage?", "Hoe hoog is die?", "En voor studenten?"],
     "Hoe hoog is de energietoelage voor studenten?"),
    (["Hoe hoog is de enkele bonus?", "En de dubbele?", "Wanneer gaat die in?"],
     "Wanneer gaat de dubbele bonus in?"),
    (["Wat is de stadspas?", "Wie krijgt die?", "Hoeveel kost die?"], "Hoeveel kost de stadspas?"),
    (["Wat is de energietoelage?", "Hoe hoog is die?", "Wat is een beschermd stadsgezicht?"],
     "Wat is een beschermd stadsgezicht?"),
]  # fmt: skip

COMPLETE = [
    "Wat is een beschermd stadsgezicht?",
    "Welke wijk krijgt als eerste een warmtenet?",
    "Hoe hoog is de boete voor geluidsoverlast?",
    "Wanneer kan ik een kapvergunning aanvragen?",
    "Mag een bedrijf ook asbest brengen naar de milieustraat?",
    "Met welk percentage stijgt de huur van een sociale woning?",
    "Voor wie is de bijzondere bijstand bedoeld?",
    "In welk jaar begint de bouw van het museum?",
]


def _names(cases: list[tuple[list[str], str]]) -> list[str]:
    return [" / ".join(turns) for turns, _ in cases]


@pytest.mark.parametrize(("turns", "whole"), COMPLETED, ids=_names(COMPLETED))
def test_a_short_turn_is_completed(turns: list[str], whole: str) -> None:
    assert standalone(turns, weigh) == whole


@pytest.mark.parametrize("question", COMPLETE)
def test_a_complete_new_question_stays_as_it_is(question: str) -> None:
    assert standalone(["Hoe hoog is de huurtoeslag voor gezinnen?", question], weigh) == question
    assert standalone([question], weigh) == question


@pytest.mark.parametrize("lead", ["En ", "en ", "Maar ", "Oké, ", "Dus "])
def test_a_lead_before_a_complete_question_falls_off(lead: str) -> None:
    turns = ["Hoe hoog is de huurtoeslag?", f"{lead}wat kost een bouwvergunning in het centrum?"]
    assert standalone(turns, weigh) == "Wat kost een bouwvergunning in het centrum?"


@pytest.mark.parametrize("short", ["Waarom?", "Hoeveel?", "Wie?", "Tot wanneer?"])
def test_a_bare_question_word_takes_the_subject_along(short: str) -> None:
    whole = standalone(["Wat is de energietoelage?", short], weigh)
    assert "energietoelage" in whole
    assert whole.lower().startswith(short.rstrip("?").lower())


@pytest.mark.parametrize("short", ["Vanaf wanneer?", "Binnen welke termijn?", "In welk jaar?"])
def test_a_question_word_with_a_preposition_takes_the_subject_along(short: str) -> None:
    assert "energietoelage" in standalone(["Wat is de energietoelage?", short], weigh)


def test_thanks_are_no_question() -> None:
    whole = standalone(["Wanneer is het zwembad open?", "Dank u wel"], weigh)
    assert whole == "Dank u wel"


def test_words_of_short_turns_are_not_lost() -> None:
    whole = standalone(["Waar is de stadspas voor bedoeld?", "Geldt die ook voor kinderen?"], weigh)
    assert "stadspas" in whole
    assert "kinderen" in whole


def test_the_table_is_long_enough() -> None:
    assert len(COMPLETED) + len(COMPLETE) >= 40


def test_topic_is_the_heaviest_phrase_with_what_belongs_to_it() -> None:
    assert topic("Hoe hoog is de huurtoeslag?", weigh) == "de huurtoeslag"
    assert (
        topic("Wie krijgt de aftrek van scholingskosten?", weigh) == "de aftrek van scholingskosten"
    )
    assert topic("Wat is dat?", weigh) == ""


@given(st.lists(st.text(max_size=120), min_size=1, max_size=4))
def test_any_conversation_gives_one_question(turns: list[str]) -> None:
    whole = standalone(turns, weigh)
    assert isinstance(whole, str)
    assert standalone(turns, weigh) == whole
    if len(turns) == 1:
        assert whole == turns[0]


WORDS = st.sampled_from(
    [
        "en",
        "voor",
        "van",
        "de",
        "het",
        "die",
        "dat",
        "daar",
        "over",
        "hoeveel",
        "wie",
        "wat",
        "waarom",
        "is",
        "wordt",
        "subsidie",
        "gemeente",
        "?",
        ".",
        ",",
        "als",
        "in",
        "2013",
        "jaar",
        "dubbele",
        "kosten",
        "er",
        "mee",
        "daarvoor",
    ]
)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=9), min_size=2, max_size=4))
def test_turns_of_small_words_never_grow_beyond_what_was_said(turns: list[list[str]]) -> None:
    said = [" ".join(words) for words in turns]
    whole = standalone(said, weigh)
    assert len(whole) <= sum(map(len, said)) + 20 * len(said)


@pytest.mark.parametrize(
    "hostile",
    [
        "voor " * 200,
        "daar " * 200,
        "de " * 333,
        "er a" * 250,
        "dat " * 250,
        "x" * 1000,
        "en " * 333,
    ],
    ids=lambda text: text[:6],
)
def test_no_turn_takes_long(hostile: str) -> None:
    started = time.perf_counter()
    standalone([hostile, hostile, hostile, "En voor wie is dat?"], weigh)
    assert time.perf_counter() - started < 2.0
