"""The development questions with an assistant over each of their texts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from assistant.ask import Assistant
from corpus.library import BUILTIN
from eval.questions import BUILTIN_QUESTIONS, OTHER_TEXTS, Question, load_questions
from index.build import build_index
from index.store import open_index


def development() -> Iterator[tuple[Assistant, list[Question]]]:
    """An assistant and the questions of the split ``dev``: the letter, then the other texts."""
    other = OTHER_TEXTS / "dev"
    for corpus, rows in (
        (BUILTIN, BUILTIN_QUESTIONS),
        (other / "documents", other / "questions.jsonl"),
    ):
        if not rows.is_file():
            continue
        with tempfile.TemporaryDirectory() as folder:
            build_index(corpus, Path(folder))
            index = open_index(Path(folder))
            questions = load_questions(rows, index.documents)
            yield Assistant(index), [q for q in questions if q.split == "dev"]
