"""The development questions with an assistant over each of their texts."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from assistant.ask import Assistant
from corpus.library import BUILTIN, read_corpus
from eval.questions import BUILTIN_QUESTIONS, OTHER_TEXTS, Question, load_questions
from index.build import build_index
from index.store import open_index

UNSEEN = re.compile(r"q(?:33[5-9]|3[4-9]\d|[4-9]\d\d)$|g\d+$")
"""Ids of development questions from which no network learnt; what is fitted on them is not flattered.
(Only the words of orders, ``eval.fit_instruction``, know them, as questions that are no orders.)"""


def development() -> Iterator[tuple[Assistant, list[Question]]]:
    """An assistant over each development text, alone, with the text's questions.

    The letter comes first. Of the other texts the questions stand by text, the unanswerable ones
    after the answerable ones; alone, since a question like *waar is dit geld voor?* means nothing
    over several texts.
    """
    yield from _over(BUILTIN, _located(BUILTIN_QUESTIONS, BUILTIN))
    other = OTHER_TEXTS / "dev"
    questions = _located(other / "questions.jsonl", other / "documents")
    for path in sorted((other / "documents").iterdir()):
        if path.suffix in (".md", ".txt"):
            with tempfile.TemporaryDirectory() as alone:
                for part in path.parent.glob(f"{path.stem}.*"):
                    shutil.copy(part, alone)
                yield from _over(Path(alone), _about(questions, path.stem))


def _located(rows: Path, corpus: Path) -> list[Question]:
    documents = {document.id: document for document in read_corpus(corpus)}
    return [q for q in load_questions(rows, documents) if q.split == "dev"]


def _over(corpus: Path, questions: list[Question]) -> Iterator[tuple[Assistant, list[Question]]]:
    with tempfile.TemporaryDirectory() as folder:
        build_index(corpus, Path(folder))
        yield Assistant(open_index(Path(folder))), questions


def _about(questions: list[Question], document: str) -> list[Question]:
    """A text's questions: those with evidence in it, and the unanswerable ones that follow."""
    current, out = "", []
    for question in questions:
        current = question.gold[0].document if question.gold else current
        if current == document:
            out.append(question)
    return out
