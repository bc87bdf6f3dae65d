"""Personal data in a text: found by its form, so that it can be left out.

Numbers count only when their own check holds: the *elfproef* of a burgerservicenummer (BSN), the
remainder 97 of an IBAN (ISO 13616). Names and addresses have no form and are not recognised.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.clean import visible

Kind = Literal["bsn", "email", "phone", "iban"]

NAMES: dict[Kind, str] = {
    "bsn": "burgerservicenummer",
    "email": "e-mailadres",
    "phone": "telefoonnummer",
    "iban": "rekeningnummer",
}

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?:[^\W_][\w-]{0,62}\.){1,6}[^\W\d_]{2,24}(?![\w-])"
)
# Where an IBAN can start; where it ends is known from its country or from its check.
_IBAN_START = re.compile(r"(?<![^\W_])[A-Za-z]{2}\d{2}(?=[ -]?[A-Za-z0-9])")
_IBAN_LENGTHS = {
    "NL": 18, "BE": 16, "DE": 22, "FR": 27, "GB": 22, "LU": 20, "ES": 24, "IT": 27, "PT": 25,
    "PL": 28, "AT": 20, "CH": 21, "IE": 22, "DK": 18, "SE": 24, "NO": 15, "FI": 18, "RO": 24,
    "BG": 22, "GR": 27, "HU": 28, "CZ": 24, "SK": 24, "HR": 21, "SI": 19, "TR": 26, "CY": 28,
    "MT": 31, "LT": 20, "LV": 21, "EE": 20,
}  # fmt: skip
_SEPARATED = r"[ .\-/]{0,2}"
_NINE = re.compile(
    rf"(?<![\d,€])(?<!\d[.])(?<!€ )\d(?:{_SEPARATED}\d){{8}}(?![.,]?\d)(?!\s*(?:euro|eur|miljoen)\b)",
    re.IGNORECASE,
)
_EIGHT = re.compile(
    r"\b(?:bsn|burgerservicenummer|sofinummer|sofi-nummer)\W{1,3}(?:\w{2,6}\W){0,2}(?P<number>\d{8})(?!\d)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.,])(?:(?:\+|00)31[ .-]?(?:\(0\))?[ .-]?[1-9]|\(?0[1-9])(?:\)?[ .\-/]{0,3}\d){8}(?![.,]?\d)"
    r"|(?<![\w.,])\+(?!31)[1-9](?:[ .-]?\d){8,13}(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Personal:
    """Where it stands: ``text[start:end]``, half open."""

    start: int
    end: int
    kind: Kind


def find_personal(text: str) -> list[Personal]:
    """Personal data in ``text`` in order, not overlapping; never raises on any text."""
    found = [
        *(Personal(*m.span(), "email") for m in _EMAIL.finditer(text)),
        *_ibans(text),
        *(Personal(*m.span(), "bsn") for m in _NINE.finditer(text) if eleven(_digits(m[0]))),
        *(
            Personal(*m.span("number"), "bsn")
            for m in _EIGHT.finditer(text)
            if eleven("0" + m["number"])
        ),
        *(Personal(*m.span(), "phone") for m in _PHONE.finditer(text)),
    ]
    kept: list[Personal] = []
    for one in sorted(found, key=lambda p: (p.start, -p.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def redacted(text: str) -> str:
    """The text with a word in brackets for what was found: *[telefoonnummer]*.

    What is hidden between invisible characters is found too; without anything to leave out the
    text comes back as it was.
    """
    return _replaced(text, lambda kind: f"[{NAMES[kind]}]")


def without_personal(text: str) -> str:
    """The text with nothing in the place of what was found, to search with."""
    return _replaced(text, lambda kind: " ")


def kinds_in(text: str) -> list[Kind]:
    """Which kinds are in the text, each once, in order."""
    return list(dict.fromkeys(found.kind for found in find_personal(visible(text))))


def eleven(number: str) -> bool:
    """Whether nine digits pass the *elfproef* of a BSN: 9a + 8b + ... + 2h - i divides by 11."""
    digits = [int(char) for char in number]
    if len(digits) != 9 or not any(digits):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 == 0


def ninety_seven(iban: str) -> bool:
    """Whether letters and digits without spaces pass the check of ISO 13616."""
    moved = (iban[4:] + iban[:4]).upper()
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1


def _replaced(text: str, word: Callable[[Kind], str]) -> str:
    plain = visible(text)
    found = find_personal(plain)
    if not found:
        return text
    parts, at = [], 0
    for one in found:
        parts += [plain[at : one.start], word(one.kind)]
        at = one.end
    return "".join([*parts, plain[at:]])


def _ibans(text: str) -> Iterator[Personal]:
    for match in _IBAN_START.finditer(text):
        wanted = _IBAN_LENGTHS.get(match[0][:2].upper())
        if wanted is None:
            continue
        taken, at = "", match.start()
        while at < len(text) and len(taken) < wanted:
            char = text[at]
            if char.isascii() and char.isalnum():
                taken += char
            elif char not in " -." or text[at - 1] in " -.":
                break
            at += 1
        ends = at >= len(text) or not text[at].isalnum()
        if len(taken) == wanted and ends and ninety_seven(taken):
            yield Personal(match.start(), at, "iban")


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isascii() and char.isdigit())
