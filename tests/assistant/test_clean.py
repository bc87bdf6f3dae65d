from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.clean import MOST_CHARACTERS, Unusable, clean


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  Hoe hoog   is\tde\nboete? ", "Hoe hoog is de boete?"),
        ("Hoe hoog\u00a0is de boete?", "Hoe hoog is de boete?"),
        ("Hoe\u200b hoog\u202e is\x00 de\x1b boete?", "Hoe hoog is de boete?"),
        ("cafe\u0301 open?", "café open?"),
        ("\ufeffWie beslist?", "Wie beslist?"),
        ("caf\udce9 open?", "caf open?"),
        ("Mag dat 🙂?", "Mag dat 🙂?"),
    ],
)
def test_a_question_is_one_readable_line(typed: str, read: str) -> None:
    assert clean(typed) == read


@pytest.mark.parametrize("nothing", ["", "   ", "\n\t", "\x00\x07", "\u200b\u200d", "\ud800"])
def test_nothing_is_no_question(nothing: str) -> None:
    with pytest.raises(Unusable, match="geen vraag"):
        clean(nothing)


@pytest.mark.parametrize("signs", ["?", "?!…", "123", "€ 5", "🙂🙂", "a", "-- ;", "[1]"])
def test_signs_and_numbers_are_no_question(signs: str) -> None:
    with pytest.raises(Unusable, match="leesbare vraag"):
        clean(signs)


def test_the_limit_counts_characters() -> None:
    assert clean("a" * MOST_CHARACTERS) == "a" * MOST_CHARACTERS
    with pytest.raises(Unusable, match="te lang"):
        clean("a" * (MOST_CHARACTERS + 1))
    with pytest.raises(Unusable, match="te lang"):
        clean("wat nu", limit=5)


@given(st.text(max_size=200))
def test_what_passes_is_visible_and_passes_again(text: str) -> None:
    try:
        once = clean(text)
    except Unusable:
        return
    assert clean(once, limit=10**6) == once
    assert once == once.strip()
    assert not any(unicodedata.category(c).startswith("C") for c in once)
    once.encode("utf-8")
