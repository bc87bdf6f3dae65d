"""How people say it and how government writes it: a thesaurus in Solr's synonym format.

``a, b, c`` are synonyms of each other; ``a, b => c, d`` leads from the words of people to the words
of policy and not back. Words meet by stem, so one form of a word is enough. Where two words share a
stem, quotes keep them apart: ``"ouders"`` is that form only, and *ouders* then has nothing of what
stands with *ouderen*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.errors import SettingsError
from index.analysis import STOPWORDS, Token, stem, tokenize

__all__ = ["BUILTIN", "Rule", "Stems", "Term", "Thesaurus", "read_rules"]

BUILTIN: Path = Path(__file__).with_name("thesaurus.txt")
LONGEST_TERM = 6  # words
ARROW = "=>"

Stems = tuple[str, ...]
Span = tuple[int, int]  # first token and the one after the last


@dataclass(frozen=True, slots=True)
class Term:
    """One word or a few words that belong together.

    Attributes:
        norms, stems: of every word, stop words included; a question is matched by stems.
        exact: written in quotes, so matched by norms.
    """

    norms: Stems
    stems: Stems
    exact: bool = False

    def searched(self) -> Stems:
        """The stems without stop words: what can be looked up in an index."""
        return tuple(s for n, s in zip(self.norms, self.stems, strict=True) if n not in STOPWORDS)


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: ``said`` leads to ``written``; of synonyms both hold every term."""

    line: int
    said: tuple[Term, ...]
    written: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A term with what it leads to; ``norms`` only when nothing but that form will do."""

    keys: Stems
    norms: Stems
    alternatives: tuple[Stems, ...]


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Rules, found by the stem of their first word. Make one with ``load`` or ``of``."""

    rules: tuple[Rule, ...]
    _by_stem: dict[str, tuple[_Entry, ...]]

    @classmethod
    def load(cls, path: Path = BUILTIN) -> Thesaurus:
        """Raises: SettingsError, with the line, when the file cannot be read or understood."""
        try:
            changed = path.stat().st_mtime_ns
        except OSError as error:
            raise SettingsError(
                f"Thesaurus {path} is niet te lezen: {error.strerror}. Verwacht was een "
                "tekstbestand met op elke regel woorden die hetzelfde betekenen."
            ) from error
        return _load(path.resolve(), changed)

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Thesaurus:
        rules = tuple(rules)
        found: dict[tuple[Stems, Stems], dict[Stems, None]] = {}  # dicts keep order
        for rule in rules:
            written = [term.searched() for term in rule.written]
            for term in rule.said:
                key = _keys(zip(term.norms, term.stems, strict=True))
                alternatives = found.setdefault((key, term.norms if term.exact else ()), {})
                own = term.searched()
                alternatives.update((stems, None) for stems in written if stems != own)
        by_stem: dict[str, list[_Entry]] = {}
        for (key, norms), alternatives in found.items():
            by_stem.setdefault(key[0], []).append(_Entry(key, norms, tuple(alternatives)))
        return cls(
            rules,
            {
                first: tuple(sorted(entries, key=lambda e: (-len(e.keys), not e.norms)))
                for first, entries in by_stem.items()
            },
        )

    def merge(self, other: Thesaurus) -> Thesaurus:
        """Both together; a word in both has the alternatives of both, ours first."""
        return Thesaurus.of((*self.rules, *other.rules))

    def phrases(self, tokens: Sequence[Token]) -> list[tuple[Span, tuple[Stems, ...]]]:
        """What is in the thesaurus, longest first and without overlap, in order.

        Returns: spans of token indexes (first, one after the last), each with its alternatives;
            an alternative of several words is several stems.
        """
        following = _following(tokens)
        keys = _keys((token.norm, token.stem) for token in tokens)
        found: list[tuple[Span, tuple[Stems, ...]]] = []
        at = 0
        while at < len(tokens):
            end, alternatives = self._longest(tokens, keys, following, at)
            if alternatives:
                found.append(((at, end), alternatives))
            at = end
        return found

    def expand(self, tokens: Sequence[Token]) -> dict[str, Stems]:
        """By stem of a word of the question, the stems of its synonyms that are one word.

        A word that is part of a longer term (*baan* in *zonder baan*) is left to ``phrases``.
        """
        found: dict[str, dict[str, None]] = {}
        for (first, end), alternatives in self.phrases(tokens):
            own = tokens[first].stem
            single = [stems[0] for stems in alternatives if len(stems) == 1 and stems[0] != own]
            if end == first + 1 and single:
                found.setdefault(own, {}).update(dict.fromkeys(single))
        return {own: tuple(others) for own, others in found.items()}

    def _longest(
        self, tokens: Sequence[Token], keys: Stems, following: Sequence[int], at: int
    ) -> tuple[int, tuple[Stems, ...]]:
        """The end of the longest term that starts here, with its alternatives.

        Entries come longest first, and of those with the same stems a form in quotes comes first.
        """
        for entry in self._by_stem.get(keys[at], ()):
            places = _places(entry.keys, keys, following, at)
            if places is None or not entry.alternatives:
                continue
            if entry.norms and entry.norms != tuple(tokens[place].norm for place in places):
                continue
            last = places[-1]
            return (following[last] if last > at else at + 1), entry.alternatives
        return at + 1, ()


