"""Which figure of a statement answers the question, and under which condition it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from assistant.match import Affinities, MatchTable
from assistant.question import Question
from assistant.words import Text
from corpus.figures import Figure, satisfies
from index.analysis import STOPWORDS, fold

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
        bound: the question asks for the most or the least, and this figure is such a bound.
        moment: 1 the case names the question's year, -1 only other years, 0 none was compared.
        case: the words of the figure's own case.
        closeness: (n_tokens,) of each word of the statement to the figure, in [0, 1].
    """

    figure: Figure
    nearness: float
    case_cover: float
    condition: int
    moment: int
    bound: bool
    case: Text = field(compare=False)
    closeness: Affinities = field(compare=False)

    @property
    def score(self) -> float:
        return self.nearness + self.case_cover + self.condition + 0.5 * self.moment + self.bound


def picks(question: Question, body: Text, frame: Text, table: MatchTable) -> list[Pick]:
    """Figures of the asked kind in a statement, the best first; ties by place.

    Args:
        frame: what stands around the statement and belongs to it (lead-in, caller, heading).
    """
    if not any(f.unit in question.units or _bare_amount(question, f) for f in body.figures):
        return []
    asked = {(f.unit, f.value, f.comparator) for f in question.figures}
    found = []
    around = 0.8 * table.best(frame)
    varieties = _varieties(question, body)
    for figure, case, closeness in zip(body.figures, body.cases, body.closeness, strict=True):
        if figure.unit not in question.units and not _bare_amount(question, figure):
            continue
        if (figure.unit, figure.value, figure.comparator) in asked and figure.unit == "age":
            continue
        if (
            _of_another(varieties, figure, body)
            or _for_another(figure, body, frame, table)
            or _counts_another(question, figure, body, table)
        ):
            continue
        found.append(
            Pick(
                figure,
                _nearness(question, body, figure, closeness, table),
                table.share(np.maximum(table.best(case), around)),
                condition_of(question, case.figures),
                moment_of(question, case.figures),
                _is_bound(question, body, figure),
                case,
                closeness,
            )
        )
    found = _preferred_unit(question, found)
    return sorted(found, key=lambda p: (-p.score, p.figure.start))


def _bare_amount(question: Question, figure: Figure) -> bool:
    """*een bedrag oplopend tot 6 miljoen*: money is asked, and the text leaves the euros out."""
    return (
        question.kind in ("amount", "measure")
        and figure.unit == "count"
        and figure.text.endswith(("miljoen", "miljard", "mln", "mld"))
    )


def _varieties(question: Question, body: Text) -> list[tuple[str, str]]:
    """Modifier and noun, side by side in the question and in the statement: *dubbele bonus*."""
    folded = body.folded
    if len(folded) != len(body.text):  # ligatures: offsets would not fit
        return []
    inside = [(f.start, f.end) for f in question.figures]
    found = []
    for first, second in pairwise(_WORD.finditer(question.text)):
        modifier, noun = fold(first.group()), fold(second.group())
        if modifier in STOPWORDS or noun in STOPWORDS or len(noun) < 4:
            continue
        if any(start < second.end() and first.start() < end for start, end in inside):
            continue
        asked = f"{modifier} {noun}"
        if asked in folded and re.search(rf"\b{re.escape(asked)}\b", folded):
            found.append((modifier, noun))
    return found


_WORD = re.compile(r"[^\W\d_][\w-]*")
_ASIDE = re.compile(r"\([^()]*\)")


def _of_another(varieties: Sequence[tuple[str, str]], figure: Figure, body: Text) -> bool:
    """Whether the question names a variety that stands elsewhere in the statement.

    *de dubbele bonus* is asked and *dubbele bonus* stands in the statement, but the bonus that the
    figure belongs to, the nearest one before it, is another one (*een enkele bonus van € 50*).
    """
    if not varieties:
        return False
    before = _ASIDE.sub(lambda aside: " " * len(aside.group()), body.folded[: figure.start])
    for modifier, noun in varieties:
        nouns = list(re.finditer(rf"\b{re.escape(noun)}\b", before))
        if nouns and not before[: nouns[-1].start()].endswith(f"{modifier} "):
            return True
    return False


