from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compounds import parts, zipf


@pytest.mark.parametrize(
    ("word", "split"),
    [
        ("inkomenscriterium", ("inkomen", "criterium")),
        ("parkeervergunning", ("parkeer", "vergunning")),
        ("scholingskosten", ("scholing", "kosten")),
        ("woningbouwplan", ("woningbouw", "plan")),
        ("jeugdzorgbudget", ("jeugdzorg", "budget")),
    ],
)
def test_compounds_are_taken_apart(word: str, split: tuple[str, str]) -> None:
    assert parts(word) == split


@pytest.mark.parametrize(
    "word", ["gemeente", "subsidie", "werkgever", "kosten", "bonus", "xqzvwkjhbn", "", "de", "2013"]
)
def test_everyday_short_and_unknown_words_stay_whole(word: str) -> None:
    assert parts(word) == ()


@given(st.text(max_size=40))
def test_parts_stand_in_the_word(word: str) -> None:
    split = parts(word)
    if split:
        first, head = split
        assert word.startswith(first)
        assert word.endswith(head)
        between = word[len(first) : len(word) - len(head)]
        assert between in ("", "s", "e", "en")


def test_a_long_word_is_no_burden() -> None:
    assert parts("a" * 1000) == ()


def test_common_words_have_a_higher_frequency() -> None:
    assert zipf("de") > zipf("gemeente") > zipf("xqzvwkjhbn") == 0.0