def read_rules(text: str, source: str) -> Iterator[Rule]:
    """Rules of a file's text; ``source`` names the file in errors. Raises: SettingsError."""
    for number, line in enumerate(text.splitlines(), start=1):
        content = line.partition("#")[0].strip()
        if not content:
            continue
        sides = content.split(ARROW)
        if len(sides) > 2:
            raise _wrong(source, number, line, f"hoogstens één '{ARROW}' op een regel")
        said, *rest = (_terms(side, source, number, line) for side in sides)
        written = rest[0] if rest else said
        if not rest and len(said) < 2:
            raise _wrong(
                source, number, line, f"minstens twee woorden met een komma of '{ARROW}' ertussen"
            )
        yield Rule(number, said, written)


def _terms(side: str, source: str, number: int, line: str) -> tuple[Term, ...]:
    return tuple(_term(part, source, number, line) for part in side.split(","))


def _term(part: str, source: str, number: int, line: str) -> Term:
    norms: Stems
    part = part.strip()
    exact = len(part) > 2 and part[0] == part[-1] == '"'
    part = part.strip('"') if exact else part
    if part.isascii() and part.replace(" ", "").isalpha():  # the quick way, for nearly all
        norms = tuple(part.lower().split())
    else:
        tokens = tokenize(part)
        following = _following(tokens)
        norms, at = (), 0
        while at < len(tokens):
            norms, at = (*norms, tokens[at].norm), following[at]
    if not norms:
        raise _wrong(source, number, line, "een woord voor en na elke komma")
    if len(norms) > LONGEST_TERM:
        raise _wrong(source, number, line, f"hoogstens {LONGEST_TERM} woorden tussen twee komma's")
    if STOPWORDS.issuperset(norms):
        raise _wrong(source, number, line, f"meer dan een stopwoord; '{part}' wordt nooit gezocht")
    return Term(norms, tuple(stem(norm) for norm in norms), exact)


def _wrong(source: str, number: int, line: str, expected: str) -> SettingsError:
    return SettingsError(
        f"Thesaurus {source}, regel {number}: gevonden '{line.strip()[:80]}'; "
        f"verwacht was {expected}."
    )


@lru_cache(maxsize=8)
def _load(path: Path, changed: int) -> Thesaurus:  # changed: a changed file is read anew
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"Thesaurus {path} is niet te lezen als tekst in UTF-8: {error}."
        ) from error
    return Thesaurus.of(read_rules(text, path.name))


def _following(tokens: Sequence[Token]) -> list[int]:
    """Per token the next one outside it: the parts of a word with hyphens lie inside the whole."""
    return [_after(tokens, at) for at in range(len(tokens))]


def _after(tokens: Sequence[Token], at: int) -> int:
    end = at + 1
    while end < len(tokens) and tokens[end].start < tokens[at].end:
        end += 1
    return end


def _keys(words: Iterable[tuple[str, str]]) -> Stems:
    """What words (norm, stem) are matched by: *over* has the stem of *overheid* and is another."""
    return tuple(f"={norm}" if norm in STOPWORDS else stem for norm, stem in words)


def _places(wanted: Stems, keys: Stems, following: Sequence[int], at: int) -> list[int] | None:
    """Where the words of a term stand, the first at ``at``; None when they do not."""
    places = [at]
    for key in wanted[1:]:
        at = following[at]
        if at >= len(keys) or keys[at] != key:
            return None
        places.append(at)
    return places
