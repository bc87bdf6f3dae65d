"""Words of a draft sentence and whether a quote says them: the common ground of the draft checks.

Everything here compares by form and by the thesaurus; no vectors, so that the same draft always
gets the same verdict and each verdict can be explained with a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import zip_longest

from assistant.draft_plain import plain_groups
from assistant.forms import affinity
from assistant.wordforms import MODALS
from corpus.document import Span
from corpus.figures import Figure, find_figures
from corpus.text import words
from index.analysis import STOPWORDS, Token, stem, tokenize
from index.compounds import parts
from index.thesaurus import Stems, Thesaurus

_BARE = re.compile(r"\d+(?:[.,]\d+)*|[a-zë]+")
_INTO = re.compile(r" (?:naar|tot|en|of|à) (?:€ ?)?")
_LARGE = re.compile(r"duizend|mil|mln|mld|mrd")
_LIKE = 0.7
"""Least affinity at which two words count as forms of one."""

# Words that carry a sentence and say little themselves: a paraphrase may bring them.
_LIGHT = words(
    """
    krijgen krijgt ontvangen ontvangt geldt gelden bestaat bestaan bedraagt bedragen gaat
    betekent mogelijk nodig iemand mensen persoon personen wie manier geval gevallen
    namelijk daarbij hierbij samen totaal volgens eigen zelf keer gebruik gebruiken vinden
    vindt bedoeld bieden biedt zorgen zorgt houdt houden vallen valt hoort horen maken maakt
    nemen neemt wel niet geen
    """
)
_BREAK = re.compile(
    r"[;:.()!?]\s*|,\s+|\s[–—-]\s|"
    r"\s+(?=(?:maar|omdat|doordat|zodat|want|terwijl|tenzij|mits|indien|als|wanneer|waarbij|waardoor|"
    r"zolang|voordat|nadat|zodra|hoewel|daarom|anders dan)\s)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Statement:
    """A sentence or a quote, analysed once.

    Attributes:
        text: on one line.
    """

    text: str

    @classmethod
    def of(cls, text: str) -> Statement:
        return cls(" ".join(text.split()))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(tokenize(self.text))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(_sharing(self.text, find_figures(self.text)))

    @cached_property
    def norms(self) -> frozenset[str]:
        return frozenset(token.norm for token in self.tokens)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(token.stem for token in self.tokens)

    @cached_property
    def content(self) -> tuple[Token, ...]:
        """Tokens that say what the sentence is about; figures and small words left out."""
        return tuple(t for t in self.tokens if is_content(t))

    @cached_property
    def clauses(self) -> tuple[Statement, ...]:
        """The sentence at its marks and conjunctions, each piece with something to say.

        A piece that is too short to be compared joins the one before it.
        """
        pieces: list[Span] = []
        start = 0
        inside = [(f.start, f.end) for f in self.figures]
        for mark in [*_BREAK.finditer(self.text), None]:
            at, following = (mark.start(), mark.end()) if mark else (len(self.text), len(self.text))
            if any(a < at < b for a, b in inside):
                continue
            if pieces and _short(self.text[start:at]):
                pieces[-1] = (pieces[-1][0], at)
            elif at > start:
                pieces.append((start, at))
            start = following
        if len(pieces) > 1 and _short(self.text[slice(*pieces[0])]):
            pieces[:2] = [(pieces[0][0], pieces[1][1])]
        if len(pieces) < 2:
            return (self,)
        return tuple(Statement(self.text[a:b]) for a, b in pieces)

    def says(self, token: Token) -> bool:
        """Whether a word stands here in any form, as a part, or in another word for it."""
        return self.says_form(token) or self._says_synonym(token)

    def says_form(self, token: Token) -> bool:
        """Whether a word stands here in some form, or as a part of a compound."""
        if token.stem in self.stems or token.norm in self.norms:
            return True
        if any(_alike(token.norm, token.stem, t.norm, t.stem) for t in self.content):
            return True
        split = parts(token.norm)
        return bool(split) and all(
            stem(part) in self.stems or any(part[:5] in t.norm for t in self.content)
            for part in split
        )

    @cached_property
    def plain(self) -> frozenset[int]:
        """Numbers of the groups of plain and official words that stand here."""
        return frozenset(n for stemmed in self.stems for n in plain_groups().get(stemmed, ()))

    def _says_synonym(self, token: Token) -> bool:
        if not self.plain.isdisjoint(plain_groups().get(token.stem, ())):
            return True
        return any(
            all(each in self.stems for each in stems) for stems in _other_words(token)
        ) or any(
            token.stem in stems and len(stems) == 1
            for t in self.content
            for stems in _other_words(t)
        )


def _sharing(text: str, figures: Sequence[Figure]) -> Iterator[Figure]:
    """Figures, a bare number with the unit of the one it changes into: *van 31 naar 18 euro*."""
    for figure, after in zip_longest(figures, figures[1:]):
        bare = figure.unit == "count" and _BARE.fullmatch(figure.text)
        if bare and after and _INTO.fullmatch(text[figure.end : after.start]):
            large = _LARGE.search(after.text.lower())
            yield figure if large else replace(figure, unit=after.unit)
        else:
            yield figure


def is_content(token: Token) -> bool:
    norm = token.norm
    return (
        norm not in STOPWORDS
        and norm not in _LIGHT
        and norm not in MODALS
        and norm[0].isalpha()
        and len(norm) > 2
        and norm not in ("euro", "procent")
    )


def support(sentence: Statement, quotes: Sequence[Statement]) -> float:
    """Share of the sentence's content words that the quotes say; 1 for a sentence without any."""
    words = sentence.content
    if not words:
        return 1.0
    return sum(any(quote.says(word) for quote in quotes) for word in words) / len(words)


def nearest(clause: Statement, clauses: Sequence[Statement]) -> list[tuple[float, Statement]]:
    """Clauses of the quotes by how much of ``clause`` they say, best first."""
    scored = [(_closeness(clause, other), other) for other in clauses]
    return sorted(scored, key=lambda pair: -pair[0])


def _closeness(clause: Statement, other: Statement) -> float:
    words = clause.content
    if not words:
        return 0.0
    said = sum(other.says(word) for word in words) / len(words)
    same = {(f.value, f.unit) for f in clause.figures} & {(f.value, f.unit) for f in other.figures}
    back = sum(clause.says_form(word) for word in other.content) / max(1, len(other.content))
    return said + 0.3 * back + 0.3 * bool(same)


def phrases(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Matches of a pattern in lower-case text with straight spaces."""
    return pattern.finditer(text.lower())


def _short(text: str) -> bool:
    return sum(is_content(token) for token in tokenize(text)) < 2


@lru_cache(maxsize=1 << 16)
def _alike(norm: str, stemmed: str, other: str, other_stem: str) -> bool:
    return (
        max(affinity(norm, stemmed, other, other_stem), affinity(other, other_stem, norm, stemmed))
        >= _LIKE
    )


@lru_cache(maxsize=1 << 14)
def _other_words(token: Token) -> tuple[Stems, ...]:
    alternatives: list[Stems] = []
    for _, found in _thesaurus().phrases([token]):
        alternatives.extend(stems for stems in found if stems)
    return tuple(alternatives)


@lru_cache(maxsize=1)
def _thesaurus() -> Thesaurus:
    return Thesaurus.load()
