from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clauses import case_of, cases
from corpus.figures import find_figures


def case(text: str, figure: str) -> str:
    figures = find_figures(text)
    wanted = next(f for f in figures if f.text == figure)
    return case_of(text, wanted, figures)


def test_figures_in_parentheses_after_each_group() -> None:
    text = "De toeslag is er voor starters (€ 500), doorstromers (€ 300) en verhuurders (€ 100)."
    assert "starters" in case(text, "€ 500")
    assert "doorstromers" not in case(text, "€ 500")
    assert "doorstromers" in case(text, "€ 300")
    assert "verhuurders" not in case(text, "€ 300")


def test_a_condition_in_parentheses_belongs_to_the_figure_before_it() -> None:
    text = "De norm is € 26.000 (onder de 30 jaar) of € 50.000 (vanaf 30 jaar) per jaar."
    assert "onder de 30 jaar" in case(text, "€ 26.000")
    assert "vanaf 30 jaar" not in case(text, "€ 26.000")
    assert "vanaf 30 jaar" in case(text, "€ 50.000")


def test_semicolons_part_cases() -> None:
    text = "Een gezin betaalt € 40; een alleenstaande betaalt € 25; een student betaalt € 10."
    assert case(text, "€ 25") == "een alleenstaande betaalt € 25"


def test_en_een_parts_cases_with_a_figure_each() -> None:
    text = (
        "Er komt een premie van € 3500 voor een werknemer boven 55 jaar en een dubbele premie van "
        "€ 7000 voor een werkzoekende boven 50 jaar."
    )
    assert "55 jaar" in case(text, "€ 3500")
    assert "50 jaar" not in case(text, "€ 3500")
    assert "werkzoekende" in case(text, "€ 7000")
    assert "werknemer" not in case(text, "€ 7000")


def test_a_comma_parts_only_where_both_sides_hold_a_figure() -> None:
    text = "Voor wie hier woont, en voor wie hier werkt, is de prijs € 12."
    assert case(text, "€ 12") == text


def test_terwijl_parts_cases() -> None:
    text = "De huur stijgt met 4%, terwijl de inkomens met 2% stijgen."
    assert "inkomens" not in case(text, "4%")
    assert "inkomens" in case(text, "2%")


def test_one_figure_keeps_the_whole_sentence() -> None:
    text = "De gemeente betaalt in dit geval een bedrag van € 750 aan de aanvrager."
    assert case(text, "€ 750") == text


def test_a_range_stays_whole() -> None:
    text = "Een huishouden krijgt tussen € 200 en € 400 per jaar, en een bedrijf krijgt € 900."
    figures = find_figures(text)
    ranged = figures[0]
    assert isinstance(ranged.value, tuple)
    assert ranged.text in case_of(text, ranged, figures)
    assert "bedrijf" not in case_of(text, ranged, figures)


def test_a_figure_of_another_text_gives_the_whole_text() -> None:
    figures = find_figures("Een heel lange zin met daarin een bedrag van € 5 voor iedereen.")
    assert case_of("Kort.", figures[0], []) == "Kort."


PIECES = st.sampled_from(
    [
        "€ 500", "12%", "61 jaar en ouder", "1 januari 2013", "twee weken", "tussen € 2 en € 5",
        "en een", ", en", ";", ":", "(", ")", " – ", "voor", "de aanvrager", ", terwijl", ", maar",
        "of voor", "in 2012", "dan wel de", "gezin", ".", ",", "37.575 euro", "\n",
    ]
)  # fmt: skip
SENTENCES = st.one_of(
    st.lists(PIECES, min_size=1, max_size=14).map(" ".join),
    st.lists(PIECES, min_size=1, max_size=14).map("".join),
    st.text(max_size=120),
)


@given(SENTENCES)
def test_every_figure_lies_whole_in_exactly_one_case(text: str) -> None:
    figures = find_figures(text)
    spans = cases(text, figures)
    for figure in figures:
        touched = [s for s in spans if figure.start < s[1] and s[0] < figure.end]
        assert len(touched) == 1
        assert touched[0][0] <= figure.start
        assert figure.end <= touched[0][1]


@given(SENTENCES)
def test_cases_are_in_order_and_never_empty(text: str) -> None:
    spans = cases(text, find_figures(text))
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


@given(SENTENCES)
def test_the_case_of_a_figure_holds_the_figure(text: str) -> None:
    figures = find_figures(text)
    for figure in figures:
        assert figure.text.strip() in case_of(text, figure, figures)


@given(SENTENCES)
def test_no_word_of_a_sentence_is_lost_between_cases(text: str) -> None:
    spans = cases(text, find_figures(text))
    kept = "".join(text[a:b] for a, b in spans)
    assert [c for c in text if c.isalnum()] == [c for c in kept if c.isalnum()]


@pytest.mark.parametrize("unit", ["€ 5 en een ", "(€ 5) ", "€ 5; ", "€ 5, en voor "])
def test_a_long_row_of_figures_does_not_take_long(unit: str) -> None:
    text = unit * (1000 // len(unit))
    figures = find_figures(text)
    started = time.perf_counter()
    for figure in figures:
        case_of(text, figure, figures)
    assert time.perf_counter() - started < 3.0
