"""Drafts as they stream in: sentences, keys, thoughts, and what is no draft at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.draft import DraftSentence, sentences
from assistant.model import ModelFault

TWO = [
    DraftSentence("De bonus is € 3500.", ("B1",)),
    DraftSentence("Hij geldt vanaf 1 mei 2020.", ("B1", "B2")),
]


@pytest.mark.parametrize(
    "text",
    [
        "De bonus is € 3500 [B1]. Hij geldt vanaf 1 mei 2020 [B1][B2].",
        "De bonus is € 3500. [B1] Hij geldt vanaf 1 mei 2020. [B1, B2]",
        "De bonus is € 3500 (B1). Hij geldt vanaf 1 mei 2020 [B1 en B2].",
        "- De bonus is **€ 3500** [B1].\n- Hij geldt vanaf 1 mei 2020 [B1] [B2].\n",
        "1. De bonus is € 3500. [B1]\n2. Hij geldt vanaf 1 mei 2020. [B1][B2]",
        "<think>De bonus is € 9 [B1].</think>De bonus is € 3500 [B1].\nHij geldt vanaf 1 mei 2020 [B1] [B2].",
        "Even denken. [B1]</think> De bonus is € 3500 [B1]. Hij geldt vanaf 1 mei 2020 [B1] [B2].",
    ],
)
@pytest.mark.parametrize("step", [1, 3, 7, 1000])
def test_sentences_and_keys_however_they_are_cut(text: str, step: int) -> None:
    pieces = [text[at : at + step] for at in range(0, len(text), step)]
    assert list(sentences(pieces)) == TWO


def test_a_sentence_comes_before_the_draft_ends() -> None:
    def pieces() -> object:
        yield "De bonus is € 3500 [B1]. Hij"
        raise AssertionError("asked for more than was needed")

    assert next(iter(sentences(pieces()))) == TWO[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"), ("   \n", "empty"), ("<think>nooit klaar", "empty"),
        ('{"antwoord": "€ 3500"}', "json"), ('```json\n{"a": 1}\n```', "json"),
        ("The bonus that the cabinet gives is for employers and not for you.", "language"),
        ("Ich weiß es nicht und das ist die Antwort für Sie mit der Frage.", "language"),
        ("Het spijt me, ik kan die vraag niet beantwoorden.", "declined"),
    ],
)  # fmt: skip
def test_what_is_no_draft(text: str, kind: str) -> None:
    with pytest.raises(ModelFault) as caught:
        list(sentences([text]))
    assert caught.value.kind == kind


@given(st.text(max_size=200), st.integers(1, 9))
def test_cutting_changes_nothing(text: str, step: int) -> None:
    def outcome(size: int) -> object:
        try:
            return list(sentences([text[at : at + size] for at in range(0, len(text), size)]))
        except ModelFault as fault:
            return fault.kind

    whole = outcome(len(text) + 1)
    cut = outcome(step)
    if isinstance(whole, list):  # a fault may be known sooner or later
        assert cut == whole or isinstance(cut, str)
