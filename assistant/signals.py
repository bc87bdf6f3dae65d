"""What the judge sees of a reading beyond the reader's features.

Per term: where exactly the word is found (in the statement, around it, near the figure that would
answer). Per reading: what the statement adds to the question. A text near the subject shares the
question's words; what tells it apart is where they stand and whether anything new is said.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from assistant.match import Affinities, MatchTable

if TYPE_CHECKING:
    from assistant.evidence import Candidate
    from assistant.pick import Pick
    from assistant.question import Question
    from assistant.words import Text

TERM_SIGNALS = (
    "statement", "around", "headings", "wide", "before", "after", "heading",
    "near_figure", "case", "vector",
)  # fmt: skip
"""Columns of ``found``; ``statement`` to ``heading`` each alone, not added up."""
SIGNALS = (
    "counted",       # the thing asked for stands in the figure itself: *drie lijnen*
    "figures",       # logarithm of the number of figures
    "new_figures",   # ... of those that the question does not have
    "asked_with_figures",
    "echo",          # share of the question's figures that the statement has
    "echo_around",   # ... that it or what stands around it has
    "names",         # logarithm of the number of names that the question does not have
    "new_words",     # ... of words that match nothing in the question
    "on_topic",      # share of the statement's words that match something in the question
    "negated",       # the statement denies
    "asked_negated",
    "address",       # a website, an address for mail or a telephone number
    "in_order",      # share of neighbouring words of the question that stand together here too
    "announces",     # ends with a colon
    "asks",          # is a question itself
    "after_question",  # the sentence before it or its heading is one
    "opens",         # the first sentence of its section
    "row",           # of a table
)  # fmt: skip

_FIRM = 0.65
"""Affinity from which a word counts as found."""
_TOGETHER = 4
"""Words within which two words stand together."""
_NAME = re.compile(r"(?<![.!?:;]\s)(?<!^)(?<![\"„‘'-] )\b[A-ZÀ-Þ][\w&’'-]+|\b[A-Z]{2,}\b")
_NEGATION = re.compile(
    r"\b(?:niet|geen|nooit|niemand|nergens|zonder|noch|behalve)\b", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"https?:|www\.|\w@\w|\b[\w-]+\.(?:nl|com|org|eu)\b|\b0\d{2,3}[ -]?\d{2,3}[ -]?\d{2,4}\b"
)


def term_signals(
    alone: Affinities, body: Text, table: MatchTable, picks: Sequence[Pick]
) -> Affinities:
    """(n_terms, len(TERM_SIGNALS)) in [0, 1]; ``alone`` is one candidate's row of ``Found``."""
    n = len(table.weights)
    near_figure, case = np.zeros(n), np.zeros(n)
    if picks:
        near_figure = (table.of(body) * picks[0].closeness[:, None]).max(axis=0, initial=0.0)
        case = table.best(picks[0].case)
    return np.column_stack([alone, near_figure, case, table.cosine(body)])


def reading_signals(
    question: Question, candidate: Candidate, table: MatchTable, picks: Sequence[Pick]
) -> tuple[float, ...]:
    """One value for each of ``SIGNALS``."""
    body = candidate.body
    found = table.of(body)
    firm = found >= _FIRM
    matched = firm.any(axis=1) if firm.size else np.zeros(len(body.tokens), dtype=bool)
    n_content = int(body.content.sum())
    n_new = int((body.content & ~matched).sum())
    traits = _traits(body.text)
    asked = {(f.unit, f.value) for f in question.figures}
    here = [(f.unit, f.value) for f in body.figures]
    around = {(f.unit, f.value) for f in candidate.near.figures}.union(here)
    asked_words = {word.lower() for word in re.findall(r"[\w&’'-]+", question.text)}
    values = {
        "counted": _counted(question, candidate, table, picks),
        "figures": math.log1p(len(here)),
        "new_figures": math.log1p(sum(figure not in asked for figure in here)),
        "asked_with_figures": float(bool(asked)),
        "echo": sum(figure in here for figure in asked) / len(asked) if asked else 0.0,
        "echo_around": sum(figure in around for figure in asked) / len(asked) if asked else 0.0,
        "names": math.log1p(len(traits.names - asked_words)),
        "new_words": math.log1p(n_new),
        "on_topic": 1 - n_new / n_content if n_content else 0.0,
        "negated": float(traits.negated),
        "asked_negated": float(bool(_NEGATION.search(question.text))),
        "address": float(traits.address),
        "in_order": _in_order(firm),
        "announces": float(body.text.rstrip().endswith(":")),
        "asks": float(_asks(body.text)),
        "after_question": float(_asks(candidate.before.text) or _asks(candidate.heading.text)),
        "opens": float(not candidate.before.text),
        "row": float(" | " in body.text),
    }
    return tuple(values[name] for name in SIGNALS)


def _asks(text: str) -> bool:
    return text.rstrip(" ”’'").endswith("?")


@dataclass(frozen=True, slots=True)
class _Traits:
    names: frozenset[str]
    negated: bool
    address: bool


@lru_cache(maxsize=1 << 14)
def _traits(text: str) -> _Traits:
    """What a statement has whatever is asked."""
    return _Traits(
        frozenset(match.group().lower() for match in _NAME.finditer(text)),
        bool(_NEGATION.search(text)),
        bool(_ADDRESS.search(text)),
    )


def _counted(
    question: Question, candidate: Candidate, table: MatchTable, picks: Sequence[Pick]
) -> float:
    focus = [n for n, t in enumerate(question.terms) if t.role == "focus" and not t.generic]
    if not picks or not focus:
        return 0.0
    figure = picks[0].figure
    inside = [
        n
        for n, token in enumerate(candidate.body.tokens)
        if figure.start <= token.start < figure.end
    ]
    if not inside:
        return 0.0
    return float(table.of(candidate.body)[np.ix_(inside, focus)].max())


def _in_order(firm: npt.NDArray[np.bool_]) -> float:
    """``firm``: (n_tokens, n_terms)."""
    n = firm.shape[1]
    if n < 2 or not len(firm):
        return 0.0
    places: list[list[int]] = [[] for _ in range(n)]
    terms, tokens = np.nonzero(firm.T)
    for term, token in zip(terms.tolist(), tokens.tolist(), strict=True):
        places[term].append(token)
    together = sum(
        any(0 < abs(a - b) <= _TOGETHER for a in first for b in second)
        for first, second in pairwise(places)
    )
    return float(together / (n - 1))
