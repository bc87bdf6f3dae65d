"""Figures of a verified sentence in the notation of its quotes: figures are only ever copied.

A model may write *3 maanden* where the text has *drie maanden*. What is shown has the digits, or the
word, of the quote, so that a reader finds it there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft_clock import in_their_times
from assistant.draft_comparisons import compares_alike
from assistant.draft_figures import (
    at_once,
    counts_a_list,
    denied_otherwise,
    of_bounds,
    plain_number,
    same_value,
)
from assistant.draft_measures import ends_with, in_their_measures
from assistant.draft_understood import left_to_reader
from assistant.draft_words import Statement
from corpus.figures import Figure
from corpus.numbers import Number, find_numbers

_ONCE = re.compile(r"\beenmalige?\b|\beenmaal\b|\beens(?= per| in)")
_NTH = {"1": "eerste", "2": "tweede", "3": "derde", "4": "vierde", "5": "vijfde"}
_AGES = ({"age", "years"}, {"age", "count"})
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def in_their_notation(text: str, quotes: Sequence[Statement]) -> str:
    """``text`` with every number as a quote writes it, where one does and ``text`` does not."""
    written = [
        (number, quote.text[number.start : number.end])
        for quote in quotes
        for number in find_numbers(quote.text.lower())
    ]
    flat = [quote.text for quote in quotes]
    text = in_their_times(in_their_measures(text, quotes), [quote.text for quote in quotes])
    out = text = _with_their_unit(text, quotes)
    for digit, nth in _NTH.items():  # *de 1e dag*
        if re.search(rf"\b{nth}\b", " ".join(flat).lower()):
            out = text = re.sub(rf"\b{digit}(?:e|ste|de)\b", nth, text)
    for number in reversed(list(find_numbers(text.lower()))):
        own = text[number.start : number.end]
        if number.article or any(own.lower() == other.lower() for _, other in written):
            continue
        same = [other for found, other in written if _alike(found, number)]
        bare = own.removeprefix("€").strip()  # *€ 10* for *10%* must not become *€ tien*
        if same and not _stands_in(bare, [quote.text for quote in quotes]):
            out = out[: number.start] + _fitted(own, same[0]) + out[number.end :]
    return out


def with_their_figures(text: str, quotes: Sequence[Statement]) -> str:
    """Figures that a quote writes with other words, written as there.

    *Minstens 21 jaar* becomes *21 jaar of ouder*. Only where value and comparison are the same, so
    that the sentence stays true.
    """
    out = text
    there = [(figure, quote) for quote in quotes for figure in quote.figures]
    missing = set(unsupported(text, [quote.text for quote in quotes]))
    for figure in reversed(Statement(text).figures):
        if figure.text not in missing:
            continue
        same = [
            other.text
            for other, _ in there
            if same_value(figure, other)
            and (figure.comparator == other.comparator or _ranged(figure))
        ]
        if not same and figure.value == 1 and figure.unit == "times":
            once = next(filter(None, (_ONCE.search(q.text.lower()) for q in quotes)), None)
            same = [once[0].removesuffix("e")] if once else []
        if same:
            begin = same[0][0].upper() if figure.text[0].isupper() else same[0][0]
            out = out[: figure.start] + begin + same[0][1:] + out[figure.end :]
    return out


_UNIT_AROUND = re.compile(
    r"€ ?\d[\d.,]*\d(?: (?:miljoen|miljard))?|€ ?\d(?: (?:miljoen|miljard))?|"
    r"\d[\d.,]*(?: (?:miljoen|miljard))? euro\b|\d[\d,]* ?(?:%|procent\b)(?!punt)"
)


def _with_their_unit(text: str, quotes: Sequence[Statement]) -> str:
    """*6.000 euro* becomes *€ 6.000* where the quote writes it so, and the other way."""
    written = [
        (_worth(match.group()), match.group())
        for quote in quotes
        for match in _UNIT_AROUND.finditer(quote.text)
    ]
    flat = [quote.text for quote in quotes]

    def theirs(match: re.Match[str]) -> str:
        own = match.group()
        if any(own in quote for quote in flat):
            return own
        worth = _worth(own)
        return next((other for value, other in written if value == worth), own)

    return _UNIT_AROUND.sub(theirs, text)


def _worth(written: str) -> tuple[object, bool]:
    numbers = list(find_numbers(written.lower()))
    return (numbers[0].value if numbers else None), ("%" in written or "procent" in written)


def _ranged(figure: Figure) -> bool:
    return isinstance(figure.value, tuple) or "/" in str(figure.value)


def unsupported(text: str, quotes: Sequence[str]) -> list[str]:
    """Figures and digits of a text that stand in no quote: literally or with the same meaning."""
    sentence, there = Statement.of(text), [Statement.of(quote) for quote in quotes]
    missing = [
        digits for digits in _DIGITS.findall(sentence.text) if not _stands_in(digits, quotes)
    ]
    flat = [quote.text.casefold() for quote in there]
    for figure in sentence.figures:
        literal = re.compile(rf"(?<!\w){re.escape(figure.text.casefold())}(?!\w)")
        held = any(
            (
                (figure.value, figure.unit) == (other.value, other.unit)
                or ({figure.unit, other.unit} in _AGES and same_value(figure, other))
            )
            and (
                figure.comparator == other.comparator
                or compares_alike(figure, sentence, other, quote)
                or denied_otherwise(figure, sentence, other, quote)
            )
            for quote in there
            for other in quote.figures
            if other.value is not None
        )
        if at_once(figure, sentence):
            continue
        held |= of_bounds(figure, there) or left_to_reader(figure, sentence, there)
        held |= any(ends_with(figure, f, sentence) for quote in there for f in quote.figures)
        held |= counts_a_list(figure, there)
        held |= figure.unit == "count" and plain_number(figure, there)
        if not held and not any(map(literal.search, flat)):
            missing.append(figure.text)
    return missing


def _alike(found: Number, number: Number) -> bool:
    return found.value == number.value and not found.article


def _fitted(own: str, other: str) -> str:
    """The quote's number; a euro sign stays where the sentence has none of its own."""
    sign = re.match(r"€\s*", other)
    if sign and not own.startswith("€"):
        other = other[sign.end() :]
    elif own.startswith("€") and not sign:
        other = f"€ {other}"
    return other[0].upper() + other[1:] if own[0].isupper() else other


def _stands_in(text: str, quotes: Sequence[str]) -> bool:
    """Not as a part of a longer number."""
    bounded = re.compile(rf"(?<!\d)(?<!\d[.,]){re.escape(text)}(?!\d)(?![.,]\d)")
    return any(bounded.search(quote) for quote in quotes)
