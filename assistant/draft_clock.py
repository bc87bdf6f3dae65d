"""Times of day in a draft sentence, written as its quotes write them.

*Half negen* becomes *8.30* where the quote has 8.30: a figure is only ever copied.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.numbers import WORDS

_HOURS = {word: int(value) for word, value in WORDS.items() if value in range(1, 13)} | {"één": 1}
_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(sorted(_HOURS, key=len, reverse=True))})"
_PART = (
    r"(?P<part>(?:in de |[’'`]s )?(?:ochtends|morgens|middags|avonds|nachts|ochtend|middag|avond))"
)
_SAID = re.compile(
    rf"(?:(?P<half>half|kwart over|kwart voor) {_HOUR}(?! euro| procent)\b(?: uur)?|"
    rf"(?<=\bom )(?:(?P<hour2>\d{{1,2}}|{'|'.join(_HOURS)}) uur)|"
    rf"(?P<hour3>\d{{1,2}}|{'|'.join(_HOURS)}) uur)(?: {_PART})?",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:om|van|tot|vanaf|tussen|en|na|voor|vóór|rond|uiterlijk|pas)\s*\Z")
_THERE = re.compile(r"(?<![\d.,])(\d{1,2})[.:](\d{2})(?![\d]|[.,]\d| euro| procent| ?%)")
_SHIFT = {"half": -30, "kwart voor": -15, "kwart over": 15}
_DAY, _HALF_DAY = 24 * 60, 12 * 60


@dataclass(frozen=True, slots=True)
class _Time:
    minutes: int
    text: str


def in_their_times(text: str, quotes: Sequence[str]) -> str:
    """``text`` with each time of day that a quote gives as digits in those digits."""
    there = [time for quote in quotes for time in _times(quote)]
    if not there:
        return text

    def theirs(match: re.Match[str]) -> str:
        hour = next(match[name] for name in ("hour", "hour2", "hour3") if match[name]).lower()
        shift = match["half"]
        part = (match["part"] or "").lower()
        if not (shift or part or _BEFORE.search(match.string[: match.start()].lower())):
            return match.group()  # a duration
        value = int(hour) if hour.isdigit() else _HOURS[hour]
        minutes = (value * 60 + _SHIFT.get((shift or "").lower(), 0)) % _DAY
        same = {t.text for t in there if _same(t.minutes, minutes, part)}
        exact = {t.text for t in there if t.minutes == minutes and _same(t.minutes, minutes, part)}
        found = exact if len(exact) == 1 else same
        if len(found) != 1:
            return match.group()
        return f"{next(iter(found))} uur" if " uur" in match.group() else next(iter(found))

    return _SAID.sub(theirs, text)


def _times(quote: str) -> list[_Time]:
    return [
        _Time(int(m[1]) * 60 + int(m[2]), m.group())
        for m in _THERE.finditer(quote)
        if int(m[1]) < 25 and int(m[2]) < 60
    ]


def _same(there: int, said: int, part: str) -> bool:
    """Whether they are one time on a clock of twelve hours, and of the part of the day named."""
    if (there - said) % _HALF_DAY:
        return False
    if "avond" in part or "middag" in part:
        return there >= _HALF_DAY
    if part:
        return there < _HALF_DAY
    return True
