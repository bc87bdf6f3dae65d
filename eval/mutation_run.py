"""The mutation test over the development texts, as a table. Run as ``python -m eval.mutation_run``.

The checks were made with these sentences in view, so the false alarms over them flatter. Those over
``paraphrases_fresh.jsonl`` do not; its sentences are counted and never shown. ``python -m
eval.mutation_run show`` adds every other sentence that was wrongly rejected and every mutant that
slipped through; ``python -m eval.mutation_run fresh`` counts only the fresh ones.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.library import BUILTIN, read_corpus
from eval.mutate import (
    Half,
    Honest,
    Mutant,
    Recall,
    false_alarms,
    fresh_paraphrases,
    mutants,
    paraphrases,
    recall,
    statements,
)
from eval.questions import BUILTIN_QUESTIONS, OTHER_TEXTS, load_questions

TRAINING = Path(__file__).parents[1] / "index" / "training" / "documents"


@dataclass(frozen=True, slots=True)
class Verified:
    """Recall by kind and false alarms, over literal statements and over paraphrases apart.

    Attributes:
        missed: mutants that slipped through.
        rejected: true sentences that were rejected, of those that may be looked at.
        fresh_alarms: over paraphrases that nobody saw who made the checks; None: not measured.
    """

    literal: Sequence[Recall]
    paraphrased: Sequence[Recall]
    literal_alarms: Recall
    paraphrase_alarms: Recall
    missed: Sequence[Mutant]
    rejected: Sequence[Honest]
    fresh_alarms: Recall | None = None

    def recall(self, kind: str) -> Recall:
        """Over both together."""
        both = [r for r in (*self.literal, *self.paraphrased) if r.kind == kind]
        return Recall(kind, sum(r.found for r in both), sum(r.n for r in both))

    @property
    def alarms(self) -> Recall:
        both = (self.literal_alarms, self.paraphrase_alarms)
        return Recall("false alarms", sum(r.found for r in both), sum(r.n for r in both))

    @property
    def kinds(self) -> list[str]:
        return [r.kind for r in self.literal]


def development_statements() -> list[Honest]:
    """The gold evidence of all development questions, as whole sentences."""
    found: list[Honest] = []
    sets = (
        (BUILTIN_QUESTIONS, BUILTIN),
        (OTHER_TEXTS / "dev" / "questions.jsonl", OTHER_TEXTS / "dev" / "documents"),
    )
    for rows, corpus in sets:
        documents = {document.id: document for document in read_corpus(corpus)}
        questions = [q for q in load_questions(rows, documents) if q.split == "dev"]
        found += statements(questions, documents)
    return found


def fresh_alarms() -> Recall | None:
    """False alarms over the fresh paraphrases; None where there are none."""
    folders = [BUILTIN, OTHER_TEXTS / "dev" / "documents", *filter(Path.is_dir, [TRAINING])]
    documents = {d.id: d for folder in folders for d in read_corpus(folder)}
    found = fresh_paraphrases(documents)
    return false_alarms(found)[0] if found else None


def verify(half: Half | None = None, *, most: int = 3) -> Verified:
    """The whole mutation test, over one half or both: some thousands of mutants, a minute or two."""
    literal = [one for one in development_statements() if half in (None, one.half)]
    spoken = [one for one in paraphrases() if half in (None, one.half)]
    found, missed = recall(list(mutants(literal, most=most)))
    found_too, missed_too = recall(list(mutants(spoken, most=most)))
    alarms, rejected = false_alarms(literal)
    alarms_too, rejected_too = false_alarms(spoken)
    return Verified(
        found, found_too, alarms, alarms_too,
        [*missed, *missed_too], [one for one, _ in (*rejected, *rejected_too)], fresh_alarms(),
    )  # fmt: skip


def to_table(verified: Verified) -> list[str]:
    """Markdown, in Dutch."""
    lines = [
        "| soort leugen | gevonden | n | aandeel | 95%-interval | in goudbewijs | in andere woorden |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    names = dict(zip(verified.kinds, map(_dutch, verified.kinds), strict=True))
    rows = [(names[kind], verified.recall(kind)) for kind in verified.kinds]
    rows += [
        ("vals alarm: de citaten zelf", verified.literal_alarms),
        ("vals alarm: eerlijke andere woorden", verified.paraphrase_alarms),
        ("vals alarm: samen", verified.alarms),
    ]
    for name, found in rows:
        low, high = found.interval
        apart = [
            next((f"{r.share:.3f} van {r.n}" for r in side if r.kind == found.kind), "")
            for side in (verified.literal, verified.paraphrased)
        ]
        lines.append(
            f"| {name} | {found.found} | {found.n} | {found.share:.3f} | {low:.3f} tot {high:.3f} "
            f"| {apart[0]} | {apart[1]} |"
        )
    return [*lines, fresh_line(verified.fresh_alarms)]


def fresh_line(found: Recall | None) -> str:
    """The line of the fresh paraphrases, in Dutch."""
    name = "vals alarm: andere woorden, niet gezien bij het maken"
    if found is None:
        return f"| {name} | niet gemeten | | | | | |"
    low, high = found.interval
    return (
        f"| {name} | {found.found} | {found.n} | {found.share:.3f} | {low:.3f} tot {high:.3f} | | |"
    )


def _dutch(kind: str) -> str:
    return {
        "figure": "getal", "unit": "eenheid", "date": "datum", "key": "sleutel",
        "comparator": "vergelijking (boven, vanaf)", "name": "naam", "negation": "ontkenning",
        "modality": "moet, kan, is, wordt", "swap": "getallen verwisseld",
    }[kind]  # fmt: skip


def main(arguments: Sequence[str]) -> None:
    if "fresh" in arguments:
        print(fresh_line(fresh_alarms()))
        return
    verified = verify()
    print("\n".join(to_table(verified)))
    if "show" in arguments:
        for one in verified.rejected:
            print(f"\nafgekeurd: {one.text}\n  citaat: {one.quote}")
        for mutant in verified.missed:
            print(
                f"\ngemist ({mutant.kind} {mutant.keys}): {mutant.text}\n  citaat: {mutant.honest.quote}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
