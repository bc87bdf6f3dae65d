"""Lies of every kind, some hundreds of drafts, through the phraser: what of them is shown.

What the checks reject is never shown, whatever its kind: that is asserted as 0. The checks do not
find every lie: figures, units, dates, names and keys are asserted as 0 shown, since those must never
be wrong; for comparisons, denials and ways of speaking the bound is the recall that is promised for
them (docs/adr/0010), and the count is printed. The model is a script in the same process: what the
protocol does is shown in ``test_model_lies.py`` through a server.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from assistant.model import Limits, PhrasingModel
from assistant.model_evidence import about, evidence_of
from assistant.phrase import Phraser
from assistant.verify_draft import judge
from corpus.document import Document
from corpus.library import BUILTIN, read_corpus
from eval.mutate import Mutant, mutants, paraphrases
from eval.mutation_run import TRAINING
from eval.questions import OTHER_TEXTS
from tests.assistant.literal_answers import literal_answer

NEVER = ("figure", "unit", "date", "name", "key")
MOST_SHOWN = {"comparator": 0.06, "negation": 0.15, "modality": 0.15}
"""Shares of lies that may pass; a lie also goes where its whole draft falls."""
MOST_OF_A_KIND = 60
"""Of literal sentences, and as many of paraphrases."""


@dataclass(frozen=True)
class Told:
    """One lie beside its honest sentence: what became of both."""

    kind: str
    lie: str
    rejected: bool
    shown: bool
    good_passed: bool
    answer: str


@pytest.fixture(scope="module")
def told() -> list[Told]:
    folders = (BUILTIN, OTHER_TEXTS / "dev" / "documents", TRAINING)
    documents = {d.id: d for folder in folders for d in read_corpus(folder)}
    said = [""]
    model = PhrasingModel("script", lambda *_: iter(said), Limits())
    phraser = Phraser(model, documents)
    return [
        found
        for mutant in _lies()
        if (found := _tell(mutant, phraser, said, documents)) is not None
    ]


def test_nothing_that_is_rejected_is_shown(told: list[Told]) -> None:
    assert len(told) > 400
    assert [t for t in told if t.rejected and t.shown] == []


@pytest.mark.parametrize("kind", NEVER)
def test_no_changed_figure_name_or_key_is_shown(kind: str, told: list[Told]) -> None:
    of_kind = [t for t in told if t.kind == kind]
    assert len(of_kind) >= 50
    assert [t.lie for t in of_kind if t.shown] == []


@pytest.mark.parametrize("kind", MOST_SHOWN)
def test_what_slips_through_is_within_what_is_promised(kind: str, told: list[Told]) -> None:
    of_kind = [t for t in told if t.kind == kind]
    shown = sum(t.shown for t in of_kind)
    print(f"{kind}: {shown} of {len(of_kind)} shown")
    assert len(of_kind) >= 50
    assert shown <= MOST_SHOWN[kind] * len(of_kind)


def test_good_sentences_beside_lies_pass(told: list[Told]) -> None:
    assert sum(t.good_passed for t in told) >= 0.95 * len(told)


def _lies() -> Iterator[Mutant]:
    honest = [one for one in paraphrases() if one.half == "report"]
    literal = [replace(one, text=one.quote, literal=True) for one in honest]
    seen: set[tuple[str, str, bool]] = set()
    counts: Counter[tuple[str, bool]] = Counter()
    for mutant in (*mutants(honest, seed=5, most=1), *mutants(literal, seed=6, most=1)):
        kind = (mutant.kind, mutant.honest.literal)
        key = (mutant.kind, mutant.honest.quote, mutant.honest.literal)
        if mutant.kind != "swap" and key not in seen and counts[kind] < MOST_OF_A_KIND:
            seen.add(key)
            counts[kind] += 1
            yield mutant


def _tell(
    mutant: Mutant, phraser: Phraser, said: list[str], documents: dict[str, Document]
) -> Told | None:
    """None where the quote is no literal part of its document any more."""
    answer = literal_answer(mutant.honest, documents)
    if answer is None:
        return None
    evidence = evidence_of(answer.citations, documents)
    # Another quote of the document is not on offer here, so only keys that are not given.
    keys = () if mutant.kind == "key" else ("B1",)
    lie = _sentence(mutant.text)
    said[0] = f"{_sentence(mutant.honest.text)} [B1]. {lie}{' [B1]' * bool(keys)}."
    verdict = judge(
        f"{lie}.", keys, {e.key: e.citation.quote for e in evidence},
        about([documents[mutant.honest.document]]), {e.key: e.lead for e in evidence},
    )  # fmt: skip
    final = list(phraser.phrase(answer))[-1]
    sentences = [part.strip(" .") for part in re.split(r"\[\d+\]", final.answer.replace("**", ""))]
    # A key's lie is the honest sentence itself without its key: it may not stand there twice.
    twice = sentences.count(verdict.text.rstrip(".")) > (mutant.kind == "key")
    passed = final.model.passed if final.model else 0
    good = passed - (not verdict.faults) > 0
    return Told(mutant.kind, lie, bool(verdict.faults), twice, good, final.answer)


def _sentence(text: str) -> str:
    flat = " ".join(text.split()).rstrip(".;:")
    return f"{flat[0].upper()}{flat[1:]}"
