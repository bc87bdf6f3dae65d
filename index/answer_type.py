"""What kind of figure a question asks for: a passage without one can hardly answer it.

*Wanneer gaat het in?* is answered by a date, whatever words stand around it. BM25 and vectors do
not see that; this is the third kind of evidence in the fusion. It only ever prefers passages that
were found already.
"""

from __future__ import annotations

import re

from corpus.figures import find_figures
from index.analysis import fold

_DATES = frozenset({"date", "period"})
_MONEY = frozenset({"EUR"})
_SHARES = frozenset({"%", "procentpunt", "share"})
_LENGTHS = frozenset({"years", "months", "weeks", "days", "hours"})
_AGES = frozenset({"age"})
_TIMES = frozenset({"times"})
_ANY_NUMBER = _MONEY | _SHARES | _TIMES | {"count"}

_MONEY_NOUN = (
    r"\w*(?:bedrag|bedragen|bonus|budget|euro|geld|inkomen|inkomens\w+|kosten|loon|premie|prijs|"
    r"salaris|salariseis|subsidie|tarief|toeslag|uitkering|vergoeding)"
)

# The first that matches counts; the texts are folded.
_RULES = tuple(
    (re.compile(pattern), units)
    for pattern, units in (
        (r"\bwaarom\b|\bwaardoor\b|\bhoezo\b", frozenset[str]()),
        (r"\bpercentage\b|\bprocent\b|%|\b(?:welk|hoe groot).{0,12} (?:deel|aandeel)\b", _SHARES),
        (r"\bwanneer\b|\b(?:welke?|wat is de)\b.{0,12}\b(?:\w*datum|\w*jaar|dag|maand)\b", _DATES),
        (r"\bhoe oud\b|\bleeftijd\w*\b|\bhoeveel jaar oud\b", _AGES),
        (r"\bhoe ?lang\b|\bhoe ?veel (?:jaar|jaren|maand\w*|we+k\w*|dag\w*|uur|uren)\b", _LENGTHS),
        (r"\b(?:welke|wat is de)\b.{0,12}\b\w*(?:termijn|duur|looptijd)\b", _LENGTHS),
        (r"\bhoe vaak\b|\bhoe ?veel keer\b", _TIMES),
        (rf"\bhoe ?veel {_MONEY_NOUN}\b|\bhoe duur\b|\bkost(?:en)?\b|\bverdien\w*\b", _MONEY),
        (r"\bhoe hoog\b|\bhoe laag\b", _MONEY | _SHARES),
        (r"\bhoe ?veel\b|\bhoe groot\b|\bhoe klein\b", _ANY_NUMBER),
        (rf"\b(?:welke?|wat is|wat zijn|wat was|hoogte van)\b.{{0,20}}\b{_MONEY_NOUN}\b", _MONEY),
    )
)


def asked_units(question: str) -> frozenset[str]:
    """Units of ``corpus.figures`` that an answer would have; empty when none is asked for."""
    folded = fold(question)
    return next((units for pattern, units in _RULES if pattern.search(folded)), frozenset())


def figure_units(text: str) -> frozenset[str]:
    """Units of the figures in a text."""
    return frozenset(figure.unit for figure in find_figures(text))
