"""Dutch numbers in running text: digits in Dutch notation and number words.

Notation: a dot before exactly three digits separates thousands, a comma starts the decimals
(``1.750,50`` is 1750.5). A dot before any other count of digits is read as a decimal point
(``20.5`` is 20.5), because nobody separates thousands that way. A no-break space always joins
groups of three; a plain space only after ``€`` or before ``euro``. Anything with more parts
(``1.2.3``, ``1,750.00``) is no number here: better none than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

SPACE = r"[ \u00a0]{1,3}"
GAP = r"[ \u00a0]{0,3}"

_ONES = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TEENS = (
    "tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien",
    "negentien",
)  # fmt: skip
_TENS = (
    "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig",
)  # fmt: skip
MULTIPLIERS = {
    "miljoen": 10**6, "mln": 10**6, "mln.": 10**6, "miljard": 10**9, "mld": 10**9,
    "mld.": 10**9, "mrd": 10**9, "mrd.": 10**9, "biljoen": 10**12, "duizend": 10**3,
    "honderd": 10**2,
}  # fmt: skip


def _number_words() -> dict[str, int | float]:
    small: dict[str, int] = {}
    for value, word in enumerate([*_ONES, *_TEENS], start=1):
        small[word] = value
    for ten, word in enumerate(_TENS, start=2):
        small[word] = 10 * ten
        for one, unit in enumerate(_ONES, start=1):
            small[f"{unit}{'ën' if unit in ('twee', 'drie') else 'en'}{word}"] = 10 * ten + one
            small[f"{unit}en{word}"] = 10 * ten + one
    hundreds = {"honderd": 100}
    for word, value in small.items():
        if 1 < value < 20 and value != 10:
            hundreds[f"{word}honderd"] = 100 * value
    table: dict[str, int | float] = {"nul": 0, "één": 1, "eén": 1, **small, **hundreds}
    for word, value in hundreds.items():
        for tail, more in small.items():
            table[word + tail] = value + more
            table[f"{word}en{tail}"] = value + more
    for word, value in [("", 1), *small.items(), *hundreds.items()]:
        table[f"{word}duizend"] = value * 1000
    table.update({"half": 0.5, "halve": 0.5, "anderhalf": 1.5, "anderhalve": 1.5})
    table.update({"tweeënhalf": 2.5, "tweeëneenhalf": 2.5, "drieënhalf": 3.5})
    return table


WORDS = _number_words()
_GLUED = ("jarigen", "jarige", "jarig", "plussers", "plusser", "maal", "tallen", "tal")

_DIGITS = (
    r"(?:[0-9]{1,3}(?:\.[0-9]{3}){1,5}(?:,[0-9]{1,6})?"
    r"|[0-9]{1,3}(?:\u00a0[0-9]{3}){1,5}(?:,[0-9]{1,6})?"
    r"|[0-9]{1,15}(?:[.,][0-9]{1,6})?)"
)
_SPACED = r"[0-9]{1,3}(?: [0-9]{3}){1,4}(?:,[0-9]{1,2})?"
# A number ends before a letter or a part of a longer number, except before a glued unit.
_END = (
    r"(?![0-9]|[.,:/][0-9]|(?!(?:x|jarig|plus|mln|mld|miljoen|miljard|km|m2|m²|euro)[^\W_]{0,6}"
    r"(?!\w))\w|-(?!jarig|plus)[^\W\d])"
)
_NUMBER = re.compile(
    rf"(?<![\w/#$£])(?<![0-9][.,:])(?<![^\W\d][.-])"
    rf"(?:(?P<sign>€|eur(?=[ \u00a00-9])){GAP}(?P<minus>-)?(?P<money>{_SPACED}|{_DIGITS})"
    rf"|(?P<spaced>{_SPACED})(?={SPACE}(?:euro|eur)(?!\w))"
    rf"|(?P<digits>{_DIGITS})){_END}(?P<dash>,(?:--?|[–—]))?"
    rf"|(?<![\w-])(?P<word>[a-zéë]{{3,40}})(?![\w])"
)
_MULTIPLIER = re.compile(rf"{GAP}(miljoen|miljard|biljoen|duizend|mln\.?|mld\.?|mrd\.?)(?![\w-])")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, without its unit.

    Attributes:
        bare: the value before a multiplier such as ``miljoen``.
        factor: the multiplier, 1 where there is none.
        euro: a euro sign stands before it (and inside the span).
        word: written as a word; ``een`` without accents is ``article`` as well.
        glued: a number word with its unit in one word (``tweejarige``): the unit starts at ``end``.
    """

    start: int
    end: int
    bare: int | float
    factor: int = 1
    euro: bool = False
    word: bool = False
    article: bool = False
    glued: bool = False

    @property
    def value(self) -> int | float:
        return scaled(self.bare, self.factor)


def scaled(bare: int | float, factor: int) -> int | float:
    """``bare`` times ``factor``, without the rounding errors of binary fractions."""
    product = Decimal(str(bare)) * factor
    return int(product) if product == product.to_integral_value() else float(product)


def parse_digits(text: str) -> int | float:
    """The value of digits in Dutch notation, as matched by this module."""
    text = text.replace(" ", "").replace("\u00a0", "")
    head, _, decimals = text.partition(",")
    groups = head.split(".")
    if len(groups) == 2 and not decimals and (len(groups[1]) != 3 or groups[0] in ("0", "00")):
        return scaled(float(head), 1)
    whole = "".join(groups)
    return scaled(float(f"{whole}.{decimals}"), 1) if decimals else int(whole)


def find_numbers(text: str) -> Iterator[Number]:
    """Numbers in ``text``, in order. ``text`` must be in lower case."""
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        word = match["word"]
        if word is not None:
            number = _word(word, start)
            if number is None:
                continue
        else:
            digits = match["money"] or match["spaced"] or match["digits"]
            if len(digits) > 1 and digits[0] == "0" and digits.isdigit():
                continue  # "02003829" is a code
            value = parse_digits(digits)
            number = Number(
                start, end, -value if match["minus"] else value, euro=bool(match["sign"])
            )
        factor = None if number.glued else _MULTIPLIER.match(text, number.end)
        if factor:
            number = Number(
                number.start, factor.end(), number.bare, MULTIPLIERS[factor[1]], number.euro,
                number.word,
            )  # fmt: skip
        yield number


def _word(word: str, start: int) -> Number | None:
    value = WORDS.get(word)
    if value is not None:
        return Number(start, start + len(word), value, word=True, article=word == "een")
    for unit in _GLUED:
        if word.endswith(unit) and (value := WORDS.get(word[: -len(unit)])) is not None:
            return Number(start, start + len(word) - len(unit), value, word=True, glued=True)
    return None
