"""What the judge sees of a question and its readings, as arrays; the same in training and in use.

Nothing here is a word by itself: a term is seen as how well it is found, how specific it is, what
part it plays in the question, and where its vector lies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
import numpy.typing as npt
from wordfreq import zipf_frequency

from assistant.evidence import CandidateKind
from assistant.question import Kind, Question, Role, Term
from assistant.reader import FEATURES, NEEDS_A_FIGURE, WITHOUT_FIGURE, Reading
from assistant.said import said
from index.analysis import STOPWORDS, tokenize

Floats = npt.NDArray[np.float32]

UNITS = (
    "EUR", "%", "procentpunt", "share", "date", "period", "age", "years", "months", "weeks",
    "days", "hours", "minutes", "count", "times",
)  # fmt: skip
_KINDS: tuple[Kind, ...] = get_args(Kind)
_CANDIDATE_KINDS: tuple[CandidateKind, ...] = get_args(CandidateKind)
_ROLES: tuple[Role, ...] = get_args(Role)

_FIRST_PERSON = re.compile(r"\b(?:ik|mij|me|mijn|wij|we|ons|onze)\b", re.IGNORECASE)
CAPITAL = len(_ROLES) + 4
"""Place of the capital among the values of a term."""
MOST_TERMS = 24
"""Terms that are looked at: the last ones, since the asking sentence stands at the end."""
MOST_FUNCTION_WORDS = 12
_MOST_ZIPF = 8.0


@dataclass(frozen=True, slots=True)
class JudgeInput:
    """One question with its readings.

    Attributes:
        terms: words whose vectors are looked at, one a term.
        function_words: *wie*, *hoe*, *na*: the question's stop words in order.
        question: (n_question,) kind of question, lengths.
        term_values: (n_terms, n_term) role, weight, frequency, how well the best reading has it.
        found: (n_readings, n_terms, len(TERM_SIGNALS)) where each term is found.
        readings: (n_readings, n_reading) features of each reading.
        said: (n_readings, len(SAID)) which small words each statement has.
        barred: (n_readings,) what to take off a score: no sentence without a figure answers a
            question that asks for one.
    """

    terms: tuple[str, ...]
    function_words: tuple[str, ...]
    question: Floats
    term_values: Floats
    found: Floats
    readings: Floats
    said: Floats
    barred: Floats


def judge_input(question: Question, readings: Sequence[Reading]) -> JudgeInput:
    """The arrays for a question and at least one reading of it."""
    terms = question.terms[-MOST_TERMS:]
    found = np.stack([reading.found[-MOST_TERMS:] for reading in readings]).astype(np.float32)
    weights = readings[0].term_weights[-MOST_TERMS:]
    rarity = readings[0].term_rarity[-MOST_TERMS:]
    values = [
        _term_values(term, at / len(terms), float(weight), [*map(float, (*known, *best))])
        for at, (term, weight, known, best) in enumerate(
            zip(terms, weights, rarity, found.max(0), strict=True)
        )
    ]
    values_of = np.array([_reading_values(reading) for reading in readings], dtype=np.float32)
    norms = [token.norm for token in tokenize(question.text) if token.norm in STOPWORDS]
    lengths = [
        len(question.terms) / 10,
        len(question.text.split()) / 20,
        float(bool(question.units)),
        float(bool(_FIRST_PERSON.search(question.text))),
    ]
    return JudgeInput(
        terms=tuple(term.token.norm for term in terms),
        function_words=tuple(norms[:MOST_FUNCTION_WORDS]),
        question=np.array([*_one_of(question.kind, _KINDS), *lengths], dtype=np.float32),
        term_values=np.array(values, dtype=np.float32),
        found=found,
        readings=np.concatenate([values_of, _beside_the_best(readings)], axis=1),
        said=np.stack([said(reading.candidate.body.text) for reading in readings]),
        barred=np.array(
            [
                WITHOUT_FIGURE if question.kind in NEEDS_A_FIGURE and not r.picks else 0.0
                for r in readings
            ],
            dtype=np.float32,
        ),
    )


def _one_of(value: str, names: Sequence[str]) -> list[float]:
    return [float(value == name) for name in names]


def _term_values(term: Term, place: float, weight: float, best: list[float]) -> list[float]:
    norm = term.token.norm
    return [
        *_one_of(term.role, _ROLES),
        float(term.generic),
        weight,
        zipf_frequency(norm, "nl") / _MOST_ZIPF,
        float(norm[0].isdigit()),
        float(term.token.start > 0 and term.token.text[0].isupper()),
        place,
        *best,
    ]


def _beside_the_best(readings: Sequence[Reading]) -> Floats:
    """(n_readings, 4) how far a reading is behind the best one by score, cosine and support."""
    scores = np.array([r.score / 10.0 for r in readings])
    dense = np.array([r.features[FEATURES.index("dense")] for r in readings])
    support = np.array([r.support for r in readings])
    nearness = np.array([r.features[FEATURES.index("near")] for r in readings])
    return np.stack(
        [values - values.max() for values in (scores, dense, support, nearness)], axis=1
    ).astype(np.float32)


def _reading_values(reading: Reading) -> list[float]:
    stated = {figure.unit for figure in reading.candidate.body.figures}
    picked = {pick.figure.unit for pick in reading.picks}
    return [
        *reading.features,
        reading.support,
        reading.gap,
        reading.noun_gap,
        reading.focus_gap,
        reading.nouns,
        reading.mass,
        reading.odd,
        float(reading.anchored),
        float(reading.names_focus),
        reading.score / 10.0,
        reading.candidate.hit_score,
        float(len(reading.picks) > 1),
        *reading.signals,
        *(float(unit in stated) for unit in UNITS),
        *(float(unit in picked) for unit in UNITS),
        *_one_of(reading.candidate.kind, _CANDIDATE_KINDS),
    ]
