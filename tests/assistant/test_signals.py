"""What the judge sees of a reading, on a few sentences whose answer is plain."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.ask import Assistant
from assistant.reader import Reading
from assistant.signals import SIGNALS, TERM_SIGNALS
from index.build import build_index
from index.store import open_index

TEXT = """# Regeling buurtbus

## Subsidie

De gemeente stelt in totaal € 80.000 beschikbaar voor de buurtbus. Een vereniging ontvangt
€ 1.200 per chauffeur. De aanvraag kan vanaf 1 maart 2024 worden ingediend en uiterlijk op
1 juni 2024. Er rijden drie buurtbussen in Oosterdam. Bel 0800-1234 of mail naar bus@oosterdam.nl.
De regeling geldt niet voor taxi's.
"""


@pytest.fixture(scope="module")
def bus(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = Path(tmp_path_factory.mktemp("bus"))
    (folder / "corpus").mkdir()
    (folder / "corpus" / "bus.md").write_text(TEXT, encoding="utf-8")
    build_index(folder / "corpus", folder / "index")
    return Assistant(open_index(folder / "index"))


def of(bus: Assistant, question: str, words: str) -> tuple[Reading, dict[str, float]]:
    _, readings = bus.readings([question])
    (found,) = [
        r for r in readings if words in r.candidate.body.text and r.candidate.kind == "sentence"
    ]
    assert len(found.signals) == len(SIGNALS)
    assert np.isfinite(found.signals).all()
    return found, dict(zip(SIGNALS, found.signals, strict=True))


def test_the_thing_that_is_counted_stands_in_the_figure(bus: Assistant) -> None:
    _, signals = of(bus, "Hoeveel buurtbussen rijden er?", "drie buurtbussen")
    assert signals["counted"] > 0.9


def test_what_a_statement_adds(bus: Assistant) -> None:
    _, where = of(bus, "In welke plaats rijden er buurtbussen?", "drie buurtbussen")
    assert where["names"] > 0  # Oosterdam
    assert where["new_figures"] > 0
    _, known = of(bus, "Rijden er drie buurtbussen in Oosterdam?", "drie buurtbussen")
    assert known["names"] == 0
    assert (known["new_figures"], known["echo"]) == (0, 1)
    assert known["on_topic"] >= where["on_topic"]


def test_denials_and_addresses(bus: Assistant) -> None:
    _, denied = of(bus, "Geldt de regeling voor taxi's?", "geldt niet")
    assert (denied["negated"], denied["asked_negated"], denied["address"]) == (1, 0, 0)
    _, address = of(bus, "Waar kan ik bellen of mailen?", "0800-1234")
    assert address["address"] == 1


def test_each_term_is_found_where_it_stands(bus: Assistant) -> None:
    found, _ = of(bus, "Hoeveel krijgt een vereniging per chauffeur?", "per chauffeur")
    question, _ = bus.readings(["Hoeveel krijgt een vereniging per chauffeur?"])
    at = [term.token.norm for term in question.terms].index("chauffeur")
    columns = dict(zip(TERM_SIGNALS, found.found[at], strict=True))
    assert columns["statement"] == pytest.approx(1.0)
    assert columns["vector"] == pytest.approx(1.0, abs=1e-4)
    assert columns["near_figure"] > 0.3
    assert columns["wide"] == 1.0
    assert columns["headings"] < 1.0


ASKED = """# Huurhulp

## Wanneer krijgt u huurhulp?

U huurt een woning in Oosterdam. Verdient u te veel? Dan krijgt u niets.

| huur | hulp |
|---|---|
| tot € 500 | € 40 |
"""


@pytest.fixture(scope="module")
def rent(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = Path(tmp_path_factory.mktemp("rent"))
    (folder / "corpus").mkdir()
    (folder / "corpus" / "huur.md").write_text(ASKED, encoding="utf-8")
    build_index(folder / "corpus", folder / "index")
    return Assistant(open_index(folder / "index"))


def test_a_question_in_the_text_is_told_from_its_answer(rent: Assistant) -> None:
    question = "Wat als ik te veel verdien in Oosterdam?"
    _, asks = of(rent, question, "Verdient u te veel?")
    answer, answers = of(rent, question, "Dan krijgt u niets")
    assert (asks["asks"], answers["asks"]) == (1, 0)
    assert answers["after_question"] == 1
    assert answer.candidate.before.text == "Verdient u te veel?"
    first, opens = of(rent, question, "U huurt een woning")
    assert (opens["opens"], answers["opens"]) == (1, 0)
    assert opens["after_question"] == 1  # its heading is one
    assert first.candidate.before.text == ""
    assert first.candidate.after.text == "Verdient u te veel?"
    assert first.candidate.heading.text == "Wanneer krijgt u huurhulp?"


def test_the_sentences_beside_a_statement_are_matched_apart(rent: Assistant) -> None:
    question = "Wat als ik te veel verdien?"
    found, _ = of(rent, question, "Dan krijgt u niets")
    asked, _ = rent.readings([question])
    at = [term.token.norm for term in asked.terms].index("verdien")
    columns = dict(zip(TERM_SIGNALS, found.found[at], strict=True))
    assert columns["statement"] < 0.5 < columns["before"]
    assert columns["after"] < 0.5
