"""Dutch text to terms: what the lexical half indexes and what questions are compared by.

One rule book for passages and questions alike. Case and accents are folded (``Bèta`` is ``beta``),
numbers are brought to one notation (``€ 3.500`` and ``3500 euro`` give the same terms), and a word
with hyphens gives its parts and the whole written as one (``zij-instroom``: ``zijinstroom``,
``zij``, ``instroom``), so that every way of writing a compound meets the others.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import Stemmer

from index.stopwords import STOPWORDS

__all__ = ["STOPWORDS", "Token", "fold", "grams", "stems", "tokenize"]

# Combining accents and the soft hyphen stand inside words in decomposed or badly extracted text.
_LETTER = r"[^\W\d_]"
_INNER = r"(?:[^\W_]|[\u0300-\u036f\u00ad])"
_APOSTROPHE = "['\u2019\u2018`]"
_HYPHEN = "[-\u2010\u2011]"

_TOKEN = re.compile(
    rf"""
      (?P<number> \d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?(?![\d\w]) | \d+(?:[.,]\d+)?(?![\d\w]) )
    | (?P<abbreviation> (?<![\w.]) {_LETTER}{{1,4}}(?:\.{_LETTER}{{1,4}})+\.? (?!\w) )
    | (?P<word> {_INNER}+ (?: (?:{_HYPHEN}|{_APOSTROPHE}|&) {_INNER}+ )* )
    | (?P<sign> [€%] )
    """,
    re.VERBOSE,
)
_PART = re.compile(rf"{_INNER}+(?:(?:{_APOSTROPHE}|&){_INNER}+)*")
_SIGNS = {"€": "euro", "%": "procent"}

_stemmer = Stemmer.Stemmer("dutch_porter", 0)
_stemmer_lock = Lock()  # a Snowball stemmer holds state of its own; the page runs threads


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign as it stands in a text: ``text == source[start:end]``.

    A word with hyphens comes first as a whole and then in parts, whose spans lie inside its own.

    Attributes:
        norm: folded form: ``Bèta's`` is ``beta``, ``1.750`` is ``1750``, ``€`` is ``euro``.
        stem: stem of the dictionary form of ``norm``; numbers are their own stem.
    """

    text: str
    start: int
    end: int
    norm: str
    stem: str


def fold(text: str) -> str:
    """Lower case without accents, soft hyphens or ligatures."""
    if text.isascii():  # nearly every word, and many times quicker
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c != "\u00ad")


def tokenize(text: str) -> list[Token]:
    """All tokens in order of their start, stop words included."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind, raw, start = match.lastgroup, match.group(), match.start()
        if kind == "word":
            tokens.extend(_word(raw, start))
            continue
        if kind == "number":
            norm = _number(raw)
        elif kind == "sign":
            norm = _SIGNS[raw]
        else:
            norm = fold(raw.replace(".", ""))
        tokens.append(
            Token(raw, start, match.end(), norm, norm if kind == "number" else stem(norm))
        )
    return tokens


def stems(text: str) -> list[str]:
    """Stems of all tokens but stop words, in order, repeats kept."""
    return [token.stem for token in tokenize(text) if token.norm not in STOPWORDS]


def grams(text: str, n: int = 5) -> list[str]:
    """Character n-grams of all words but stop words; ``<`` and ``>`` mark a word's ends.

    A word shorter than a gram, and every number, is one gram: half a number means nothing.
    """
    return [
        gram
        for token in tokenize(text)
        if token.norm not in STOPWORDS
        for gram in word_grams(token.norm, n)
    ]


@lru_cache(maxsize=1 << 16)
def word_grams(norm: str, n: int = 5) -> tuple[str, ...]:
    """The n-grams of one folded word."""
    marked = f"<{norm}>"
    if len(marked) <= n or norm[0].isdigit():
        return (marked,)
    return tuple(marked[at : at + n] for at in range(len(marked) - n + 1))


@lru_cache(maxsize=1 << 16)
def stem(norm: str) -> str:
    """Stem of the dictionary form of a folded word: *kreeg* and *krijgt* share one.

    simplemma's dictionary gives *kosten* for *kost* and *kost* for *kosten* (verb and noun); looking
    up twice brings both to one form. Then Porter's Dutch stemmer, for the words that the dictionary
    lacks; Snowball's newer one also takes *ge-* and *-ing* off, so that *woning* meets *gewoon*.
    """
    import simplemma  # a third of a second for its dictionary: not where no text is read

    for _ in range(2):
        norm = fold(simplemma.lemmatize(norm, lang="nl").replace("_", ""))
    with _stemmer_lock:
        stemmed: str = _stemmer.stemWord(norm)
    return stemmed or norm


def _word(raw: str, start: int) -> list[Token]:
    if raw.isalpha():
        norm = _plain(raw)
        return [Token(raw, start, start + len(raw), norm, stem(norm))] if norm else []
    parts = list(_PART.finditer(raw))
    norms = [_plain(part.group()) for part in parts]
    whole = "".join(norms)
    if not whole:  # only soft hyphens or combining marks
        return []
    end = start + len(raw)
    if len(parts) == 1:
        return [Token(raw, start, end, whole, stem(whole))]
    tokens = []
    if not all(norm.isdigit() for norm in norms):  # 2013-2014 is two years, not one number
        tokens.append(Token(raw, start, end, whole, stem(whole)))
    for part, norm in zip(parts, norms, strict=True):
        if norm:
            at = start + part.start()
            tokens.append(Token(part.group(), at, at + len(part.group()), norm, stem(norm)))
    return tokens


@lru_cache(maxsize=1 << 16)
def _plain(part: str) -> str:
    """Folded, without apostrophes; the ``'s`` of *foto's* and ``'n`` of *zo'n* go too."""
    return re.sub(_APOSTROPHE, "", re.sub(rf"{_APOSTROPHE}[sn]$", "", fold(part)))


def _number(raw: str) -> str:
    """``1.750`` is 1750 and ``2.5`` is 2,5: a dot before exactly three digits marks thousands."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", raw):
        raw = raw.replace(".", "")
    whole, _, decimals = raw.replace(".", ",").partition(",")
    decimals = decimals.rstrip("0")
    return f"{whole},{decimals}" if decimals else whole
