"""What does each part earn? The same questions without a part, and the simplest baseline.

``passage``: the best passage by BM25, recited as the answer to everything. ``no refusal``: the best
reading is always given. ``no conditions``: ages, salaries and years in a question are not held against
those in the text. ``no second look``: the judge alone, without the close reader. ``no verification``:
what was made is given without the last check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from unittest.mock import patch

from assistant import pick
from assistant.answer import Answer, Citation
from assistant.answers import Answers
from assistant.ask import Assistant
from assistant.asked import Asked
from assistant.compose import quoted
from assistant.decide import Decision, decide
from assistant.judge import Judge
from corpus.document import Document
from eval.questions import Question
from eval.score import Score, score_answers
from eval.summary import BY_NAME, Value, summarise
from eval.tables import table

NAMES = {
    "passage": "beste passage volgens BM25, altijd voorgelezen",
    "no refusal": "zonder weigeren",
    "no conditions": "zonder voorwaarden",
    "no second look": "zonder tweede blik",
    "no verification": "zonder controle achteraf",
}
COLUMNS = (
    "accuracy", "first_line", "citation_precision", "refusal", "false_refusals",
    "unsupported_figures", "overlong",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ablated:
    """One variant: its name in ``NAMES`` and every measure over all questions of each split."""

    name: str
    values: tuple[Value, ...]


def ablate(
    questions: Sequence[Question],
    assistant: Assistant,
    on_done: Callable[[], None] = lambda: None,
) -> dict[str, dict[str, Any]]:
    """The answers of every variant, by question id and name, without times."""
    answers = Answers(assistant.index, date.today())
    rows = {}
    for question in questions:
        asked = assistant.read(assistant.retrieve(question.turns, id=question.id))
        with _no_conditions():
            blind = assistant.decide(assistant.read(asked))
        made = {
            "passage": _recited(assistant, asked),
            "no refusal": _given(assistant, answers, asked, refuse=False),
            "no conditions": blind,
            "no second look": _at_first_sight(assistant, asked),
            "no verification": _given(assistant, answers, asked, refuse=True),
        }
        rows[question.id] = {name: answer.to_json() for name, answer in made.items()}
        for answer in rows[question.id].values():
            answer.pop("timings_ms")
        on_done()
    return rows


def score_variants(
    questions: Sequence[Question],
    rows: Mapping[str, Mapping[str, Any]],
    documents: Mapping[str, Document],
    rename: Callable[[Iterable[Score]], list[Score]] = list,
) -> list[Ablated]:
    """Scores what stands under ``ablated`` in run rows; nothing where it does not.

    Args:
        rename: gives scores the names of splits that the report has.
    """
    if not any("ablated" in row for row in rows.values()):
        return []
    found = []
    for name in NAMES:
        own = {
            key: {"answer": row["ablated"][name]} for key, row in rows.items() if "ablated" in row
        }
        values = summarise(rename(score_answers(questions, own, documents)))
        found.append(Ablated(name, tuple(v for v in values if v.group == "all")))
    return found


def to_lines(whole: Sequence[Value], variants: Sequence[Ablated], split: str) -> list[str]:
    """A Markdown table: the assistant as it is, then without each part."""
    rows = [_row("zoals hij is", whole, split)]
    rows += [_row(NAMES[variant.name], variant.values, split) for variant in variants]
    return table(["wat", *(BY_NAME[name].label for name in COLUMNS)], rows)


def _row(name: str, values: Sequence[Value], split: str) -> list[str]:
    found = {v.measure: v for v in values if (v.split, v.group) == (split, "all")}
    return [name, *(_cell(found.get(column)) for column in COLUMNS)]


def _cell(value: Value | None) -> str:
    if value is None:
        return ""
    return f"{value.value:.0f}" if BY_NAME[value.measure].sort == "count" else f"{value.value:.2f}"


@contextmanager
def _no_conditions() -> Iterator[None]:
    """No figure of a question is compared with a condition of the text."""
    units: Any = frozenset()
    with patch.object(pick, "_CONDITION_UNITS", units):
        yield


def _at_first_sight(assistant: Assistant, asked: Asked) -> Answer:
    if asked.question is None:
        return assistant.decide(asked)
    candidates = assistant.candidates(asked.question, list(asked.hits))
    readings = assistant.readings_of(asked.question, candidates)
    verdict = Judge(assistant.judge.words).verdict(asked.question, readings)
    return assistant.decide(replace(asked, verdict=verdict))


def _given(assistant: Assistant, answers: Answers, asked: Asked, *, refuse: bool) -> Answer:
    """The composed answer as it is, unverified; refused where there is nothing to give."""
    if asked.question is None or asked.verdict is None or not asked.verdict.readings:
        return assistant.decide(asked)
    decision = decide(asked.question, asked.verdict)
    if refuse and decision.reason is not None:
        return assistant.decide(asked)
    sure = Decision(decision.trust, None)
    return answers.answered(asked.text, asked.question, asked.verdict.readings, sure, asked.id)


def _recited(assistant: Assistant, asked: Asked) -> Answer:
    answer = assistant.decide(asked)
    if asked.question is None:
        return answer
    found = assistant.index.half("stems").search(asked.question.text, 1)
    if not found:
        return answer
    passage = assistant.index.passages[found[0][0]]
    cited = Citation(
        n=1,
        document_id=passage.document_id,
        document_title=assistant.index.documents[passage.document_id].title,
        section_path=list(passage.section_path),
        quote=passage.text,
        start=passage.start,
        end=passage.end,
        page=passage.page,
        lines=list(passage.lines),
        score=0.0,
    )
    return Answer(
        id=asked.id, question=asked.text, standalone_question=asked.question.text,
        status="answered", answer=f"{quoted(passage.text)} [1]", citations=[cited], figures=[],
        notices=[], nearest=[], choices=[], next_step=None, confidence=1.0, timings_ms={},
    )  # fmt: skip
