"""Clauses of a draft sentence laid beside the clauses of its quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft_words import Statement, nearest
from assistant.wordforms import closing_verb, words_of
from index.analysis import stem

_TIE = 0.25
"""How much less of a clause another one may say and still count as its counterpart."""
_LEAST = 0.4
"""A clause of which the quotes say less has no counterpart."""


def counterparts(
    clause: Statement, clauses: Sequence[Statement], tie: float = _TIE
) -> list[Statement]:
    """Clauses that say about as much of ``clause`` as the one that says most of it."""
    ranked = nearest(clause, clauses)
    if not ranked or ranked[0][0] < _LEAST:
        return []
    best = ranked[0][0]
    return [other for score, other in ranked if score >= best - tie * best]


def said_of(statement: Statement, other: Statement) -> float:
    """Share of the words of ``other`` that a statement says; 0 where it has none."""
    words = other.content
    return sum(map(statement.says, words)) / len(words) if words else 0.0


def same_act(clause: Statement, other: Statement) -> bool:
    """Whether a clause tells the same act as the other: its verb, or most of its words."""
    words = words_of(other.text)
    verbs = {w.lower for at, w in enumerate(words) if not w.sign and closing_verb(words, at)}
    acts = [t for t in other.content if t.text.lower() in verbs]
    if acts:
        return any(clause.says_form(t) or _says_apart(clause, t.norm) for t in acts)
    said = sum(other.says(t) for t in clause.content)
    return said >= 0.6 * max(1, len(clause.content))


_PARTICLE = re.compile(
    r"(in|op|aan|uit|af|toe|mee|door|over|voor|na|vast|terug|bij|om|weg)(\w{4,})"
)


def _says_apart(clause: Statement, verb: str) -> bool:
    """*Voert ... in* says *invoeren*."""
    match = _PARTICLE.fullmatch(verb)
    return match is not None and match[1] in clause.norms and stem(match[2]) in clause.stems


def is_conditional(text: str) -> bool:
    lowered = text.lower()
    return bool(re.search(r"\b(?:als|indien|wanneer|wie|zodra|zolang|mits)\b", lowered)) or bool(
        _VERB_FIRST.search(lowered)
    )


# *Bent u ziek, dan ...*: a condition without a word for it.
_VERB_FIRST = re.compile(
    r"^(?:\w{2,}t|is|zijn|heb|hebben|worden|kunnen|willen|moeten) (?:u|de|het|een|uw|er|iemand|die|dat|zij|hij)\b[^?]*$"
)
