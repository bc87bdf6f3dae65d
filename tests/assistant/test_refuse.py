from __future__ import annotations

import re
from typing import get_args

import pytest

from assistant.decide import Reason
from assistant.question import Kind
from assistant.refuse import explain, next_step

REASONS: tuple[Reason, ...] = get_args(Reason)
KINDS: tuple[Kind, ...] = get_args(Kind)


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_has_no_digits_and_no_gaps(reason: Reason, kind: Kind) -> None:
    text = explain(reason, kind)
    assert not re.search(r"\d", text)
    assert "{" not in text
    assert text.endswith(".")
    assert len(text.split()) <= 40


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("publisher", [None, "Provincie Zeeland"])
def test_every_refusal_names_a_next_step(reason: Reason, publisher: str | None) -> None:
    step = next_step(reason, publisher)
    assert step.endswith(".")
    assert not re.search(r"\d|\{|None", step)


@pytest.mark.parametrize("reason", [r for r in REASONS if r != "instruction"])
def test_the_next_step_names_who_made_the_text(reason: Reason) -> None:
    assert "Provincie Zeeland" in next_step(reason, "Provincie Zeeland")
    assert "organisatie" in next_step(reason, None)


def test_an_instruction_is_not_sent_to_the_publisher() -> None:
    assert "Provincie Zeeland" not in next_step("instruction", "Provincie Zeeland")


@pytest.mark.parametrize(
    ("kind", "word"),
    [("amount", "bedrag"), ("percentage", "percentage"), ("date", "datum"), ("age", "leeftijd"),
     ("duration", "termijn"), ("count", "aantal")],
)  # fmt: skip
def test_a_missing_figure_is_named_by_its_kind(kind: Kind, word: str) -> None:
    assert word in explain("no_figure", kind)
