"""What does each part earn? The same questions without a part, and the simplest baseline.

``passage``: the best passage by BM25, recited as the answer to everything. ``no refusal``: the best
reading is always given. ``no conditions``: ages, salaries and years in a question are not held against
those in the text. ``no verification``: what was made is given without the last check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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
from corpus.document import Document
from eval.questions import Question
from eval.run import Row
from eval.score import score_answers
from eval.summary import BY_NAME, Value, summarise
from eval.tables import table

NAMES = {
    "passage": "beste passage volgens BM25, altijd voorgelezen",
    "no refusal": "zonder weigeren",
    "no conditions": "zonder voorwaarden",
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
    documents: Mapping[str, Document],
    on_done: Callable[[], None] = lambda: None,
) -> list[Ablated]:
    """Answers every question once in each variant; nothing of it depends on the clock."""
    answers = Answers(assistant.index, date.today())
    rows: dict[str, dict[str, Row]] = {name: {} for name in NAMES}
    for question in questions:
        asked = assistant.read(assistant.retrieve(question.turns, id=question.id))
        with _no_conditions():
            blind = assistant.decide(assistant.read(asked))
        made = {
            "passage": _recited(assistant, asked),
            "no refusal": _given(assistant, answers, asked, refuse=False),
            "no conditions": blind,
            "no verification": _given(assistant, answers, asked, refuse=True),
        }
        for name, answer in made.items():
            rows[name][question.id] = {"id": question.id, "answer": answer.to_json()}
        on_done()
    return [
        Ablated(
            name,
            tuple(
                value
                for value in summarise(score_answers(questions, found, documents))
                if value.group == "all"
            ),
        )
        for name, found in rows.items()
    ]


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
