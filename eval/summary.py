"""From scores to measures: shares, means and counts by split, slice and kind, with intervals."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from eval.intervals import mean_interval, wilson
from eval.score import Score

NEAR_READ = 1000
"""Characters, about the first screen: evidence within it is found at a glance."""

Sort = Literal["share", "mean", "count", "median"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure over any group of questions.

    Attributes:
        label: Dutch, for a table's head.
        values: what one score contributes; empty when the measure does not apply to it.
        higher_is_better: False for what should stay away.
    """

    name: str
    label: str
    sort: Sort
    values: Callable[[Score], Sequence[float]]
    higher_is_better: bool = True


@dataclass(frozen=True, slots=True)
class Value:
    """A measure over a group. ``low`` and ``high`` bound the 95% interval, where there is one.

    Attributes:
        group: ``all``, ``slice:<name>`` or ``kind:<name>``.
        n: how many observations it rests on (questions, or quotes for citation precision).
    """

    measure: str
    split: str
    group: str
    value: float
    n: int
    low: float | None = None
    high: float | None = None


def _retrieved(name: str, *, quick_start: bool = False) -> Callable[[Score], Sequence[float]]:
    def values(score: Score) -> Sequence[float]:
        found = score.quick_start if quick_start else score.retrieval
        return () if found is None else (found[name],)

    return values


def _flag(value: bool | None) -> Sequence[float]:
    return () if value is None else (float(value),)


def _within(distance: float | None) -> Sequence[float]:
    return () if distance is None else (float(distance <= NEAR_READ),)


def _one(value: float | None) -> Sequence[float]:
    return () if value is None else (value,)


MEASURES: tuple[Measure, ...] = (
    Measure("hit@1", "hit@1", "share", _retrieved("hit@1")),
    Measure("hit@5", "hit@5", "share", _retrieved("hit@5")),
    Measure("mrr", "MRR", "mean", _retrieved("mrr")),
    Measure("accuracy", "juist antwoord", "share", lambda s: _flag(s.correct)),
    Measure("first_line", "waarde in regel 1", "share", lambda s: _flag(s.leads)),
    Measure(
        "citation_precision",
        "citaten raak",
        "share",
        lambda s: [float(hit) for hit in s.citations],
    ),
    Measure("refusal", "terecht geweigerd", "share", lambda s: _flag(s.refused)),
    Measure(
        "false_refusals",
        "ten onrechte geweigerd",
        "share",
        lambda s: _flag(s.false_refusal),
        higher_is_better=False,
    ),
    Measure(
        "unsupported_figures",
        "getallen zonder bewijs",
        "count",
        lambda s: (float(len(s.unsupported)),),
        higher_is_better=False,
    ),
    Measure(
        "unfaithful_quotes",
        "citaten niet letterlijk",
        "count",
        lambda s: (float(s.unfaithful),),
        higher_is_better=False,
    ),
    Measure(
        "overlong",
        "te lang",
        "count",
        lambda s: (float(s.overlong),),
        higher_is_better=False,
    ),
    Measure("hit@4", "hit@4", "share", _retrieved("hit@4")),
    Measure("read_1000", "binnen 1.000 tekens", "share", lambda s: _within(s.read)),
    Measure("read_median", "tekens (mediaan)", "median", lambda s: _one(s.read), False),
    Measure("quick_start_hit@1", "hit@1", "share", _retrieved("hit@1", quick_start=True)),
    Measure("quick_start_hit@4", "hit@4", "share", _retrieved("hit@4", quick_start=True)),
    Measure("quick_start_mrr", "MRR", "mean", _retrieved("mrr", quick_start=True)),
    Measure(
        "quick_start_read_1000",
        "binnen 1.000 tekens",
        "share",
        lambda s: _within(s.quick_start_read),
    ),
    Measure(
        "quick_start_read_median",
        "tekens (mediaan)",
        "median",
        lambda s: _one(s.quick_start_read),
        False,
    ),
)
BY_NAME = {measure.name: measure for measure in MEASURES}


def summarise(scores: Sequence[Score]) -> list[Value]:
    """Every measure for every split and group in which it has observations.

    With more than one split there is also the split ``all``.
    """
    splits = sorted({score.split for score in scores})
    values = []
    for split in splits if len(splits) < 2 else ["all", *splits]:
        part = [score for score in scores if split in ("all", score.split)]
        for group, members in groups(part):
            for measure in MEASURES:
                value = measure_group(measure, split, group, members)
                if value is not None:
                    values.append(value)
    return values


def groups(scores: Sequence[Score]) -> Iterable[tuple[str, list[Score]]]:
    """``all``, then each slice and each kind by name, with their scores."""
    yield "all", list(scores)
    for name in sorted({score.slice for score in scores}):
        yield f"slice:{name}", [score for score in scores if score.slice == name]
    for name in sorted({score.kind for score in scores}):
        yield f"kind:{name}", [score for score in scores if score.kind == name]


def measure_group(
    measure: Measure, split: str, group: str, scores: Sequence[Score]
) -> Value | None:
    """One measure over some scores; None when it applies to none of them."""
    observed = [value for score in scores for value in measure.values(score)]
    n = len(observed)
    if not n:
        return None
    total = math.fsum(observed)
    if measure.sort == "share":
        low, high = wilson(round(total), n)
        return Value(measure.name, split, group, total / n, n, low, high)
    if measure.sort == "mean":
        low, high = mean_interval(observed)
        return Value(measure.name, split, group, total / n, n, low, high)
    return Value(
        measure.name, split, group, total if measure.sort == "count" else median(observed), n
    )
