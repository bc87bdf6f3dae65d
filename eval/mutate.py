"""A mutation test of the draft checks: what share of lies they find, and what they wrongly reject.

A statement (the gold evidence of a development question, or an honest paraphrase of it) is given as
a draft sentence that cites its own quote among others of the same document. One thing is changed at
a time: a figure, a unit, a date, a comparison, a name, a denial, a way of speaking, or the key. Every
change is a lie by construction, since what stood there stood in the quote.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.draft_fault import Fault
from assistant.draft_words import Statement
from assistant.model_evidence import about
from assistant.verify_draft import sentence_faults
from corpus.document import Document
from corpus.figures import find_figures
from corpus.quotes import find_quote
from eval.intervals import wilson
from eval.mutations import MUTATIONS
from eval.questions import Question

PARAPHRASES = Path(__file__).with_name("paraphrases.jsonl")
FRESH = Path(__file__).with_name("paraphrases_fresh.jsonl")
KINDS = (
    "figure", "unit", "date", "key", "comparator", "name", "negation", "modality", "swap",
)  # fmt: skip
Half = Literal["tune", "report", "fresh"]
Check = Callable[[str, Sequence[str], Mapping[str, str], str], list[Fault]]
_OTHERS = 3
"""Quotes of the same document that are on offer beside the right one."""


@dataclass(frozen=True, slots=True)
class Honest:
    """A true sentence with the quote it is about.

    Attributes:
        half: ``tune`` or ``report`` by the quote, so that all that is said about one quote is in one
            half. The checks were made with both in view. ``fresh`` is for one count at the end.
        literal: the quote itself, not a paraphrase.
        about: publisher and title of the document.
    """

    text: str
    quote: str
    document: str
    half: Half
    literal: bool
    about: str = ""
    id: str = ""


_BLIND_AUTHORS = ("f", "m", "n", "a")
"""First letters of the ids of paraphrases by authors who saw no code."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A sentence with one thing changed; ``keys`` are those it cites, ``evidence`` what is given."""

    kind: str
    text: str
    keys: tuple[str, ...]
    evidence: Mapping[str, str]
    honest: Honest


@dataclass(frozen=True, slots=True)
class Recall:
    """Found mutants of one kind: ``found`` of ``n``, with the 95% interval of the share."""

    kind: str
    found: int
    n: int

    @property
    def share(self) -> float:
        return self.found / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.found, self.n)


def half_of(quote: str) -> Half:
    digest = hashlib.sha256(quote.encode()).hexdigest()
    return "tune" if int(digest, 16) % 2 else "report"


def statements(questions: Sequence[Question], documents: Mapping[str, Document]) -> list[Honest]:
    """The sentences that hold the gold evidence of development questions, each once.

    Raises:
        ValueError: a question of the test half; nothing here may be tuned on those.
    """
    found: dict[tuple[str, str], Honest] = {}
    for question in questions:
        if question.split != "dev":
            raise ValueError(f"{question.id} is no development question")
        for gold in question.gold:
            document = documents[gold.document]
            block = document.block_at(gold.start)
            if block is None:
                continue
            touched = [s for s in block.sentences if s[0] < gold.end and gold.start < s[1]]
            quote = " ".join(document.text[touched[0][0] : touched[-1][1]].split())
            found.setdefault(
                (document.id, quote),
                Honest(
                    quote,
                    quote,
                    document.id,
                    half_of(quote),
                    True,
                    about([document], [(document, gold.start)]),
                ),
            )
    return list(found.values())


def paraphrases(path: Path = PARAPHRASES) -> list[Honest]:
    """Honest paraphrases written by hand, each with its quote."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Honest(r["text"], r["quote"], r["document"], r["half"], False, r["about"], r["id"])
        for r in rows
    ]


def blind(one: Honest) -> bool:
    """Whether an author who saw no code wrote a paraphrase, as an honest one will come from a model."""
    return one.id.startswith(_BLIND_AUTHORS)


def fresh_paraphrases(documents: Mapping[str, Document], path: Path = FRESH) -> list[Honest]:
    """Honest paraphrases that nobody saw who made the checks; none where the file is missing."""
    if not path.is_file():
        return []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [
        Honest(
            r["paraphrase"], " ".join(r["quote"].split()), r["document"], "fresh", False,
            told(r["quote"], documents[r["document"]]),
        )
        for r in rows
    ]  # fmt: skip


def told(quote: str, document: Document) -> str:
    """Who says a quote and under which headings.

    Raises:
        ValueError: the quote does not stand in the document.
    """
    found = find_quote(quote, document.text)
    if not found:
        raise ValueError(f"not in {document.id}: {quote}")
    return about([document], [(document, found[0][0])])


def offers(honest: Honest, everything: Sequence[Honest], rng: random.Random) -> dict[str, str]:
    """Evidence by key: the right quote under ``B1``, others of its document after it."""
    others = sorted(
        {
            other.quote
            for other in everything
            if other.document == honest.document
            and honest.quote not in other.quote
            and other.quote not in honest.quote
        }
    )
    chosen = rng.sample(others, min(_OTHERS, len(others)))
    return {f"B{n}": quote for n, quote in enumerate([honest.quote, *chosen], start=1)}


def mutants(honest: Sequence[Honest], *, seed: int = 1, most: int = 3) -> Iterator[Mutant]:
    """Mutants of every kind, at most ``most`` of a kind from one sentence; the same every time."""
    names = _names(honest)
    for number, one in enumerate(honest):
        rng = random.Random(f"{seed}-{number}-{one.text}")
        evidence = offers(one, honest, rng)
        for kind, mutate in MUTATIONS.items():
            made = [
                text for text in dict.fromkeys(mutate(one.text, rng, names)) if text != one.text
            ]
            for text in rng.sample(made, min(most, len(made))):
                if _still_true(kind, text, one):
                    continue
                yield Mutant(kind, text, ("B1",), evidence, one)
        for keys in [(), ("B9",), *((key,) for key in evidence if key != "B1")][: most + 2]:
            yield Mutant("key", one.text, keys, evidence, one)


def _still_true(kind: str, text: str, one: Honest) -> bool:
    """Another figure of the quote in the place of an equal one says the same."""
    if kind == "swap":
        return False
    plain = Statement.of(text).text
    return plain in one.quote


def recall(
    found: Sequence[Mutant],
    check: Check = sentence_faults,
) -> tuple[list[Recall], list[Mutant]]:
    """Recall by kind, and the mutants that slipped through."""
    missed = [m for m in found if not check(m.text, m.keys, m.evidence, m.honest.about)]
    rows = []
    for kind in KINDS:
        n = sum(m.kind == kind for m in found)
        if n:
            rows.append(Recall(kind, n - sum(m.kind == kind for m in missed), n))
    return rows, missed


def false_alarms(
    honest: Sequence[Honest],
    check: Check = sentence_faults,
) -> tuple[Recall, list[tuple[Honest, list[Fault]]]]:
    """How many true sentences are rejected, and which with what reasons."""
    rejected = [
        (one, faults)
        for one in honest
        if (faults := check(one.text, ["B1"], {"B1": one.quote}, one.about))
    ]
    return Recall("false alarms", len(rejected), len(honest)), rejected


def _names(honest: Sequence[Honest]) -> list[str]:
    """Names of the documents, to swap in: words with a capital inside a sentence."""
    found = {
        match.group()
        for one in honest
        for match in re.finditer(r"(?<=[a-z,] )[A-Z][A-Za-zë’'.-]{2,}", one.quote)
        if not find_figures(match.group())
    }
    return sorted(found)
