from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.match import Matcher
from assistant.question import analyse
from assistant.understanding import Understanding
from assistant.words import Text, Words
from index.store import PolicyIndex
from index.thesaurus import Thesaurus


@pytest.fixture(scope="module")
def words(letter_index: PolicyIndex) -> Words:
    return Words(letter_index.encoder)


@pytest.fixture(scope="module")
def matcher(letter_index: PolicyIndex, words: Words) -> Matcher:
    return Matcher(letter_index, words, Thesaurus.load())


def share(matcher: Matcher, words: Words, question: str, text: str) -> float:
    read = Text.of(text, words)
    table = matcher.table(analyse(question), [read])
    return table.share(table.best(read))


def test_the_same_words_cover_the_question(matcher: Matcher, words: Words) -> None:
    assert share(matcher, words, "Wie beheert de haven?", "De provincie beheert de haven.") == (
        pytest.approx(1.0, abs=0.01)
    )


def test_other_words_cover_nothing(matcher: Matcher, words: Words) -> None:
    assert share(matcher, words, "Wie beheert de haven?", "Konijnen eten wortels.") < 0.3


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        ("Wat kost een parkeervergunning?", "De vergunning kost veel.", "Het zwembad kost veel."),
        ("Welke subsidies zijn er?", "Er is een subsidie.", "Er is een zwembad."),
        ("Hoe hoog is de huur?", "De huurprijs stijgt.", "De zon schijnt."),
        ("Wat krijgt een werkgever?", "Werkgevers krijgen een bonus.", "Bomen krijgen water."),
        ("Waar staat het criterium voor inkomen?", "Het inkomenscriterium staat hier.",
         "De fiets staat hier."),
        ("Wat is het inkomenscriterium?", "Het criterium voor het inkomen geldt.",
         "De boom in het park groeit."),
    ],
)  # fmt: skip
def test_forms_compounds_and_parts_count(
    matcher: Matcher, words: Words, question: str, better: str, worse: str
) -> None:
    assert share(matcher, words, question, better) > share(matcher, words, question, worse)


def test_a_literal_word_is_never_worse_than_a_related_one(matcher: Matcher, words: Words) -> None:
    literal = share(matcher, words, "Krijgt een docent een bonus?", "Een docent krijgt een bonus.")
    related = share(matcher, words, "Krijgt een docent een bonus?", "Een leraar krijgt een bonus.")
    assert literal >= related > 0.0


def test_an_empty_text_and_an_empty_question(matcher: Matcher, words: Words) -> None:
    assert share(matcher, words, "Wie beheert de haven?", "") == 0.0
    assert share(matcher, words, "wat is dat", "De haven.") == 0.0


def test_words_of_the_subject_weigh_more_than_words_of_every_day(
    letter_index: PolicyIndex,
) -> None:
    weigh = Understanding(letter_index).specificity
    assert weigh("mobiliteitsbonus") > weigh("mensen")
    assert 0.0 < weigh("de") <= 1.0


QUESTION_WORDS = st.sampled_from(
    ["de", "haven", "mobiliteitsbonus", "kennismigrant", "inkomen", "wie", "2012", "zon", "é", "?"]
)


@given(st.lists(QUESTION_WORDS, max_size=8), st.lists(QUESTION_WORDS, max_size=8))
def test_shares_stay_between_nothing_and_all(
    matcher: Matcher, words: Words, asked: list[str], said: list[str]
) -> None:
    read = Text.of(" ".join(said), words)
    table = matcher.table(analyse(" ".join(asked)), [read])
    assert table.of(read).shape == (len(read.tokens), len(table.weights))
    assert np.all((table.of(read) >= 0.0) & (table.of(read) <= 1.0 + 1e-6))
    assert 0.0 <= table.share(table.best(read)) <= 1.0 + 1e-6
    assert np.all(table.of(read).max(axis=0, initial=0.0) <= table.best(read) + 1e-6)


def test_words_of_a_text_get_the_same_numbers_in_every_thread(words: Words) -> None:
    from concurrent.futures import ThreadPoolExecutor

    texts = [f"De haven van plaats nummer {n} kost woord{n % 7} geld." for n in range(200)]
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda text: Text.of(text, words), texts))
    for text in read:
        assert [words.norms[i] for i in text.ids] == [t.norm for t in text.tokens]
        assert words.vectors(text.ids).shape == (len(text.ids), words.vectors(text.ids).shape[1])
    assert len(set(words.norms)) == len(words.norms) == len(words.stems)
