"""Which figure of a statement answers the question, and under which condition it stands."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from assistant.match import MatchTable
from assistant.question import Question
from assistant.words import Text
from corpus.figures import Figure, satisfies
from index.analysis import STOPWORDS, Token, fold

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
        moment: 1 the case names the question's year, -1 only other years, 0 none was compared.
    """

    figure: Figure
    nearness: float
    case_cover: float
    condition: int
    moment: int

    @property
    def score(self) -> float:
        return self.nearness + self.case_cover + self.condition + 0.5 * self.moment


def picks(question: Question, body: Text, frame: Text, table: MatchTable) -> list[Pick]:
    """Figures of the asked kind in a statement, the best first; ties by place.

    Args:
        frame: what stands around the statement and belongs to it (lead-in, caller, heading).
    """
    asked = {(f.unit, f.value, f.comparator) for f in question.figures}
    found = []
    around = 0.8 * table.best(frame)
    for figure, case in zip(body.figures, body.cases, strict=True):
        if figure.unit not in question.units:
            continue
        if (figure.unit, figure.value, figure.comparator) in asked and figure.unit == "age":
            continue
        if _of_another(question, case.text, body.text):
            continue
        found.append(
            Pick(
                figure,
                _nearness(question, body, figure, table),
                table.share(np.maximum(table.best(case), around)),
                condition_of(question, case.figures),
                moment_of(question, case.figures),
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


def moment_of(question: Question, figures: Sequence[Figure]) -> int:
    """1 when a year or date of the question stands among ``figures``, -1 when only others do."""
    asked = {str(f.value)[:4] for f in question.figures if f.unit in ("date", "period")}
    found = {str(f.value)[:4] for f in figures if f.unit in ("date", "period")}
    if question.kind == "date" or not asked or not found:
        return 0
    return 1 if asked & found else -1


def condition_of(question: Question, figures: Sequence[Figure]) -> int:
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


def _nearness(question: Question, body: Text, figure: Figure, table: MatchTable) -> float:
    """Terms count more the nearer they stand; a clause mark in between counts as four words."""
    if not len(body.tokens):
        return 0.0
    near = np.array([_closeness(body, figure, token) for token in body.tokens])
    score = table.share((table.of(body) * near[:, None]).max(axis=0))
    before = body.text[: figure.start].split()
    if question.preposition and (
        (before and before[-1].lower() == question.preposition)
        or figure.text.lower().startswith(question.preposition)
    ):
        score += 0.5
    return score


def _closeness(body: Text, figure: Figure, token: Token) -> float:
    """In [0, 1]: 0 inside the figure, else falling with the words and marks in between."""
    if token.end <= figure.start:
        gap = body.text[token.end : figure.start]
    elif token.start >= figure.end:
        gap = body.text[figure.end : token.start]
    else:
        return 0.0
    marks = sum(gap.count(mark) for mark in ",;:()")
    return math.exp(-(1 + gap.count(" ") + 4 * marks) / _DECAY)


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
