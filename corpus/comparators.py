"""Dutch words of comparison before and after a figure: ``minstens``, ``boven de``, ``of meer``."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORDS = {
    ">=": (
        "minimaal", "ten minste", "tenminste", "minstens", "op zijn minst", "vanaf",
        "met ingang van", "niet minder dan", "niet lager dan", "niet jonger dan",
        "niet korter dan", "een minimum van", "ten minste voor",
    ),
    ">": (
        "meer dan", "hoger dan", "groter dan", "langer dan", "ouder dan", "later dan", "boven",
        "na",
    ),
    "<=": (
        "maximaal", "hoogstens", "ten hoogste", "tenhoogste", "op zijn hoogst", "tot en met", "t/m",
        "niet meer dan", "niet hoger dan", "niet ouder dan", "niet langer dan", "niet later dan",
        "tot maximaal", "tot ten hoogste", "een maximum van", "uiterlijk", "binnen",
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
