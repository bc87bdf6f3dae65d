"""Is this a question at all? Empty, unreadable and endless input stops here."""

from __future__ import annotations

import re
import unicodedata

MOST_CHARACTERS = 1000

_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
# Marks of looks around words; what could do something (script, img) stays to be seen.
_LOOKS = re.compile(
    r"</?(?:b|i|u|em|strong|mark|small|big|p|br|span|font|h[1-6]|code)(?:\s[^<>]{0,200})?/?>", re.I
)

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


class Unusable(Exception):
    """The input is no question; the message says in Dutch what was found and what to do."""


def clean(question: str, limit: int = MOST_CHARACTERS) -> str:
    """The question on one line, without control and invisible characters and marks of looks.

    Raises:
        Unusable: nothing to read is left, or it is longer than ``limit`` characters.
    """
    if len(question) > limit:
        raise Unusable("Uw vraag is te lang. Maak de vraag korter en stel één vraag tegelijk.")
    text = visible(_LOOKS.sub("", _COLOUR.sub("", question)))
    if not text:
        raise Unusable("Er staat geen vraag. Typ een vraag over de tekst.")
    if sum(c.isalpha() for c in text) < 2:
        raise Unusable("Dit is geen leesbare vraag. Stel een vraag in woorden.")
    return text


def visible(text: str) -> str:
    """The text on one line without control and invisible characters; never raises."""
    shown = "".join(
        " " if c.isspace() else "" if unicodedata.category(c) in _INVISIBLE else c
        for c in unicodedata.normalize("NFC", text)
    )
    return re.sub(r"\s+", " ", shown).strip()
