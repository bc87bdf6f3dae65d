"""From bytes to clean characters: decoding, quotes, spaces, words broken over lines.

Nothing here knows about structure. ``clean`` replaces and removes characters inside lines and never
adds or removes a line, so that line numbers keep pointing into the source.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from itertools import islice, takewhile

# Noncharacters that no text contains: they carry a footnote's call and a forced end of sentence
# through the joining of lines, and are taken out again in ``corpus.draft``.
CALL_OPEN, CALL_CLOSE, BREAK = "\ufdd0", "\ufdd1", "\ufdd2"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_REPLACED = str.maketrans(
    {
        "\u00a0": " ",
        "\u2007": " ",
        "\u202f": " ",
        "\t": " ",
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
    }
)
_REMOVED = re.compile(
    "[\u200b-\u200f\u2060\ufeff\ufdd0-\ufdef\ufffe\uffff\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_QUOTE = re.compile(r"„([^„‟”“\"]{1,300}?)(?:‟|’)(?!\w)")
_GLUED = re.compile(r"(?<=[a-zà-ÿ)”’%])\.(?=[A-ZÀ-Ý][a-zà-ÿ’'-]*(?:[\s,;:.]|$))")
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_SUSPENDED = re.compile(r"(?:en|of|tot|dan|als|naar|noch|maar|resp|respectievelijk|c\.q)\b")


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


# First parts that keep their hyphen in Dutch spelling.
_STANDING = words(
    """
    niet non oud ex zij pro anti semi vice quasi bijna mbo hbo wo vo po vmbo mavo havo vwo
    ict it eu btw bv nv cao wmo aow ww wia zzp mkb co e adjunct aspirant interim kandidaat
    leerling substituut assistent privé publiek sociaal-economisch sociaal noord zuid oost
    west
    """
)


def decode(data: bytes) -> str:
    """Text of a file's bytes, its line ends made line feeds.

    Raises:
        ValueError: with a reason in Dutch, when the bytes are not text in a known encoding.
    """
    text = _decode(data)
    if sum(c < " " and c not in "\t\n\r\f\x0b" for c in text) > len(text) * 0.01:
        raise ValueError("dit lijkt geen tekst (binaire tekens)")
    return _REMOVED.sub("", re.sub("\r\n?|\x85|\u2028|\u2029", "\n", text))


def _decode(data: bytes) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                raise ValueError(f"geen geldige {name.upper()}") from None
    if b"\0" in data:
        # Western text in UTF-16 without a byte order mark: every other byte is zero.
        even, odd = data[0::2].count(0), data[1::2].count(0)
        if max(even, odd) * 2 < len(data) * 0.6:
            raise ValueError("dit lijkt geen tekst (nulbytes)")
        try:
            return data.decode("utf-16-be" if even > odd else "utf-16-le")
        except UnicodeDecodeError:
            raise ValueError("dit lijkt geen tekst (nulbytes)") from None
    for name in ("utf-8", "cp1252", "latin-1"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    raise ValueError("onbekende tekencodering")  # pragma: no cover - latin-1 takes any byte


def clean(text: str) -> str:
    """The same lines with whole characters, right quotes and a space after each sentence."""
    text = unicodedata.normalize("NFC", text.translate(_REPLACED))
    text = _QUOTE.sub(r"‘\1’", text)
    # U+201F is what some PDF fonts give for the closing single quote and the apostrophe.
    text = text.replace("‟", "’")
    # A soft hyphen shows only where it breaks a line.
    text = re.sub("\u00ad(?=[ \t]*$)", "-", text, flags=re.MULTILINE).replace("\u00ad", "")
    return re.sub(r"\S+", _unglue, text)


def _unglue(token: re.Match[str]) -> str:
    word = token.group()
    if "." not in word or re.search(r"www\.|://|@|/|_", word):
        return word
    return _GLUED.sub(". ", word)


class Vocabulary:
    """The words of one text, to decide whether a hyphen at a line's end belongs to the word."""

    def __init__(self, text: str) -> None:
        self._words = Counter(word.lower() for word in _WORD.findall(text))
        self._sorted = sorted(self._words)

    def join(self, left: str, right: str) -> str:
        """What stands between two joined lines: ``left`` and ``right`` with "", "-" or " ".

        Returns ``left`` (perhaps without its hyphen), the separator, and ``right``.
        """
        if not re.search(r"\w-$", left) or not right:
            return f"{left} {right}"
        if _SUSPENDED.match(right):
            return f"{left} {right}"
        if self._keeps_hyphen(left, right):
            return left + right
        return left[:-1] + right

    def _keeps_hyphen(self, left: str, right: str) -> bool:
        first = re.search(r"[\w’'-]+-$", left)
        last = re.match(r"[\w’'-]+", right)
        if first is None or last is None or not last.group()[0].islower():
            return True
        head, tail = first.group()[:-1].lower(), last.group().lower()
        hyphenated = self._seen(f"{head}-{tail}")
        joined = self._seen(head + tail)
        if hyphenated != joined:
            return hyphenated > joined
        written = first.group()[:-1]
        return head in _STANDING or "-" in head or written[-1].isdigit() or written[1:].isupper()

    def _seen(self, word: str) -> int:
        """Times the word occurs, its compounds counted where it is long enough to tell."""
        stem = word[: max(8, len(word) - 6)]
        exact = self._words[word]
        if exact or len(word) < 8:
            return exact
        first = bisect_left(self._sorted, stem)
        longer = takewhile(lambda other: other.startswith(stem), islice(self._sorted, first, None))
        return sum(self._words[other] for other in longer)


@lru_cache(maxsize=1)
def superscripts() -> dict[str, str]:
    return dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))
