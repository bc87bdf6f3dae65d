"""How well words of a question are found in a text: stems, compounds, related words.

Coverage is the share of a question's weight that a text covers. A word weighs by how specific it
is, in the documents (inverse document frequency) and in Dutch at large (wordfreq), so that a word
that merely happens to be rare in a small corpus (*eigenlijk*) does not weigh like a subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.forms import Forms
from assistant.question import Question, Role, Term
from assistant.understanding import Understanding
from assistant.words import Ids, Text, Words
from index.analysis import stem, tokenize
from index.compounds import parts
from index.store import PolicyIndex
from index.thesaurus import Thesaurus

_RELATED_FROM = 0.45
"""Cosine of two words' vectors from which they count as related."""
_RELATED_AT_MOST = 0.75
_KNOWN_BUT_OTHER = 0.6
# *Inkomenseis* and *leeftijdsgrens* are about income and age; a text may just state the figure.
_NAMES_A_REQUIREMENT = re.compile(
    r"^(?:criteri\w+|eis|eisen|norm|normen|grens|grenzen|drempel\w*|vereisten?|bedrag|bedragen|voorwaarden?)$"
)
_SYNONYM = 0.85
_MOST_ALTERNATIVES = 12
_PART = 0.9
"""What a compound counts for when all its parts are found apart."""
_GENERIC_WEIGHT = 0.25
_ROLE_WEIGHT: dict[Role, float] = {
    "focus": 1.0,
    "noun": 1.0,
    "other": 0.7,
    "background": 0.4,
}

Affinities = npt.NDArray[np.float64]


class Matcher:
    """Soft matching of a question's terms against words of the documents."""

    def __init__(self, index: PolicyIndex, words: Words, thesaurus: Thesaurus) -> None:
        self._index = index
        self._words = words
        self._thesaurus = thesaurus
        self._specificity = Understanding(index).specificity

    def weights(self, terms: Sequence[Term]) -> Affinities:
        """(n_terms,) float64 in (0, 1]: how much each term carries the question."""
        return np.array([self._weight(term) for term in terms], dtype=np.float64)

    def _weight(self, term: Term) -> float:
        if term.generic:
            return _GENERIC_WEIGHT
        return _ROLE_WEIGHT[term.role] * self._specificity(term.token.norm)

    def rarity(self, terms: Sequence[Term]) -> Affinities:
        """(n_terms, 2): how rare each term is in the documents, and whether they have it at all."""
        index, stems = self._index, [term.token.stem for term in terms]
        rows = [(index.rarity(stem), float(index.knows(stem))) for stem in stems]
        return np.array(rows, dtype=np.float64).reshape(-1, 2)

    def table(self, question: Question, texts: Sequence[Text]) -> MatchTable:
        """Match a question's terms with all words of some texts at once."""
        words = self._words
        used = np.unique(np.concatenate([text.ids for text in texts]))
        forms = [(term.token.norm, term.token.stem) for term in question.terms]
        groups = list(self._groups(question, forms))
        rows = np.zeros((len(used), len(forms)))
        there = Forms([(words.norms[at], words.stems[at]) for at in used])
        for column, form in enumerate(forms):
            for at, value in there.like(*form):
                rows[at, column] = value
        n_terms = len(question.terms)
        cosine = np.zeros((len(used), n_terms))
        if n_terms and len(used):
            cosine = self._cosine([norm for norm, _ in forms[:n_terms]], used)
            rows[:, :n_terms] = np.maximum(rows[:, :n_terms], related(cosine))
            self._prefer_literal(question, rows[:, :n_terms])
        terms = question.terms
        return MatchTable(used, rows, self.weights(terms), self.rarity(terms), groups, cosine)

    def _prefer_literal(self, question: Question, rows: Affinities) -> None:
        """A word that the documents use themselves is hardly meant by a word that resembles it."""
        for column, term in enumerate(question.terms):
            if self._index.knows(term.token.stem):
                like = rows[:, column] < 1.0
                rows[like, column] *= _KNOWN_BUT_OTHER

    def _groups(self, question: Question, forms: list[tuple[str, str]]) -> Iterator[Group]:
        """Other ways to say the terms, as columns that are appended to ``forms``."""

        def columns(wanted: Sequence[tuple[str, str]]) -> list[int]:
            start = len(forms)
            forms.extend(wanted)
            return list(range(start, len(forms)))

        for at, term in enumerate(question.terms):
            split = parts(term.token.norm)
            if split and _NAMES_A_REQUIREMENT.search(split[-1]):
                split = split[:1]
            if split:
                known = self._index.knows(term.token.stem)
                factor = _PART * (_KNOWN_BUT_OTHER if known else 1.0)
                yield Group([at], columns([(part, stem(part)) for part in split]), factor)
        tokens = tokenize(question.text)
        place = {term.token.start: at for at, term in enumerate(question.terms)}
        for (first, end), alternatives in self._thesaurus.phrases(tokens):
            terms = [place[t.start] for t in tokens[first:end] if t.start in place]
            if not terms:
                continue
            for stems in alternatives[:_MOST_ALTERNATIVES]:
                yield Group(terms, columns([(each, each) for each in stems]), _SYNONYM)

    def _cosine(self, norms: list[str], used: Ids) -> Affinities:
        """(n_used, n_norms) in [-1, 1]: how alike two words are by their vectors."""
        asked = self._words.encode(norms)
        return (self._words.vectors(used) @ asked.T).astype(np.float64)


