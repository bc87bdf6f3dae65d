"""What the judge sees of a reading beyond the reader's features.

Per term: where exactly the word is found (in the statement, around it, near the figure that would
answer). Per reading: what the statement adds to the question. A text near the subject shares the
question's words; what tells it apart is where they stand and whether anything new is said.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from assistant.match import Affinities, MatchTable
from index.analysis import STOPWORDS

if TYPE_CHECKING:
    from assistant.evidence import Candidate
    from assistant.pick import Pick
    from assistant.question import Question
    from assistant.words import Text

TERM_SIGNALS = ("statement", "around", "headings", "wide", "near_figure", "case", "vector")
"""Columns of ``found``; ``statement`` to ``wide`` each alone, not added up."""
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
    "begins",        # what stands before the figure makes it a beginning (*vanaf*, *per*)
    "ends",          # ... an end (*tot*, *uiterlijk*)
    "asked_begin",
    "asked_end",
    "wrong_side",    # an end where a beginning is asked, or the other way round
    "each",          # the figure is for each of something (*per deelnemer*)
    "asked_each",
    "asked_total",
    "each_for_total",
    "bound",         # the most or the least is asked, and the figure is such a bound
    "asked_names",   # logarithm of the number of names in the question
    "names_here",    # share of those that the statement has
    "names_around",  # ... that it or what stands around it has
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
_BEGINS = re.compile(
    r"\b(?:vanaf|sinds|met ingang van|per|start\w*|begin\w*|ingaand\w*|na)\W+(?:\w+\W+)?$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:tot(?: en met)?|t/m|uiterlijk(?: op)?|voor|vóór|eind\w*|tot eind|sluit\w*|vervalt(?: op)?)\W+(?:\w+\W+)?$",
    re.IGNORECASE,
)
_ASKS_BEGIN = re.compile(
    r"\b(?:vanaf|sinds|ingang\w*|start\w*|begin\w*|begon\w*|in werking|gaat .*\bin|opent|opening\w*|open)\b",
    re.IGNORECASE,
)
_ASKS_END = re.compile(
    r"\b(?:tot|uiterlijk|eind\w*|loopt|lopen|sluit\w*|deadline|verval\w*|laatste|stopt|afgelopen|klaar)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"^\W*(?:\w+\W+)?(?:per|iedere?|elke?)\b", re.IGNORECASE)
_ASKS_EACH = re.compile(r"\b(?:per|iedere?|elke?)\b", re.IGNORECASE)
_ASKS_TOTAL = re.compile(
    r"\b(?:totaal|totale|in totaal|budget\w*|plafond|begroot|begroting|beschikbaar|uitgetrokken|gereserveerd)\b",
    re.IGNORECASE,
)
_BEFORE = 24
"""Characters before a figure that say what kind of bound it is."""


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
    content = np.array(
        [t.norm not in STOPWORDS and t.norm.isalpha() for t in body.tokens], dtype=bool
    )
    matched = firm.any(axis=1) if firm.size else np.zeros(len(body.tokens), dtype=bool)
    n_content = int(content.sum())
    n_new = int((content & ~matched).sum())
    asked = {(f.unit, f.value) for f in question.figures}
    here = [(f.unit, f.value) for f in body.figures]
    around = {(f.unit, f.value) for f in candidate.near.figures}.union(here)
    asked_words = {word.lower() for word in re.findall(r"[\w&’'-]+", question.text)}
    names = {m.group().lower() for m in _NAME.finditer(body.text)} - asked_words
    asked_names = {m.group().lower() for m in _NAME.finditer(question.text)}
    stated = body.text.lower()
    nearby = f"{stated} {candidate.near.text} {candidate.far.text} {candidate.wide.text}".lower()
    asked_begin = bool(_ASKS_BEGIN.search(question.text))
    asked_end = bool(_ASKS_END.search(question.text))
    asked_total = bool(_ASKS_TOTAL.search(question.text))
    begins = ends = each = False
    if picks:
        figure = picks[0].figure
        before = body.text[max(0, figure.start - _BEFORE) : figure.start]
        begins = bool(_BEGINS.search(before)) or figure.comparator in (">", ">=")
        ends = bool(_ENDS.search(before)) or figure.comparator in ("<", "<=")
        each = bool(_EACH.match(body.text[figure.end :]))
    values = {
        "counted": _counted(question, candidate, table, picks),
        "figures": math.log1p(len(here)),
        "new_figures": math.log1p(sum(figure not in asked for figure in here)),
        "asked_with_figures": float(bool(asked)),
        "echo": sum(figure in here for figure in asked) / len(asked) if asked else 0.0,
        "echo_around": sum(figure in around for figure in asked) / len(asked) if asked else 0.0,
        "names": math.log1p(len(names)),
        "new_words": math.log1p(n_new),
        "on_topic": 1 - n_new / n_content if n_content else 0.0,
        "negated": float(bool(_NEGATION.search(body.text))),
        "asked_negated": float(bool(_NEGATION.search(question.text))),
        "address": float(bool(_ADDRESS.search(body.text))),
        "in_order": _in_order(firm),
        "announces": float(body.text.rstrip().endswith(":")),
        "begins": float(begins),
        "ends": float(ends),
        "asked_begin": float(asked_begin),
        "asked_end": float(asked_end),
        "wrong_side": float(
            (asked_begin and ends and not begins) or (asked_end and begins and not ends)
        ),
        "each": float(each),
        "asked_each": float(bool(_ASKS_EACH.search(question.text))),
        "asked_total": float(asked_total),
        "each_for_total": float(asked_total and each),
        "bound": float(bool(picks) and picks[0].bound),
        "asked_names": math.log1p(len(asked_names)),
        "names_here": _share(asked_names, stated),
        "names_around": _share(asked_names, nearby),
    }
    return tuple(values[name] for name in SIGNALS)


def _share(words: set[str], text: str) -> float:
    return sum(word in text for word in words) / len(words) if words else 0.0


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
    """``firm``: (n_tokens, n_terms) bool."""
    n = firm.shape[1] if firm.ndim == 2 else 0
    if n < 2 or not len(firm):
        return 0.0
    places = [np.flatnonzero(firm[:, at]) for at in range(n)]
    together = 0
    for first, second in pairwise(places):
        if len(first) and len(second):
            gap = np.abs(first[:, None] - second[None, :])
            gap = gap[gap > 0]
            together += bool(len(gap) and gap.min() <= _TOGETHER)
    return together / (n - 1)
