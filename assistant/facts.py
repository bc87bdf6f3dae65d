"""Which facts a question gives: by the cue words of the rules and the figures in the question.

Only what is certain is taken: a value that is named and not denied, a number without *boven* or
*minstens*, an age that is said to be one (not *al 60 jaar een bedrijf*). Two different values for
one fact give none, and so do figures of two people. A person sees the facts before they are
used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.question import analyse
from corpus.figures import Figure
from corpus.rules import Fact, FactValue, Rules

_GAP = r"(?:[^\w.;:?!]+[\w'’&-]+){0,8}?"
_BETWEEN = r"[^\w.;:?!]+"
_DENIED = re.compile(r"(?<!\w)(?:niet|geen|nooit)(?: (?:meer|echt|nu|langer))?\s+\Z")
_QUOTES = str.maketrans("’‘`´\u00a0", "'''' ")
# "51 en 57 jaar" is of two people
_AFTER_ONE = re.compile(r"\d(?: jaar)?\s+(?:en|of)\s+(?:van\s+)?\Z")
_BEFORE_ONE = re.compile(r"\s+(?:en|of)\s+(?:van\s+)?\d")
_LASTING = re.compile(r"\s+(?:bij|ervaring|lang|geleden)(?!\w)")  # "40 jaar bij ons" is no age
_PER = re.compile(
    r"\s*(?:bruto\s+|netto\s+)?(?:per|in de|elke|iedere)\s+(?P<time>jaar|maand|week|dag|uur)(?!\w)"
)


def facts_in(question: str, rules: Rules) -> dict[str, FactValue]:
    """The facts of a case that a question gives, in the order of the rules; never raises."""
    text = question.translate(_QUOTES)
    figures = [f for f in analyse(text).figures if f.comparator is None]
    found: dict[str, FactValue] = {}
    for fact in rules.facts:
        values: set[object] = set(_named(fact, text))
        if not fact.choices:
            owned = [f for f in figures if _owner(f, text, rules) == fact.name]
            values = set() if any(_one_of_two(f, text) for f in owned) else {f.value for f in owned}
        if len(values) == 1:
            value = values.pop()
            if isinstance(value, int | float | str):
                found[fact.name] = value
    return found


def _named(fact: Fact, text: str) -> Iterator[str | bool]:
    """The values of which a cue stands in the text; a denied yes is a no."""
    hits = [
        (match.start(), match.end(), choice)
        for choice in fact.choices
        for cue in choice.cues
        for match in _pattern(cue).finditer(text)
    ]
    for start, end, choice in hits:
        inside = any(
            low <= start and end <= high and high - low > end - start and other != choice
            for low, high, other in hits
        )
        if inside:
            continue
        denied = _DENIED.search(text[:start].lower()) is not None
        if not denied:
            yield choice.value
        elif isinstance(choice.value, bool):
            yield not choice.value


def _owner(figure: Figure, text: str, rules: Rules) -> str | None:
    """The fact of this unit whose cue stands nearest; one without cues takes what is left."""
    nearest: tuple[float, str] | None = None
    for fact in rules.facts:
        if (
            not _fits(figure, fact)
            or _other_rate(figure, fact, text)
            or _no_age(figure, fact, text)
        ):
            continue
        gaps = [
            max(match.start() - figure.end, figure.start - match.end(), 0)
            for cue in fact.cues
            for match in _pattern(cue).finditer(text)
        ]
        if gaps or not fact.cues:
            distance = min(gaps, default=float("inf"))
            if nearest is None or distance < nearest[0]:
                nearest = (distance, fact.name)
    return nearest[1] if nearest else None


def _one_of_two(figure: Figure, text: str) -> bool:
    before, after = text[: figure.start], text[figure.end :]
    return bool(_AFTER_ONE.search(before) or _BEFORE_ONE.match(after))


def _fits(figure: Figure, fact: Fact) -> bool:
    if fact.kind not in ("integer", "amount") or not isinstance(figure.value, int | float):
        return False
    units = {"age", "years"} if fact.unit == "years" else {fact.unit or "count"}
    low = fact.minimum is None or figure.value >= fact.minimum
    high = fact.maximum is None or figure.value <= fact.maximum
    whole = fact.kind == "amount" or figure.value == int(figure.value)
    return figure.unit in units and low and high and whole


def _no_age(figure: Figure, fact: Fact, text: str) -> bool:
    return fact.unit == "age" and _LASTING.match(text, figure.end) is not None


def _other_rate(figure: Figure, fact: Fact, text: str) -> bool:
    """Whether the figure is said to be per another time than the fact: a month's pay, a year's."""
    said = _PER.match(text, figure.end)
    return said is not None and f"per {said['time']}" not in fact.unit_label


@lru_cache(maxsize=1024)
def _pattern(cue: str) -> re.Pattern[str]:
    """``neem ... aan`` allows up to eight words between, ``werkloze*`` any ending."""
    parts = []
    for part in cue.split("..."):
        words = [
            re.escape(word.rstrip("*")) + (r"[\w-]*" if word.endswith("*") else "")
            for word in part.split()
        ]
        parts.append(_BETWEEN.join(words))
    return re.compile(rf"(?<![\w-]){(_GAP + _BETWEEN).join(parts)}(?![\w-])", re.IGNORECASE)
