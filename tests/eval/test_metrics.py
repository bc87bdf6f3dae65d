import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import (
    Place,
    first_line,
    is_overlong,
    misses,
    plain_text,
    reading_distance,
    relevance,
    retrieval_measures,
    unsupported_figures,
    word_count,
)


def place(start: int, end: int, document: str = "a") -> Place:
    return Place(document, start, end)


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        (place(10, 20), True),
        (place(19, 30), True),  # one character, 19
        (place(20, 30), False),  # half open: 20 is the first that is not in it
        (place(0, 10), False),
        (place(0, 100), True),
        (place(10, 20, "b"), False),  # the same offsets of another text
    ],
)
def test_places_overlap_when_they_share_a_character(other: Place, shared: bool) -> None:
    assert place(10, 20).overlaps(other) is shared
    assert other.overlaps(place(10, 20)) is shared


def test_retrieval_measures_by_hand() -> None:
    values = retrieval_measures(
        {
            "first": [True, False, True],  # rank 1: 1, 1, 1, 1/1
            "third": [False, False, True],  # rank 3: 0, 1, 1, 1/3
            "fifth": [False] * 4 + [True],  # rank 5: 0, 0, 1, 1/5
            "sixth": [False] * 5 + [True],  # rank 6: 0, 0, 0, 1/6
            "never": [False, False],
            "empty": [],
        }
    )
    assert values["first"] == {"hit@1": 1, "hit@4": 1, "hit@5": 1, "mrr": 1}
    assert values["third"] == {"hit@1": 0, "hit@4": 1, "hit@5": 1, "mrr": pytest.approx(1 / 3)}
    assert values["fifth"] == {"hit@1": 0, "hit@4": 0, "hit@5": 1, "mrr": pytest.approx(0.2)}
    assert values["sixth"] == {"hit@1": 0, "hit@4": 0, "hit@5": 0, "mrr": pytest.approx(1 / 6)}
    nothing = {"hit@1": 0, "hit@4": 0, "hit@5": 0, "mrr": 0}
    assert values["never"] == nothing
    assert values["empty"] == nothing


def test_a_run_without_any_hit_still_judges_every_question() -> None:
    assert retrieval_measures({"a": [], "b": []})["b"]["mrr"] == 0
    assert retrieval_measures({}) == {}


@given(st.lists(st.booleans(), max_size=12))
def test_reciprocal_rank_agrees_with_its_definition(hits: list[bool]) -> None:
    expected = 1 / (hits.index(True) + 1) if True in hits else 0
    assert retrieval_measures({"q": hits})["q"]["mrr"] == pytest.approx(expected)


def test_relevance_keeps_rank_order() -> None:
    hits = [place(0, 5), place(50, 60), place(5, 10)]
    assert relevance(hits, [place(8, 9), place(55, 56)]) == [False, True, True]


def test_reading_distance_counts_what_is_read_before_the_evidence() -> None:
    # 100 characters of the first hit, then up to the evidence's end: 30 of the second.
    assert reading_distance([place(0, 100), place(200, 300)], [place(220, 230)]) == 130
    # The evidence runs on beyond the hit: all 100 of it are read, no more.
    assert reading_distance([place(200, 300)], [place(290, 350)]) == 100
    # Two pieces in one hit: the first is enough.
    assert reading_distance([place(0, 100)], [place(80, 90), place(5, 10)]) == 10
    assert reading_distance([place(0, 100)], [place(220, 230)]) is None
    assert reading_distance([], [place(0, 1)]) is None


def test_plain_text_drops_bold_and_marks_that_are_cited() -> None:
    assert plain_text("**€ 1750** per jaar. [1]", {1}) == "€ 1750 per jaar. "
    assert plain_text("Zie [2].", {1}) == "Zie [2]."  # a mark of nothing stays: a bare digit


def test_first_line_is_the_first_with_text() -> None:
    assert first_line("\n  \nDe bonus.\nMeer.") == "De bonus."
    assert first_line("") == ""


def test_misses_ignores_letter_case_and_line_breaks() -> None:
    assert misses(["30 september 2011", "vakbond"], "op 30 September\n2011") == ["vakbond"]
    assert misses([], "") == []


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Het budget is € 6 miljoen.", 5),  # Het budget is 6 miljoen: a sign is no word
        ("- zij-instroom – 8,5 procentpunt", 3),
        ("", 0),
    ],
)
def test_word_count(text: str, n: int) -> None:
    assert word_count(text) == n


@pytest.mark.parametrize(
    ("text", "too_long"),
    [
        ("woord " * 80, False),
        ("woord " * 81, True),
        ("- een\n" + "woord " * 149, False),  # 150 words in an answer that holds a list
        ("- een\n" + "woord " * 150, True),
    ],
)
def test_the_word_limits(text: str, too_long: bool) -> None:
    assert is_overlong(text) is too_long


QUOTE = "De mobiliteitsbonus is € 1.750 per jaar en geldt vanaf 1 januari 2013 voor 62-jarigen."


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("€ 1.750 per jaar", []),
        ("vanaf 1 januari 2013", []),
        ("Er staat niets over.", []),
        ("€ 1.705 per jaar", ["1.705", "€ 1.705"]),  # digits turned round: both ways of looking
        ("€ 750 per jaar", ["750", "€ 750"]),  # part of a longer number is another number
        ("in 2014", ["2014", "2014"]),
    ],
)
def test_figures_must_stand_in_a_quote(text: str, missing: list[str]) -> None:
    assert unsupported_figures(text, [QUOTE]) == missing


def test_figures_in_words_must_stand_in_a_quote() -> None:
    assert unsupported_figures("twee weken", ["binnen twee weken na ontvangst"]) == []
    assert unsupported_figures("drie weken", ["binnen twee weken na ontvangst"]) == ["drie weken"]


def test_without_a_quote_no_digit_is_supported() -> None:
    assert unsupported_figures("Zie [2].", [])[0] == "2"
    assert unsupported_figures("Dat staat er niet.", []) == []


def test_words_of_comparison_may_stand_apart() -> None:
    quote = "De subsidie bedraagt € 40 per meter, met een maximum van € 6.000 per gebouw."
    assert unsupported_figures("Het maximum is € 6.000 per gebouw.", [quote]) == []
    assert unsupported_figures("U krijgt minimaal € 6.000 per gebouw.", [quote]) == [
        "minimaal € 6.000"
    ]
    strict = "Het formulier mag niet ouder zijn dan 6 weken."
    assert unsupported_figures("Het formulier is hoogstens 6 weken oud.", [strict]) == []
    assert unsupported_figures("Het formulier is meer dan 6 weken oud.", [strict]) == [
        "meer dan 6 weken"
    ]
