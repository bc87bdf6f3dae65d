"""The extractive reader: which candidate answers, by a few features anyone can read.

The score is a weighted sum. Weights are kept in ``weights.json`` beside this file; they are
fitted on development questions only (see ``eval/fit.py``).
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.cues import defines, has_cue, points_back
from assistant.evidence import Candidate
from assistant.found import LITERAL, Found, any_of, odd_ones_out, placed
from assistant.match import Affinities, Matcher, MatchTable
from assistant.pick import Pick, condition_of, moment_of, picks
from assistant.question import Kind, Question, Term
from assistant.signals import reading_signals, term_signals
from index.hit import Encoder, Vectors

FEATURES = (
    "cover",       # share of the question covered by the statement itself
    "context",     # what lead-in, caller and previous sentence add to that
    "heading",     # what heading path and title add to that
    "dense",       # cosine of question and statement with its context
    "passage",     # cosine of question and passage, from the search
    "rank",        # reciprocal place of the passage among the hits
    "hit",         # the passage's score as a share of the best passage's
    "figure",      # the asked kind of figure is there
    "near",        # question terms around that figure
    "case",        # share of the question covered by the figure's own case
    "condition",   # the question's condition is met (1) or violated (-1)
    "moment",      # the question's year or date is named (1) or only others are (-1)
    "cue",         # words that answer this kind of question
    "list",        # a list where a list is asked
    "unwanted_list",  # a list where none is asked
    "footnote",
    "pair",        # two sentences
    "back",        # starts with a word that points back (a sentence alone)
    "defines",     # says of the asked term what it is
    "length",      # logarithm of the number of words
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """A candidate with its score, its features and the figures in it that can answer.

    Attributes:
        gap: weight of the heaviest question term that neither statement nor context covers.
        noun_gap: the same over nouns of the asking sentence only.
        focus_gap: 1 when the thing asked for is not found, 0 when it is or none is named.
        nouns: share of the asking sentence's nouns that are found, 1 when it has none.
        names_focus: the thing asked for stands there literally.
        anchored: at least one word that names a subject is found.
        mass: summed weight of all that is covered.
        odd: how much one missing noun stands out, in [0, 1]: its weight, times the share of the
            other words that are found literally. Who asks in the words of the text for something
            that the text does not say, misses just that one word.
        support: share of the question covered by statement, context and headings, in [0, 1].
        found: (n_terms, len(TERM_SIGNALS)) where each term is found.
        signals: one value for each of ``SIGNALS``.
        term_weights: (n_terms,) how much each term carries the question.
        term_rarity: (n_terms, 2) as ``Matcher.rarity`` has it.
    """

    candidate: Candidate
    score: float
    features: tuple[float, ...]
    picks: tuple[Pick, ...]
    support: float
    gap: float
    noun_gap: float
    focus_gap: float
    nouns: float
    mass: float
    odd: float
    anchored: bool
    names_focus: bool
    found: Affinities = field(compare=False)
    signals: tuple[float, ...] = field(compare=False)
    term_weights: Affinities = field(compare=False)
    term_rarity: Affinities = field(compare=False)


@cache
def weights() -> dict[str, dict[str, float]]:
    """The committed weights: ``{"reader": {feature: weight}, "thresholds": {...}}``."""
    loaded: dict[str, dict[str, float]] = json.loads(
        Path(__file__).with_name("weights.json").read_text(encoding="utf-8")
    )
    return loaded


def thresholds() -> dict[str, float]:
    """What a decision is measured by.

    ``answerable``: the least probability that the documents answer it; ``right``: the least
    probability that the best reading does; ``off_subject``: the support under which a
    question seems to be about something else; ``answerable_off_subject``: the least probability
    there.
    """
    return weights()["thresholds"]


class Reader:
    """Ranks candidates for a question."""

    def __init__(self, matcher: Matcher, encoder: Encoder) -> None:
        self._matcher = matcher
        self._encoder = encoder
        self._seen: dict[str, npt.NDArray[np.float32]] = {}

    def read(self, question: Question, candidates: Sequence[Candidate]) -> list[Reading]:
        """Readings, best first; ties by place in the documents."""
        if not candidates:
            return []
        texts = [text for candidate in candidates for text in placed(candidate)]
        table = self._matcher.table(question, texts)
        table.prepare(list({id(text): text for text in texts}.values()))
        table.prepare_words(list({id(c.body): c.body for c in candidates}.values()))
        asked = self._encoder.encode_queries([question.text])[0]
        cosines = self._vectors([f"{c.near.text} {c.body.text}" for c in candidates]) @ asked
        return sorted(
            _readings(question, candidates, table, cosines),
            key=lambda r: (-round(r.score, 6), r.candidate.document_id, r.candidate.start),
        )

    def _vectors(self, texts: list[str]) -> Vectors:
        """(n_texts, dimension) float32; a text met before is not encoded again."""
        seen = self._seen
        new = [text for text in dict.fromkeys(texts) if text not in seen]
        if len(seen) > _MOST_VECTORS:
            seen, new = {}, list(dict.fromkeys(texts))
        if new:
            vectors = self._encoder.encode_passages(new)
            # Other threads read the old dict meanwhile, so it is replaced and never changed.
            seen = {**seen, **dict(zip(new, vectors, strict=True))}
            self._seen = seen
        return np.stack([seen[text] for text in texts])


_MOST_VECTORS = 20_000


def _readings(
    question: Question, candidates: Sequence[Candidate], table: MatchTable, cosines: Affinities
) -> list[Reading]:
    found = Found.of(candidates, table)
    roles = [term.role for term in question.terms]
    nouns = np.array([role in ("noun", "focus") for role in roles], dtype=bool)
    focus = np.array([role == "focus" for role in roles], dtype=bool)
    naming = np.array([_names_a_subject(term) for term in question.terms], dtype=bool)
    missing = table.weights * (1.0 - found.far)
    nobody = np.zeros(len(candidates))
    gap = missing.max(axis=1) if len(roles) else nobody + 1.0
    noun_gap = missing[:, nouns].max(axis=1) if nouns.any() else nobody
    of_nouns = found.named[:, nouns].mean(axis=1) if nouns.any() else nobody + 1.0
    mass = found.far @ table.weights
    odd = odd_ones_out(found, table.weights, nouns)
    no_focus = any_of(focus & ~found.named)
    names_focus = any_of(focus & (found.far >= LITERAL))
    anchored = any_of(naming & found.named)
    readings = []
    for at, candidate in enumerate(candidates):
        chosen = picks(question, candidate.body, candidate.near, table) if question.units else []
        support = table.share(found.far[at])
        features = _features(
            question,
            candidate,
            table,
            (table.share(found.own[at]), table.share(found.near[at]), support),
            float(cosines[at]),
            chosen[0] if chosen else None,
        )
        readings.append(
            Reading(
                candidate,
                _score(question, features, chosen),
                features,
                tuple(chosen),
                support,
                float(gap[at]),
                noun_gap=float(noun_gap[at]),
                focus_gap=float(no_focus[at]),
                nouns=float(of_nouns[at]),
                mass=float(mass[at]),
                odd=float(odd[at]),
                names_focus=bool(names_focus[at]),
                anchored=bool(anchored[at]),
                found=term_signals(found.alone[at], candidate.body, table, chosen),
                signals=reading_signals(question, candidate, table, chosen),
                term_weights=table.weights,
                term_rarity=table.rarity,
            )
        )
    return readings


def _features(
    question: Question,
    candidate: Candidate,
    table: MatchTable,
    covered: tuple[float, float, float],
    cosine: float,
    best: Pick | None,
) -> tuple[float, ...]:
    """The values of ``FEATURES``; ``covered`` by the statement, its surroundings, its headings."""
    cover, support_near, support = covered
    wants_list = question.kind == "list"
    is_list = candidate.kind == "list"
    condition = best.condition if best else condition_of(question, candidate.body.figures)
    values = {
        "cover": cover,
        "context": support_near - cover,
        "heading": support - support_near,
        "dense": cosine,
        "passage": candidate.dense,
        "rank": 1.0 / (1.0 + candidate.rank),
        "hit": candidate.hit_share,
        "figure": float(best is not None) if question.units else 0.0,
        "near": best.nearness if best else 0.0,
        "case": best.case_cover if best else 0.0,
        "condition": float(condition),
        "moment": float(best.moment if best else moment_of(question, candidate.body.figures)),
        "cue": has_cue(question, candidate),
        "list": float(wants_list and is_list),
        "unwanted_list": float(is_list and not wants_list),
        "footnote": float(candidate.kind == "footnote"),
        "pair": float(candidate.kind == "pair"),
        "back": float(candidate.kind == "sentence" and points_back(candidate.body.text)),
        "defines": float(question.kind == "definition" and defines(candidate, table)),
        "length": math.log(1 + len(candidate.body.tokens)),
    }
    return tuple(values[name] for name in FEATURES)


def _score(question: Question, features: Sequence[float], chosen: Sequence[Pick]) -> float:
    weight = weights()["reader"]
    score = sum(
        weight.get(name, 0.0) * value for name, value in zip(FEATURES, features, strict=True)
    )
    return score - WITHOUT_FIGURE if question.kind in NEEDS_A_FIGURE and not chosen else score


def _names_a_subject(term: Term) -> bool:
    norm = term.token.norm
    return not term.generic and norm[0].isalpha() and len(norm) > 1


NEEDS_A_FIGURE: frozenset[Kind] = frozenset({"amount", "percentage", "age", "duration", "measure"})
"""Kinds that no sentence without such a figure can answer."""
WITHOUT_FIGURE = 20.0