def _counts_another(question: Question, figure: Figure, body: Text, table: MatchTable) -> bool:
    """Whether a count is of another thing than *hoeveel …* asks: *460 balies*, not volunteers."""
    focus = [n for n, t in enumerate(question.terms) if t.role == "focus" and not t.generic]
    counted = [
        n
        for n, token in enumerate(body.tokens)
        if figure.start <= token.start < figure.end
        and token.norm.isalpha()
        and token.norm not in STOPWORDS
        and token.norm not in _NO_THING
    ]
    if question.kind != "count" or figure.unit != "count" or not focus or not counted:
        return False
    return float(table.of(body)[np.ix_(counted, focus)].max()) < _SAME_THING


_SAME_THING = 0.3
_NO_THING = frozenset({"extra", "meer", "minder", "nieuwe", "totaal"})


def _for_another(figure: Figure, body: Text, frame: Text, table: MatchTable) -> bool:
    """Whether a parallel case of the statement is the one that the question describes.

    Two cases each state a condition; a word of the question (*werkloos*) is found in the other
    case (*een werkzoekende boven 50 jaar*) and not in the figure's own.
    """
    own = next(c for f, c in zip(body.figures, body.cases, strict=True) if f is figure)
    if not _has_condition(own):
        return False
    here = np.maximum(table.best(own), table.best(frame))
    for other in body.cases:
        if other.text == own.text or not _has_condition(other):
            continue
        if bool(np.any((table.weights >= 0.3) & (table.best(other) >= 0.8) & (here < 0.5))):
            return True
    return False


def _has_condition(case: Text) -> bool:
    return any(f.unit in _CONDITION_UNITS for f in case.figures)


_MOST = re.compile(
    r"\b(?:maxim\w+|hoogste?ns|ten hoogste|hooguit|(?:niet|nooit) meer dan|bovengrens|plafond|tot)\b"
)
_LEAST = re.compile(
    r"\b(?:minim\w+|minstens|ten minste|tenminste|niet minder dan|ondergrens|vanaf)\b"
)
_NEAR_BOUND = 30
"""Characters before a figure in which a word makes it a bound (*een maximum van*)."""


def _is_bound(question: Question, body: Text, figure: Figure) -> bool:
    asked = question.text.lower()
    before = body.text[max(0, figure.start - _NEAR_BOUND) : figure.end].lower()
    return any(
        pattern.search(asked) is not None
        and (pattern.search(before) is not None or figure.comparator in comparators)
        for pattern, comparators in ((_MOST, ("<=", "<")), (_LEAST, (">=", ">")))
    )


def moment_of(question: Question, figures: Sequence[Figure]) -> int:
    """1 when a year of the question stands among ``figures``, -1 when only other years do."""
    asked, found = _years(question.figures), _years(figures)
    if question.kind == "date" or not asked or not found:
        return 0
    return 1 if asked & found else -1


def _years(figures: Sequence[Figure]) -> set[int]:
    """All years that dates and periods name or span; a date without a year names none."""
    years: set[int] = set()
    for figure in figures:
        if figure.unit in ("date", "period"):
            named = [
                int(y) for y in re.findall(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)", str(figure.value))
            ]
            if named:
                years.update(range(min(named), min(max(named), min(named) + 100) + 1))
    return years


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


def _nearness(
    question: Question, body: Text, figure: Figure, closeness: Affinities, table: MatchTable
) -> float:
    """Terms count more the nearer they stand; a clause mark in between counts as four words."""
    if not len(body.tokens):
        return 0.0
    score = table.share((table.of(body) * closeness[:, None]).max(axis=0))
    before = body.text[: figure.start].split()
    if question.preposition and (
        (before and before[-1].lower() == question.preposition)
        or figure.text.lower().startswith(question.preposition)
    ):
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
