"""How surely two statements give different figures for the same thing: signals and their weights.

Two rules first: parallel cases (a schedule of tariffs says the same words with one of them different)
and statements that share next to nothing are never taken for a contradiction. The weights are a logistic regression, fitted on altered copies of one half of the development texts
and their originals by ``python -m eval.conflict_run fit``; eval/altered.py says how the copies are made.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from difflib import SequenceMatcher

from index.statements import Statement

Idf = Callable[[str], float]

_HEAD = 7
"""Letters that two words must share from the start to be kin: *kennismigrant(enbaan)*."""
MOST_TIMES = 4.0
"""Values that differ by more are other things."""
_ALIKE = 0.75
"""Share of words in the same order from which two sentences say it in the same words."""
_RATHER_ALIKE = 0.6
"""The same where the words that differ follow a preposition: *voor bewoners*, *voor bedrijven*."""
_LEAST_AROUND = 0.1
_SAME_ORDER = 0.8
_NO_CONTRAST = 0.9
_LEAST_NEAR = 0.15
_ENOUGH_AROUND = 0.2

SIGNALS = (
    "far apart", "other ages", "other dates", "other figures", "shared figures", "value there",
    "own words", "words around", "words near", "shared words", "all of one case", "comparison",
    "noun", "percentage",
)  # fmt: skip
WEIGHTS = (
    -2.949, -10.006, -2.146, -2.297, 1.523, -4.315, -0.203, 4.050, 3.220, 0.404, -2.459, 1.282,
    1.280, -1.188,
)  # fmt: skip
BIAS = -0.162


def probability(a: Statement, b: Statement, idf: Idf) -> float:
    """How likely two statements contradict each other, in [0, 1].

    Calibrated on made contradictions, which are far more frequent there than in any real text: a
    measure to compare with a threshold, not a chance.
    """
    found = signals(a, b, idf)
    if found is None:
        return 0.0
    told = BIAS + math.fsum(w * s for w, s in zip(WEIGHTS, found, strict=True))
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, told))))


def case_score(a: Statement, b: Statement, idf: Idf) -> float:
    """How surely one case is found around the other figure, in quite other words; 0 or more.

    For amounts and percentages that are close, as an old and a new amount of one thing are. Either
    all that one case says stands around the other figure, or both state the same age.
    """
    low, high = sorted((a.value, b.value))
    if a.figure.unit not in ("EUR", "%") or a.ages != b.ages or low < _SAME_ORDER * high:
        return 0.0
    case = max(
        share(one.case, two.around, idf) if len(one.case) >= 2 or one.ages else 0.0
        for one, two in ((a, b), (b, a))
    )
    around = (share(a.around, b.around, idf) + share(b.around, a.around, idf)) / 2
    if around < _LEAST_AROUND or (case < _NO_CONTRAST and not a.ages):
        return 0.0
    close = (low / high - _SAME_ORDER) / (1 - _SAME_ORDER)
    return case + around + (0.6 if a.ages else 0.0) + 0.5 * close


def comparable(a: Statement, b: Statement) -> bool:
    """Other values of one unit and of one order, in other sections (of one section, other cases)."""
    low, high = sorted((a.value, b.value))
    return (
        a.group != b.group
        and a.figure.unit == b.figure.unit
        and 0 < low < high <= MOST_TIMES * low
        and (a.figure.unit != "count" or bool(a.noun or b.noun))  # else a number of anything
        and not (a.ages and b.ages and a.ages != b.ages)
    )


def signals(a: Statement, b: Statement, idf: Idf) -> tuple[float, ...] | None:
    """Values in the order of ``SIGNALS``, or None for no contradiction; the same for (b, a)."""
    if not comparable(a, b) or frozenset(a.words).isdisjoint(b.words):
        return None
    around = (share(a.around, b.around, idf) + share(b.around, a.around, idf)) / 2
    near = (share(a.near, b.near, idf) + share(b.near, a.near, idf)) / 2
    if around < _LEAST_AROUND or (near < _LEAST_NEAR and around < _ENOUGH_AROUND):
        return None
    if contrast(a, b):
        return None
    mine, other = frozenset(a.words), frozenset(b.words)
    low, high = sorted((a.value, b.value))
    unit = a.figure.unit
    there = (unit, str(a.figure.value)) in b.others or (unit, str(b.figure.value)) in a.others
    return (
        math.log(high / low),
        _apart(a, b, frozenset({"age"})),
        _apart(a, b, frozenset({"date", "period"})),
        _apart(a, b, _PLAIN),
        float(len(a.others & b.others)),
        float(there),  # two figures side by side in one sentence state two cases of it
        max(_weight(a.case - b.around, idf), _weight(b.case - a.around, idf)),
        around,
        near,
        _weight(mine & other, idf),
        max(share(a.case, b.around, idf), share(b.case, a.around, idf)),
        float(a.figure.comparator == b.figure.comparator),
        (1.0 if a.noun == b.noun else -1.0) if a.noun and b.noun else 0.0,
        float(unit == "%"),
    )


_PLAIN = frozenset(
    {"EUR", "%", "procentpunt", "years", "months", "weeks", "days", "hours", "count"}
)


def _apart(a: Statement, b: Statement, units: frozenset[str]) -> float:
    """Figures beside the two that only one of the sentences gives: most where both have their own."""
    mine = {f for f in a.others if f[0] in units}
    other = {f for f in b.others if f[0] in units}
    return min(len(mine - other), len(other - mine)) + 0.3 * len(mine ^ other)


def contrast(a: Statement, b: Statement) -> bool:
    """Whether the same words tell two cases apart by one: *in het binnenland*, *in het buitenland*."""
    matcher = SequenceMatcher(None, a.words, b.words, autojunk=False)
    alike = matcher.ratio()
    if alike < _RATHER_ALIKE:
        return False
    for kind, i, j, k, m in matcher.get_opcodes():
        mine, other = a.words[i:j], b.words[k:m]
        if kind != "replace" or len(mine) != len(other) or _kin(mine, other):
            continue
        phrases = a.told_apart.issuperset(mine) and b.told_apart.issuperset(other)
        if alike >= _ALIKE or phrases:
            return True
    return False


def _kin(mine: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(
        one[:_HEAD] == two[:_HEAD]
        for one in mine
        for two in other
        if min(len(one), len(two)) >= _HEAD
    )


def share(part: frozenset[str], whole: frozenset[str], idf: Idf) -> float:
    """Weighted share of ``part`` found in ``whole``; a compound's first word counts for most."""
    total = _weight(part, idf)
    if not total:
        return 0.0
    heads = {stem[:_HEAD] for stem in whole if len(stem) >= _HEAD}
    found = math.fsum(
        idf(stem) * (1.0 if stem in whole else 0.7 if stem[:_HEAD] in heads else 0.0)
        for stem in part
    )
    return found / total


def _weight(stems: frozenset[str], idf: Idf) -> float:
    return math.fsum(idf(stem) for stem in stems)
