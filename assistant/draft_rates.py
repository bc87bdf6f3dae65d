"""*Per maand* in a draft sentence against its quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.draft_fault import Fault
from assistant.draft_words import Statement

_RATE = re.compile(
    r"\bper (?:kalender)?(uur|dag|week|maand|kwartaal|halfjaar|jaar|persoon|kind|leerling|werknemer|gebouw|plaats)\b|"
    r"\b(?:elke?|iedere?) (uur|dag|week|maand|kwartaal|jaar)\b|\b(dag|week|wekel|maand|jaar)(?:elijks|ijks|lijks)e?\b"
)
# *Een jaarbudget van 20 miljoen* is 20 miljoen per jaar.
_COMPOUND_RATE = re.compile(
    r"\b(uur|dag|week|maand|jaar)(?:budget|bedrag|loon|salaris|inkomen|tarief|premie|huur|bijdrage|"
    r"kosten|lasten|subsidie|vergoeding|last|som|prijs)"
)


def rate_faults(sentence: Statement, quotes: Sequence[Statement]) -> Iterator[Fault]:
    """*Per maand* is not *per jaar*; and an amount gets no *per* that the quotes do not give it."""
    there = {rate for quote in quotes for rate, _ in rates(quote.text)}
    there |= {m[1] for quote in quotes for m in _COMPOUND_RATE.finditer(quote.text.lower())}
    for rate, at in rates(sentence.text):
        money = any(f.unit == "EUR" and 0 <= at - f.end <= 2 for f in sentence.figures)
        if rate not in there and (there or money):
            yield Fault("figure", rate)


def rates(text: str) -> Iterator[tuple[str, int]]:
    for match in _RATE.finditer(text.lower()):
        rate = next(group for group in match.groups() if group)
        yield "week" if rate == "wekel" else rate, match.start()
