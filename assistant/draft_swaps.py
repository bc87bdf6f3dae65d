"""Figures of different cases mixed up: each stands in the quote, but not together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.draft_fault import Fault
from assistant.draft_figures import same_value
from assistant.draft_words import Statement
from corpus.clauses import cases
from corpus.document import Span
from corpus.figures import Figure
from corpus.text import words

_NEAR = 4
"""Words on either side of a figure that tell what it is of."""
_CLEARLY = 2.0
_NOTHING = words(
    """
    de het een en is zijn wordt worden er die dat euro procent jaar per maand week dag krijgt krijgen
    ontvangt ontvangen betaalt betalen bedraagt kost
    """
)


def swapped(sentence: Statement, quotes: Sequence[Statement]) -> Iterator[Fault]:
    """Figures that the sentence says together and the quotes say of different cases.

    *€ 3500 voor een werknemer boven 50 jaar* where the quote gives € 3500 for those over 55 and
    another bonus for those over 50. Only where a rival is passed over can there be a mix-up: the
    figure of the same unit that does stand in that case, and that the sentence leaves out.
    """
    for quote in quotes:
        spans = cases(quote.text, quote.figures)
        if len(spans) > 1:
            for together in _by_case(sentence):
                for first, second in combinations(together, 2):
                    if _mixed(first, second, sentence, quote, spans):
                        yield Fault("swap", f"{first.text} / {second.text}")
                        return
    for figure in sentence.figures:
        if any(_rival_fits(figure, sentence, quote) for quote in quotes):
            yield Fault("swap", figure.text)
            return


def _by_case(sentence: Statement) -> Iterator[list[Figure]]:
    for start, end in cases(sentence.text, sentence.figures):
        together = [f for f in sentence.figures if start <= f.start < end]
        if len(together) > 1:
            yield together


def _mixed(
    first: Figure, second: Figure, sentence: Statement, quote: Statement, spans: Sequence[Span]
) -> bool:
    homes = [
        {n for n, (a, b) in enumerate(spans) for g in quote.figures if a <= g.start < b and same_value(f, g)}
        for f in (first, second)
    ]  # fmt: skip
    if not homes[0] or not homes[1] or homes[0] & homes[1]:
        return False
    return any(
        _has_rival(one, sentence, quote, [spans[n] for n in home])
        for one, other, home in ((first, second, homes[1]), (second, first, homes[0]))
        # A moment at the head of a sentence goes for all that follows.
        if not (other.unit in ("date", "period") and one.unit not in ("date", "period"))
    )


def _has_rival(
    figure: Figure, sentence: Statement, quote: Statement, spans: Sequence[Span]
) -> bool:
    """Whether those cases of the quote have another figure of the unit, unsaid in the sentence."""
    return any(
        a <= g.start < b
        and g.unit == figure.unit
        and not any(same_value(f, g) for f in sentence.figures)
        for g in quote.figures
        for a, b in spans
    )


def _rival_fits(figure: Figure, sentence: Statement, quote: Statement) -> bool:
    """Whether the words around a figure are those of another figure of the quote."""
    own = [g for g in quote.figures if same_value(figure, g)]
    rivals = [g for g in quote.figures if g.unit == figure.unit and g not in own]
    if not own or not rivals:
        return False
    said = _beside(figure, sentence)
    best = max(_overlap(said, _beside(g, quote)) for g in own)
    return max(_overlap(said, _beside(g, quote)) for g in rivals) >= best + _CLEARLY


def _beside(figure: Figure, statement: Statement) -> list[set[str]]:
    """What stands before and after a figure: stems of a few words, and values of figures."""
    tokens = statement.tokens
    before = [t for t in tokens if t.end <= figure.start][-_NEAR:]
    after = [t for t in tokens if t.start >= figure.end][:_NEAR]
    return [{t.stem for t in part if t.norm not in _NOTHING} for part in (before, after)]


def _overlap(left: list[set[str]], right: list[set[str]]) -> float:
    """Words at the same side count whole, words at the other side half."""
    same = sum(len(a & b) for a, b in zip(left, right, strict=True))
    crossed = len(left[0] & right[1]) + len(left[1] & right[0])
    return same + 0.5 * crossed
