"""Finding a quote in a text, whichever way either was typed.

A reader of documents repairs line ends, quote marks and dashes, so a quote copied from the source
and the same quote in ``Document.text`` may differ in those, and in nothing else.
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.document import Span

_FOLD = {ord(mark): "'" for mark in "„‟“”\"‘’‛‚'`´"} | {ord(dash): "-" for dash in "-‐‑‒–—"}


def find_quote(quote: str, text: str) -> list[Span]:
    """Every place of ``quote`` in ``text``, blind to white space and kinds of quotes and dashes."""
    folded, origin = _fold(text)
    needle = _fold(quote)[0].strip()
    if not needle:
        return []
    starts = (found.start() for found in re.finditer(re.escape(needle), folded))
    return [(origin[start], origin[start + len(needle) - 1] + 1) for start in starts]


@lru_cache(maxsize=32)
def _fold(text: str) -> tuple[str, tuple[int, ...]]:
    """The folded text, and for each of its characters the offset it came from."""
    out: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(text.translate(_FOLD)):  # one for one, so offsets stay
        if char.isspace():
            if out and out[-1] == " ":
                continue
            char = " "
        out.append(char)
        origin.append(at)
    return "".join(out), tuple(origin)
