"""Dutch words of comparison before and after a figure: ``minstens``, ``boven de``, ``of meer``."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORDS = {
    ">=": (
        "minimaal", "ten minste", "tenminste", "minstens", "op zijn minst", "vanaf",
        "met ingang van", "niet minder dan", "nooit minder dan", "nooit lager dan", "niet lager dan", "niet jonger dan",
        "niet korter dan", "niet eerder dan", "niet voor", "niet vóór", "niet onder", "een minimum van", "ten minste voor",
    ),
    ">": (
        "meer dan", "hoger dan", "groter dan", "langer dan", "ouder dan", "later dan", "boven",
        "na",
    ),
    "<=": (
        "maximaal", "hoogstens", "ten hoogste", "tenhoogste", "op zijn hoogst", "tot en met", "t/m",
        "niet meer dan", "nooit meer dan", "nooit hoger dan", "niet hoger dan", "niet ouder dan", "niet langer dan", "niet later dan",
        "niet boven", "niet na", "tot maximaal", "tot ten hoogste", "een maximum van", "uiterlijk", "binnen",
    ),
    "<": (
        "minder dan", "lager dan", "kleiner dan", "korter dan", "jonger dan", "eerder dan",
        "onder", "tot", "vóór", "voor",
    ),
    "~": (
        "circa", "ca.", "ongeveer", "ruim", "bijna", "zo'n", "zo’n", "plusminus", "rond",
        "naar schatting", "om en nabij",
    ),
}  # fmt: skip
_BEFORE = {word: sign for sign, words in _WORDS.items() for word in words}
_LONGEST_FIRST = "|".join(re.escape(word) for word in sorted(_BEFORE, key=len, reverse=True))
# Longest phrase first, and the search starts from the left: "niet meer dan" wins over "meer dan".
_BEFORE_PATTERN = re.compile(
    rf"(?<![\w-])({_LONGEST_FIRST})[ \u00a0]{{1,3}}(?:(?:de|het|een)[ \u00a0]{{1,3}})?\Z".replace(
        r"\ ", r"[ \u00a0]{1,3}"
    )
)
_AFTER = {
    "meer": ">=", "hoger": ">=", "ouder": ">=", "langer": ">=", "later": ">=", "groter": ">=",
    "minder": "<=", "lager": "<=", "jonger": "<=", "korter": "<=", "eerder": "<=", "kleiner": "<=",
}  # fmt: skip
_AFTER_PATTERN = re.compile(
    rf"[ \u00a0]{{1,3}}(?:of|en)[ \u00a0]{{1,3}}({'|'.join(_AFTER)})(?![\w-])(?![ \u00a0]dan\b)"
)
_WIDTH = 40


Value = float | int | str | tuple[float, float] | None


class Span(NamedTuple):
    """A figure without its text: half-open span, value, unit, comparator."""

    start: int
    end: int
    value: Value
    unit: str
    comparator: str | None


class Comparison(NamedTuple):
    """A comparator with the words that say it: ``at`` is where the longer figure starts or ends."""

    comparator: str
    at: int
    words: str


def comparison_before(text: str, start: int) -> Comparison | None:
    """The comparator that stands right before ``start``, in lower-case ``text``."""
    low = max(0, start - _WIDTH)
    match = _BEFORE_PATTERN.search(text[low:start])
    if match is None:
        return None
    words = " ".join(match[1].split())
    return Comparison(_BEFORE[words], low + match.start(), words)


def comparison_after(text: str, end: int) -> Comparison | None:
    """The comparator that stands right after ``end``: ``of meer``, ``en ouder``."""
    match = _AFTER_PATTERN.match(text, end)
    return Comparison(_AFTER[match[1]], match.end(), match[1]) if match else None


DURATIONS = frozenset({"years", "months", "weeks", "days", "hours", "minutes"})
# Words of comparison that mean something else before this kind of figure ("onder 50 bedrijven").
_DATE_WORDS = {
    "na",
    "voor",
    "vóór",
    "uiterlijk",
    "met ingang van",
    "later dan",
    "eerder dan",
    "niet eerder dan",
    "niet later dan",
    "niet voor",
    "niet vóór",
    "niet na",
}
_AGE_WORDS = {"ouder dan", "jonger dan", "niet ouder dan", "niet jonger dan"}
_CHANGE = re.compile(
    r"(?:stijg|steeg|stegen|gesteg|daal|daling|gedaald|verho+g|verla+g|oplo|opgelop|groei|toegenomen"
    r"|afgenomen|terug|van)[^.;:?!\n]{0,20}\Z"
)


def fitting(before: Comparison | None, unit: str, text: str) -> Comparison | None:
    """The comparison, unless its words mean something else before a figure of this unit."""
    if before is None or before.words in _DATE_WORDS:
        return None
    words = before.words
    if words in _AGE_WORDS and unit not in ("age", *DURATIONS):
        return None
    if words == "binnen" and unit not in DURATIONS:
        return None
    if words == "onder" and unit in ("count", "share", "times"):
        return None
    if words == "tot" and unit != "age":
        if unit in ("count", "share", "times") or _CHANGE.search(
            text[max(0, before.at - 50) : before.at]
        ):
            return None
        return before._replace(comparator="<=")
    return before
