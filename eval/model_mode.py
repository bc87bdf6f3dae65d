"""The same questions with a language model that phrases, beside the literal answers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

from corpus.document import Document
from eval.questions import Question
from eval.run import Row
from eval.score import score_answers

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from assistant.settings import Settings

# With these nothing was phrased at all: the model was not there.
_ABSENT = frozenset({"refused", "unauthorised", "unknown_model"})


@dataclass(frozen=True, slots=True)
class ModelOutcome:
    """What a model made of the questions.

    Attributes:
        name: of the model, or None.
        absent: why nothing was measured, in Dutch, or "".
        accuracy: shares of answerable questions answered right: literally, and with the model.
        unsupported: figures without evidence: literally, and with the model.
        asked: answers that the model was asked to phrase; ``phrased`` those it did.
        sentences, passed, replaced, dropped: of all drafts.
        faults: how often each kind of fault ended in the literal answer or cut it short.
        times: milliseconds; the only part that differs between two equal runs.
    """

    name: str | None = None
    absent: str = "er is geen taalmodel ingesteld"
    accuracy: tuple[float, float] = (0.0, 0.0)
    unsupported: tuple[int, int] = (0, 0)
    asked: int = 0
    phrased: int = 0
    sentences: int = 0
    passed: int = 0
    replaced: int = 0
    dropped: int = 0
    faults: Mapping[str, int] = field(default_factory=dict)
    times: Mapping[str, float] = field(default_factory=dict)


def phrase_all(
    questions: Sequence[Question],
    assistant: Assistant,
    settings: Settings,
    on_done: Callable[[], None],
) -> list[Row]:
    """One row for each question, answered through the model of the settings.

    Raises:
        SettingsError: the model cannot be opened.
    """
    from assistant.model import open_model
    from assistant.model_assistant import ModelAssistant

    assert settings.model is not None
    model = open_model(settings.model, settings.model_url, settings.model_timeout)
    phrased = ModelAssistant(assistant, model)
    rows: list[Row] = []
    for question in questions:
        answer = phrased.ask(question.turns, id=question.id)
        rows.append({"id": question.id, "turns": list(question.turns), "answer": answer.to_json()})
        on_done()
    return rows


def outcome(
    name: str,
    questions: Sequence[Question],
    literal: Mapping[str, Row],
    phrased: Mapping[str, Row],
    documents: Mapping[str, Document],
) -> ModelOutcome:
    """Counts and shares of both runs over the same questions."""
    answers = [row["answer"] for row in phrased.values()]
    reports = [answer["model"] for answer in answers if "model" in answer]
    faults = Counter(report["fault"] for report in reports if report["fault"])
    if reports and sum(faults[kind] for kind in _ABSENT) == len(reports):
        from assistant.model import WHY

        kind = next(kind for kind in WHY if kind in faults)
        return ModelOutcome(name, WHY[kind])
    both = [score_answers(questions, rows, documents) for rows in (literal, phrased)]
    judged = [[s for s in scores if s.answerable] for scores in both]
    shares = [sum(bool(s.correct) for s in part) / max(1, len(part)) for part in judged]
    figures = [sum(len(s.unsupported) for s in scores) for scores in both]
    return ModelOutcome(
        name=name,
        absent="",
        accuracy=(shares[0], shares[1]),
        unsupported=(figures[0], figures[1]),
        asked=len(reports),
        phrased=sum(answer["mode"] == "model" for answer in answers),
        **{key: sum(r[key] for r in reports) for key in ("sentences", "passed", "replaced", "dropped")},
        faults=dict(sorted(faults.items())),
        times=_times(answers),
    )  # fmt: skip


def to_table(found: ModelOutcome) -> list[str]:
    """The section of the report, without what belongs to the machine."""
    if found.absent:
        return [f"Niet gemeten: {found.absent}."]
    rows = [
        ["juist antwoord", f"{found.accuracy[0]:.2f}", f"{found.accuracy[1]:.2f}"],
        ["getallen zonder bewijs", str(found.unsupported[0]), str(found.unsupported[1])],
        ["antwoorden verwoord", "", f"{found.phrased} van {found.asked}"],
        ["zinnen in de eigen woorden getoond", "", f"{found.passed} van {found.sentences}"],
        ["zinnen door het citaat vervangen", "", str(found.replaced)],
        ["zinnen weggelaten", "", str(found.dropped)],
    ]
    rows += [[f"fout: {kind}", "", str(count)] for kind, count in found.faults.items()]
    head = [f"Taalmodel: {found.name}", "", "| maat | letterlijk | met taalmodel |", "| --- | --- | --- |"]  # fmt: skip
    return [*head, *("| " + " | ".join(row) + " |" for row in rows)]


def _times(answers: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Medians and 95th percentiles, in milliseconds."""
    times: dict[str, float] = {}
    for key in ("first_sentence", "model"):
        values = sorted(a["timings_ms"][key] for a in answers if key in a["timings_ms"])
        if values:
            times[f"{key}_p50_ms"] = round(median(values), 1)
            times[f"{key}_p95_ms"] = round(values[math.ceil(0.95 * len(values)) - 1], 1)
    return times
