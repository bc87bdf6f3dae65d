"""The best readings read once more, closely, and what both found weighed.

The judge sees how each term of a question is found; the close reader sees what is asked. Their log
odds are added up, as experts whose odds are multiplied (Hinton 2002), with weights fitted on
development questions that neither learnt from (``eval/fit_balance.py``). Only the first readings
are read again: it takes time, and what answers is nearly always among them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from assistant.close_reading import CloseReader, Scores, Statement
from assistant.reader import Reading

WEIGHTS = Path(__file__).with_name("balance.json")
LOOKED_AT = 4
"""Readings that are read again; with six nothing was better."""


class Weights(NamedTuple):
    """What each counts for.

    Attributes:
        judge, close: weights of their log odds.
        whole_list: added to a whole list, of which the close reader sees only the beginning.
        nothing: log odds of *nothing here answers*.
    """

    judge: float
    close: float
    whole_list: float
    nothing: float


class Balance(NamedTuple):
    """The weights, and slope and intercept of both probabilities (Platt 1999)."""

    weights: Weights
    calibration: dict[str, tuple[float, float]]


@cache
def balance() -> Balance:
    """The committed one."""
    loaded = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Balance(Weights(**loaded["weights"]), loaded["calibration"])


def as_statement(reading: Reading) -> Statement:
    """What the close reader reads of it."""
    candidate = reading.candidate
    heading = candidate.section_path[-1] if candidate.section_path else ""
    return Statement(heading, candidate.near.text, candidate.body.text)


def look_again(
    close: CloseReader, question: str, readings: Sequence[Reading], odds: Scores
) -> Scores:
    """(n_readings,) log odds of both together.

    Args:
        odds: (n_readings,) the judge's, over *nothing here answers*.
    """
    first = np.argsort(-odds, kind="stable")[:LOOKED_AT]
    found = close.scores(question, [as_statement(readings[at]) for at in first])
    lists = np.array([reading.candidate.kind == "list" for reading in readings], dtype=float)
    return weigh(balance().weights, odds, first, found, lists)


def weigh(
    weights: Weights, odds: Scores, first: npt.NDArray[np.intp], found: Scores, lists: Scores
) -> Scores:
    """(n_readings,) log odds of both; a reading that was not read again is taken for the worst.

    Args:
        first: (n_first,) places of the readings that were read again.
        found: (n_first,) what the close reader says of them.
        lists: (n_readings,) 1 for a whole list.
    """
    closely = np.full(len(odds), found.min())
    closely[first] = found
    both: Scores = weights.judge * odds + weights.close * closely + weights.whole_list * lists
    rest = np.delete(np.arange(len(odds)), first)
    both[rest] = np.minimum(both[rest], both[first].min())
    return both
