from __future__ import annotations

import pytest

from assistant.ask import Assistant
from assistant.spelling import Speller, respell
from index.store import PolicyIndex

VOCABULARY = ("kennismigrant", "mobiliteitsbonus", "vergunning")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mobilitietsbonus", "mobiliteitsbonus"),
        ("kenismigrant", "kennismigrant"),
        ("vergunnning", "vergunning"),
    ],
)
def test_a_typing_error_is_respelt(typed: str, meant: str) -> None:
    assert respell(typed, VOCABULARY) == meant


@pytest.mark.parametrize("word", ["vergadering", "huis", "bonus", "xyzzyplugh", "ver1unning", ""])
def test_other_words_are_left_alone(word: str) -> None:
    assert respell(word, VOCABULARY) is None


@pytest.mark.parametrize(
    ("word", "opposite"),
    [
        ("werknemersbonus", "werkgeversbonus"),
        ("minimumbedrag", "maximumbedrag"),
        ("huurverlaging", "huurverhoging"),
        ("belastingverhoging", "belastingverlaging"),
        ("invoerrechten", "uitvoerrechten"),
    ],
)
def test_a_compound_is_not_respelt_to_its_opposite(word: str, opposite: str) -> None:
    assert respell(word, (opposite,)) is None


def test_the_question_keeps_all_but_the_typing_error(assistant: Assistant) -> None:
    answer = assistant.ask(["Hoe hoog is de mobilitietsbonus (in euro's)?"])
    assert answer.question == "Hoe hoog is de mobilitietsbonus (in euro's)?"
    assert answer.standalone_question == "Hoe hoog is de mobiliteitsbonus (in euro's)?"


@pytest.mark.parametrize("text", ["kennis" * 160, "qxzvbn " * 140, "mobilitietsbonuss " * 55])
def test_respelling_strange_words_gives_text_back(letter_index: PolicyIndex, text: str) -> None:
    assert Speller(letter_index).respelt(text)
