"""Which figure of a statement answers the question, and under which condition it stands."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from assistant.evidence import Text
from assistant.match import MatchTable
from assistant.question import Question
from corpus.clauses import case_of
from corpus.figures import Figure, find_figures, satisfies
from index.analysis import STOPWORDS, fold, tokenize

_DECAY = 6.0
"""Tokens over which nearness to a figure falls to 1/e."""

# Conditions that a person or an application meets or does not meet; other units only inform.
_CONDITION_UNITS = frozenset({"age"})


@dataclass(frozen=True, slots=True)
class Pick:
    """A figure that can answer.

    Attributes:
        figure: offsets count in the candidate's body.
        nearness: weighted share of the question's terms around the figure, in [0, 1].
        case_cover: share of the question covered by the figure's own case and what frames it.
        condition: 1 a condition of the question is met, -1 it is violated, 0 none was compared.
    """

    figure: Figure
    nearness: float
    case_cover: float
    condition: int

    @property
    def score(self) -> float:
        return self.nearness + self.case_cover + self.condition


def picks(question: Question, body: Text, frame: Text, table: MatchTable) -> list[Pick]:
    """Figures of the asked kind in a statement, the best first; ties by place.

    Args:
        frame: what stands around the statement and belongs to it (lead-in, caller, heading).
    """
    asked = {(f.unit, f.value, f.comparator) for f in question.figures}
    found = []
    for figure in body.figures:
        if figure.unit not in question.units:
            continue
        if (figure.unit, figure.value, figure.comparator) in asked and figure.unit == "age":
            continue
        case = case_of(body.text, figure, body.figures)
        if _of_another(question, case, body.text):
            continue
        found.append(
            Pick(
                figure,
                _nearness(question, body, figure, table),
                _cover(case, frame, table),
                condition_of(question, find_figures(case)),
            )
        )
    found = _preferred_unit(question, found)
    return sorted(found, key=lambda p: (-p.score, p.figure.start))


def _of_another(question: Question, case: str, body: str) -> bool:
    """Whether the question names a variety that stands elsewhere in the statement.

    *de dubbele bonus* is asked, the figure's case speaks of *een enkele bonus*, and *dubbele bonus*
    stands in another case: the figure is not that of the double one.
    """
    folded_case, folded_body = fold(case), fold(body)
    words = [fold(word) for word in re.findall(r"[\w-]+", question.text)]
    for modifier, noun in pairwise(words):
        if modifier in STOPWORDS or noun in STOPWORDS or len(noun) < 4:
            continue
        both = f"{modifier} {noun}"
        if both in folded_body and both not in folded_case and noun in folded_case:
            return True
    return False


def condition_of(question: Question, figures: list[Figure]) -> int:
    """Whether the conditions among ``figures`` are met by the figures in the question."""
    outcomes = [
        satisfies(fact, condition)
        for fact in question.figures
        for condition in figures
        if fact.unit == condition.unit and fact.unit in _CONDITION_UNITS
    ]
    if any(outcome is True for outcome in outcomes):
        return 1
    return -1 if any(outcome is False for outcome in outcomes) else 0


def _cover(case: str, frame: Text, table: MatchTable) -> float:
    own = table.best(tokenize(case))
    around = table.best(frame.tokens)
    return table.share(np.maximum(own, 0.8 * around))


def _nearness(question: Question, body: Text, figure: Figure, table: MatchTable) -> float:
    """Terms count more the nearer they stand; a clause mark in between counts as four words."""
    before = [t for t in body.tokens if t.end <= figure.start]
    after = [t for t in body.tokens if t.start >= figure.end]
    total = float(table.weights.sum())
    if not total:
        return 0.0
    best = [0.0] * len(table.weights)
    for run, forward in ((before[::-1], False), (after, True)):
        distance = 0.0
        edge = figure.end if forward else figure.start
        for token in run:
            gap = body.text[edge : token.start] if forward else body.text[token.end : edge]
            distance += 1.0 + (4.0 if any(c in gap for c in ",;:()") else 0.0)
            edge = token.end if forward else token.start
            near = math.exp(-distance / _DECAY)
            for row, value in enumerate(table.of(token)):
                best[row] = max(best[row], float(value) * near)
    score = sum(w * b for w, b in zip(table.weights, best, strict=True)) / total
    if question.preposition and before and before[-1].norm == question.preposition:
        score += 0.5
    elif question.preposition and figure.text.lower().startswith(question.preposition):
        score += 0.5
    return score


def _preferred_unit(question: Question, found: list[Pick]) -> list[Pick]:
    """Percentage points only when asked for by that name, and the other way round."""
    points = "procentpunt" in question.text.lower()
    named = [p for p in found if (p.figure.unit == "procentpunt") == points]
    if question.kind == "percentage" and named:
        return named
    if question.kind == "count":
        counts = [p for p in found if p.figure.unit in ("count", "times")]
        return counts or found
    return found
