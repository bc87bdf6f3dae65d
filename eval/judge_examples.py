"""What the judge learns from: readings of questions, with those that are right marked."""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.ask import Assistant
from assistant.judge import word_vectors
from assistant.judge_input import judge_input
from assistant.question import Question as Asked
from assistant.reader import Reading
from assistant.words import Words
from corpus.document import Document, Span
from eval.development import UNSEEN, development
from eval.fit import is_right, tightest
from eval.judge_network import Example
from eval.questions import Question
from eval.without_evidence import Place, folded, readings_without
from index.build import build_index
from index.encoder import DEFAULT_ENCODER
from index.store import open_index
from index.training_questions import (
    TrainingQuestion,
    far_questions,
    hard_questions,
    public_texts,
    training_questions,
    written_texts,
)

WITHOUT_EVIDENCE = 0.1
"""What a question counts for whose evidence is left out, beside the question itself."""
_ONE_IN = 4
"""Of the training questions one in four is read so too, counting four times: it takes less time."""
_ITEM_MARK = re.compile(r"^\W*(?:\d+|[a-z])[.°)]+\s*")


MISSING = "without_evidence"
"""Slice of a question whose evidence was left out."""


@dataclass(frozen=True, slots=True)
class Judgeable:
    """An example with what it is about.

    Attributes:
        text: id of its text: folds keep texts together.
        answerable: the text answers the question.
    """

    example: Example
    text: str
    slice: str
    answerable: bool


def from_development(
    words: Words, weight: float, *, without: bool = False, unseen: bool = False
) -> Iterator[Judgeable]:
    """The older development questions of ``eval``.

    Args:
        without: also with their evidence left out.
        unseen: instead those from which nothing learns.
    """
    for assistant, questions in development():
        text = next(iter(assistant.index.documents))
        for question in questions:
            if bool(UNSEEN.match(question.id)) != unseen:
                continue
            asked, readings = assistant.readings(question.turns)
            right = tightest(readings, [is_right(question, r) for r in readings])
            made = _example(asked, readings, right, words, weight)
            if made:
                yield Judgeable(made, text, question.slice, question.answerable)
            if not without:
                continue
            evidence = [(gold.document, gold.start, gold.end) for gold in question.gold]
            missing = _without(assistant, asked, evidence, words, weight * WITHOUT_EVIDENCE)
            if missing and not any(_has_values(question, r) for r in missing[1]):
                yield Judgeable(missing[0], text, MISSING, answerable=False)


def _has_values(question: Question, reading: Reading) -> bool:
    """Whether it says the same as the evidence that was left out."""
    said = " ".join(reading.candidate.body.text.split())
    values = [re.search(value, said, re.IGNORECASE) for value in question.values]
    return bool(values) and all(values)


def from_training(
    data: Path, encoders: Sequence[str], words: Words, *, hard: bool = False
) -> Iterator[Judgeable]:
    """The questions written for training.

    Args:
        data: the public data.
        encoders: the readings of a text come from the first for odd numbers and for texts written
            for the purpose, from the second for even ones: each has not learnt from its questions.
            From an encoder that has, every right sentence would look far too near.
        words: whose vectors the network sees.
        hard: also the hard questions, and answerable ones with their evidence left out.
    """
    public = public_texts(data)
    texts = {id: text.markdown() for id, text in public.items()} | written_texts()
    asked: dict[str, list[TrainingQuestion]] = defaultdict(list)
    questions = list(training_questions(public, hard=hard))
    for question in (*questions, *far_questions(questions)):
        asked[question.text].append(question)
    n = 0
    for id in sorted(asked):
        even = id in public and int(id[1:]) % 2 == 0
        with alone(id, texts[id], encoders[int(even)]) as (assistant, document):
            for question in asked[id]:
                for judgeable in _judgeable(assistant, document, question, words, without=hard):
                    n += 1
                    if judgeable.slice != MISSING or n % _ONE_IN == 0:
                        yield judgeable


@contextmanager
def alone(
    id: str, markdown: str, encoder: str = DEFAULT_ENCODER
) -> Iterator[tuple[Assistant, Document]]:
    """An assistant over one text, judging at first sight, with the text as it was read."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        (corpus / f"{id}.md").write_text(markdown, encoding="utf-8")
        build_index(corpus, Path(folder) / "index", encoder=encoder)
        index = open_index(Path(folder) / "index")
        (document,) = index.documents.values()
        yield Assistant(index, close=None), document
        index.close()


def from_hard(words: Words, weight: float) -> Iterator[Judgeable]:
    """The hard questions, read with the committed encoder, which did not learn from them."""
    texts, asked = written_texts(), defaultdict(list)
    for question in hard_questions():
        asked[question.text].append(question)
    for id in sorted(asked):
        with alone(id, texts[id]) as (assistant, document):
            for question in asked[id]:
                for found in _judgeable(assistant, document, question, words, without=False):
                    yield replace(found, example=replace(found.example, weight=weight))


def _judgeable(
    assistant: Assistant,
    document: Document,
    question: TrainingQuestion,
    words: Words,
    *,
    without: bool,
) -> Iterator[Judgeable]:
    span = locate(document, question.evidence)
    if span is None:
        return
    asked, readings = assistant.readings([question.question])
    right = tightest(readings, [answers(reading, question, span) for reading in readings])
    made = _example(asked, readings, right, words, 1.0)
    if made and (any(right) or not question.answerable):
        yield Judgeable(made, document.id, question.slice, question.answerable)
    if without and question.answerable:
        weight = WITHOUT_EVIDENCE * _ONE_IN
        missing = _without(assistant, asked, [(document.id, *span)], words, weight)
        value = folded(question.value)
        if missing and not (
            value and any(value in folded(r.candidate.body.text) for r in missing[1])
        ):
            yield Judgeable(missing[0], document.id, MISSING, answerable=False)


def _without(
    assistant: Assistant, asked: Asked, evidence: Sequence[Place], words: Words, weight: float
) -> tuple[Example, list[Reading]] | None:
    """The question with its evidence left out; None without evidence or anything to judge."""
    readings = readings_without(assistant, asked, evidence) if evidence and asked.terms else []
    made = _example(asked, readings, [False] * len(readings), words, weight)
    return (made, readings) if made else None


def answers(reading: Reading, question: TrainingQuestion, evidence: Span) -> bool:
    candidate = reading.candidate
    touches = candidate.start < evidence[1] and evidence[0] < candidate.end
    if not (question.answerable and touches) or candidate.kind == "list":
        return False
    if not (question.value and reading.picks):
        return True
    picked, value = folded(reading.picks[0].figure.text), folded(question.value)
    return value in picked or picked in value


def locate(document: Document, evidence: str) -> Span | None:
    """Where the evidence stands, white space aside; a list item has lost its mark."""
    for words in (evidence, _ITEM_MARK.sub("", evidence)):
        found = re.search(r"\s*".join(map(re.escape, words.split())), document.text)
        if words.strip() and found:
            return found.span()
    return None


def _example(
    asked: Asked, readings: list[Reading], right: list[bool], words: Words, weight: float
) -> Example | None:
    """None where there is nothing to judge."""
    if not readings or not asked.terms:
        return None
    made = judge_input(asked, readings)
    right = [ok and not barred for ok, barred in zip(right, made.barred, strict=True)]
    return Example(
        made,
        word_vectors(words, made.terms),
        word_vectors(words, made.function_words),
        tuple(right),
        weight,
    )
