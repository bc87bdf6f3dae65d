"""Parts of a whole in lower-case Dutch text: ``de helft``, ``twee derde``, ``4 op de 10``."""

from __future__ import annotations

import re

from corpus.comparators import Span, comparison_before, fitting
from corpus.numbers import WORDS

_SHARE = re.compile(
    r"(?<![\w-])(?:(?P<half>(?:de|andere|een|één)[ \u00a0]helft)(?!\w)"
    r"|(?P<word>(?:een|één|twee|drie|vier|[1-9])[ -]?(?:derden?|kwart|vierden?|vijfden?|zesden?|achtsten?"
    r"|tienden?))(?!\w)(?P<certain>(?=[ \u00a0](?:van|deel)(?!\w)|[.,;?!)]|[ \u00a0]?\Z))?"
    r"|(?P<frac>[1-9]/[1-9][0-9]?)(?=[ \u00a0](?:van|deel)(?!\w))"
    r"|(?P<n>[a-zé]{3,7}|[0-9]{1,3})[ \u00a0](?P<joint>op|van)[ \u00a0]de[ \u00a0](?:elke[ \u00a0])?(?P<m>[a-z]{3,9}|[0-9]{1,4})(?![\w.,]*[0-9])(?!\w)"
    r")"
)
_PARTS = {"kwart": 4, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "achtste": 8, "tiende": 10}


def find_shares(text: str) -> list[Span]:
    """Parts of a whole: ``de helft``, ``twee derde van``, ``4 op de 10``."""
    spans = []
    for match in _SHARE.finditer(text):
        value = _share(match)
        if value is not None:
            before = fitting(comparison_before(text, match.start()), "share", text)
            sign = before.comparator if before else None
            spans.append(
                Span(before.at if before else match.start(), match.end(), value, "share", sign)
            )
    return spans


def _share(match: re.Match[str]) -> float | None:
    if match["half"]:
        return 0.5
    if match["frac"]:
        over, under = match["frac"].split("/")
        return int(over) / int(under) if int(over) < int(under) else None
    if match["n"]:
        over_value, under_value = _small(match["n"]), _small(match["m"])
        if match["n"] in ("een", "één") and match["joint"] == "van":
            return None  # "een van de drie" picks one
        return over_value / under_value if 0 < over_value < under_value else None
    count, part = re.fullmatch(
        r"(een|één|twee|drie|vier|[1-9])[ -]?(kwart|derde|vierde|vijfde|zesde|achtste|tiende)n?",
        match["word"],
    ).groups()  # type: ignore[union-attr]
    value = _small(count) / _PARTS[part]
    # "een derde partij" is the third one; "een kwart" and "twee derde" are always parts.
    sure = match["certain"] is not None or part == "kwart" or _small(count) > 1
    return value if sure and value < 1 else None


def _small(text: str) -> float:
    return int(text) if text.isdigit() else WORDS.get(text, 0)