def related(cosine: Affinities) -> Affinities:
    """0, or how related two words are that differ in form, in [0, 1]."""
    scaled = (cosine - _RELATED_FROM) / (1 - _RELATED_FROM) * 0.6 + 0.3
    return np.where(cosine >= _RELATED_FROM, np.minimum(scaled, _RELATED_AT_MOST), 0.0)


@dataclass(frozen=True, slots=True)
class Group:
    """Words that together stand for one or more terms.

    Attributes:
        terms: numbers of the terms of the question.
        columns: of ``MatchTable``, one a word.
        factor: what they count for when all are found.
    """

    terms: list[int]
    columns: list[int]
    factor: float


class MatchTable:
    """For one question: how well each word matches each of its terms.

    Attributes:
        weights: (n_terms,) how much each term carries the question.
        rarity: (n_terms, 2) as ``Matcher.rarity`` has it.
    """

    def __init__(
        self,
        used: Ids,
        rows: Affinities,
        weights: Affinities,
        rarity: Affinities,
        groups: Sequence[Group],
        cosine: Affinities,
    ) -> None:
        """Rows for the words ``used`` (sorted numbers of ``Words``).

        ``rows`` is (n_used, n_columns): the terms first, then the columns of the groups.
        ``cosine`` is (n_used, n_terms).
        """
        self._cosine = cosine
        self._used = used
        self._rows = rows
        self.weights = weights
        self.rarity = rarity
        self._total = float(weights.sum())
        self._groups = groups
        self._means = np.zeros((rows.shape[1], len(groups)))
        for at, group in enumerate(groups):
            self._means[group.columns, at] = group.factor / len(group.columns)
        # By identity; ``_kept`` keeps the texts, so that no other text gets the same identity.
        self._kept: list[Text] = []
        self._of: dict[int, Affinities] = {}
        self._best: dict[int, Affinities] = {}

    def _of_words(self, ids: Ids) -> Affinities:
        """(n_ids, n_columns); a word that was not in the texts of the table matches nothing."""
        at = np.minimum(np.searchsorted(self._used, ids), len(self._used) - 1)
        return np.asarray(self._rows[at] * (self._used[at] == ids)[:, None])

    def _with_groups(self, found: Affinities) -> Affinities:
        """(n, n_columns) of words or texts to (n, n_terms), groups included."""
        terms = found[:, : len(self.weights)].copy()
        values = found @ self._means
        for group, value in zip(self._groups, values.T, strict=True):
            for term in group.terms:
                np.maximum(terms[:, term], value, out=terms[:, term])
        return terms

    def of(self, text: Text) -> Affinities:
        """(n_tokens, n_terms) affinities of each word of a text, in [0, 1]."""
        known = self._of.get(id(text))
        if known is None:
            known = self._of[id(text)] = self._with_groups(self._of_words(text.ids))
            self._kept.append(text)
        return known

    def prepare_words(self, texts: Sequence[Text]) -> None:
        """Compute ``of`` of many texts at once; each text once."""
        self._kept.extend(texts)
        ends = np.cumsum([len(text.ids) for text in texts])
        found = self._with_groups(self._of_words(np.concatenate([text.ids for text in texts])))
        self._of.update(
            (id(text), rows) for text, rows in zip(texts, np.split(found, ends[:-1]), strict=True)
        )

    def best(self, text: Text) -> Affinities:
        """(n_terms,) the best affinity of each term with any word of a text.

        The parts of a compound or a phrase may be found in different words: *inkomenscriterium* in
        *het criterium voor het inkomen*.
        """
        known = self._best.get(id(text))
        if known is None:
            self.prepare([text])
            known = self._best[id(text)]
        return known

    def cosine(self, text: Text) -> Affinities:
        """(n_terms,) of each term with the nearest word of a text, by vectors; at least 0."""
        if not len(text.ids):
            return np.zeros(len(self.weights))
        at = np.searchsorted(self._used, text.ids)
        found: Affinities = self._cosine[at].max(axis=0, initial=0.0)
        return found

    def prepare(self, texts: Sequence[Text]) -> None:
        """Compute ``best`` of many texts at once, which is far quicker than one by one."""
        self._kept.extend(texts)
        nothing = np.zeros(len(self.weights))
        self._best.update((id(text), nothing) for text in texts if not len(text.ids))
        full = [text for text in texts if len(text.ids)]
        if full:
            rows = self._of_words(np.concatenate([text.ids for text in full]))
            ends = np.cumsum([len(text.ids) for text in full])
            found = np.maximum.reduceat(rows, np.concatenate([[0], ends[:-1]]), axis=0)
            best = self._with_groups(found)
            self._best.update((id(text), row) for text, row in zip(full, best, strict=True))

    def share(self, affinities: Affinities) -> float:
        """Weighted share of the question that is covered, in [0, 1]; 0 without terms."""
        return float(self.weights @ affinities) / self._total if self._total else 0.0
