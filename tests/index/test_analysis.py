from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import STOPWORDS, fold, grams, stems, tokenize, word_grams


def norms(text: str) -> list[str]:
    return [token.norm for token in tokenize(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("€ 3500", "3.500 euro"),
        ("€1750", "1.750 euro"),
        ("Bèta's", "beta"),
        ("8,5%", "8.5 procent"),
        ("zij-instromers", "zijinstromers"),
        ("coördinatie", "COORDINATIE"),
        ("B.V.", "bv"),
        ("bonussen", "bonus"),
    ],
)
def test_ways_of_writing_share_a_term(one: str, other: str) -> None:
    assert set(stems(one)) & set(stems(other)) or norms(one) == norms(other)


def test_a_hyphened_word_gives_the_whole_and_its_parts() -> None:
    assert norms("zij-instroom") == ["zijinstroom", "zij", "instroom"]


def test_two_years_are_no_word() -> None:
    assert norms("2013-2014") == ["2013", "2014"]


def test_decomposed_accents_and_soft_hyphens_stand_inside_a_word() -> None:
    assert norms("be\u0300ta op\u00adleiding") == ["beta", "opleiding"]


@pytest.mark.parametrize(
    ("text", "norm"),
    [("1.750", "1750"), ("8,50", "8,5"), ("2.5", "2,5"), ("1.234.567,89", "1234567,89")],
)
def test_numbers_have_one_notation(text: str, norm: str) -> None:
    assert norms(text) == [norm]


def test_question_words_and_auxiliaries_carry_nothing() -> None:
    assert stems("Wat is de hoeveelheid en waar kan het worden gevonden?") == stems(
        "hoeveelheid gevonden"
    )
    assert {"hoeveel", "wanneer", "moeten", "hebben"} <= STOPWORDS
    assert not {"niet", "minimaal", "jonger", "twee"} & STOPWORDS


def test_grams_mark_the_ends_of_a_word() -> None:
    assert grams("bonus") == ["<bonu", "bonus", "onus>"]
    assert grams("mbo") == ["<mbo>"]
    assert grams("2012") == ["<2012>"]
    assert set(grams("scholingsuitgaven")) & set(grams("uitgaven"))


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    tokens = tokenize(text)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
    for token in tokens:
        assert text[token.start : token.end] == token.text
        assert token.norm
        assert token.stem


@given(st.text(alphabet="abcdeéè' -"))
def test_case_changes_no_term(text: str) -> None:
    assert stems(text) == stems(text.upper())


@given(st.text(min_size=1, alphabet="abcdefghij"), st.integers(2, 8))
def test_grams_cover_the_word(word: str, n: int) -> None:
    found = word_grams(word, n)
    assert found[0] + "".join(gram[-1] for gram in found[1:]) == f"<{word}>"


def test_fold_is_idempotent() -> None:
    assert fold(fold("Ångström ĳs ﬁets")) == fold("Ångström ĳs ﬁets") == "angstrom ijs fiets"
