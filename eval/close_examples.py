"""What the close reader learns from: statements for a question, one of them right or none.

Only questions written for training, about texts that hold no judged question. The statements are
those that the judge ranks first, so that it learns from what it will have to tell apart; since the
wrong ones of an answerable question are learnt from too, it cannot judge by the question alone.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from transformers import BertModel

from assistant.ask import Assistant
from assistant.close_reading import Pieces, Statement, question_pieces, statement_pieces
from assistant.second_look import as_statement
from corpus.document import Document
from eval.close_network import Group, Item, Recipe
from eval.fit import tightest
from eval.judge_examples import alone, answers, locate
from index.training_questions import (
    TrainingQuestion,
    public_texts,
    training_questions,
    written_texts,
)

_WRONG = 4
"""Statements to draw wrong ones from: the first ones."""
_BATCH = 96

States = Mapping[Pieces, Tensor]


@dataclass(frozen=True, slots=True)
class Source:
    """A question with what the judge ranks first.

    Attributes:
        right: a statement that answers, or None.
        wrong: at most ``_WRONG`` that do not, best first.
        hard: from ``questions_hard.tsv``.
    """

    question: str
    right: Statement | None
    wrong: tuple[Statement, ...]
    hard: bool


def sources(data: Path) -> Iterator[Source]:
    """Every training question, read in its own text. Takes about a quarter of an hour."""
    public = public_texts(data)
    texts = {id: text.markdown() for id, text in public.items()} | written_texts()
    easy = {(q.text, q.question) for q in training_questions(public)}
    asked: dict[str, list[TrainingQuestion]] = defaultdict(list)
    for question in training_questions(public, hard=True):
        asked[question.text].append(question)
    for id in sorted(asked):
        with alone(id, texts[id]) as (assistant, document):
            for question in asked[id]:
                hard = (question.text, question.question) not in easy
                source = _source(assistant, document, question, hard=hard)
                if source:
                    yield source


def _source(
    assistant: Assistant, document: Document, question: TrainingQuestion, *, hard: bool
) -> Source | None:
    span = locate(document, question.evidence)
    if span is None:
        return None
    asked, unjudged = assistant.readings([question.question])
    readings = assistant.judge.verdict(asked, unjudged).readings
    marks = tightest(readings, [answers(reading, question, span) for reading in readings])
    right = [as_statement(r) for r, ok in zip(readings, marks, strict=True) if ok]
    first = list(zip(readings, marks, strict=True))[: _WRONG + 2]
    wrong = tuple(as_statement(r) for r, ok in first if not ok)[:_WRONG]
    if question.answerable != bool(right):
        return None
    return Source(asked.text, right[0] if right else None, wrong, hard)


def encoded(encoder: BertModel, tokenizer: Tokenizer, found: Sequence[Source]) -> States:
    """Vectors of every question and statement, half precision: (n_pieces, size) each.

    A quarter of an hour and 1.5 GB for the committed questions.
    """
    texts = {question_pieces(tokenizer, source.question) for source in found}
    for source in found:
        right = [source.right] if source.right else []
        texts |= {statement_pieces(tokenizer, s) for s in (*right, *source.wrong)}
    by_length = sorted(texts, key=lambda pieces: (len(pieces.ids), pieces))
    states: dict[Pieces, Tensor] = {}
    for at in range(0, len(by_length), _BATCH):
        batch = by_length[at : at + _BATCH]
        ids = np.ones((len(batch), len(batch[-1].ids)), dtype=np.int64)
        there = np.zeros(ids.shape, dtype=np.float32)
        for row, pieces in enumerate(batch):
            ids[row, : len(pieces.ids)] = pieces.ids
            there[row, : len(pieces.ids)] = 1
        with torch.inference_mode():
            made = encoder(
                input_ids=torch.from_numpy(ids), attention_mask=torch.from_numpy(there)
            ).last_hidden_state.half()
        states |= {pieces: made[row, : len(pieces.ids)].clone() for row, pieces in enumerate(batch)}
        print(f"\r  {at + len(batch)} of {len(by_length)} texts encoded", end="", flush=True)
    print()
    return states


def groups(
    found: Sequence[Source],
    states: States,
    tokenizer: Tokenizer,
    recipe: Recipe,
    drawn: random.Random,
) -> list[Group]:
    """One round: every question with its right statement, if any, and some wrong ones."""
    out = []
    for source in found:
        first = [source.right] if source.right else list(source.wrong[:1])
        rest = list(source.wrong if source.right else source.wrong[1:])
        more = recipe.wrong if source.right else recipe.wrong - 1
        chosen = [*first, *drawn.sample(rest, min(more, len(rest)))]
        if not chosen:
            continue
        question = states[question_pieces(tokenizer, source.question)]
        pieces = [statement_pieces(tokenizer, statement) for statement in chosen]
        items = tuple(Item(question, states[p], p.body) for p in pieces)
        weight = recipe.hard if source.hard else 1.0
        out.append(Group(items, 0 if source.right else None, weight))
    return out
