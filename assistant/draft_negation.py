"""Denials of a draft sentence against its quotes: a *niet* may neither come nor go.

A clause of the sentence is laid beside the clause of the quotes that says most of its words; where
several say about as much, one that agrees is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.draft_clauses import counterparts, said_of
from assistant.draft_denials import (
    BOUNDS,
    denials,
    denied_words,
    denies_alike,
    need_nots,
    outright,
    softer,
    unbounded,
)
from assistant.draft_fault import Fault
from assistant.draft_figures import rounds_on_denial
from assistant.draft_words import Statement

_HALF, _MOSTLY = 0.5, 0.6
_DENIED = 0.6
_WIDE_TIE = 0.5
"""A denial, of which there are few, may stand somewhat further off than other words."""
_CLOSE_TIE = 0.25

_LEFT_FREE = re.compile(r"\b(?:mag|mogen|kan|kunt|kunnen|vrijwillig\w*|vrijblijvend|keuze|recht)\b")
_INSTEAD = re.compile(
    r"\b(?:minder|alleen|slechts|behalve|tenzij|in plaats van|te weinig|onvoldoende|pas|moet nog|moeten nog|nog (?:moet|moeten|worden)|nog te)\b"
)


def negation_faults(sentence: Statement, quotes: Sequence[Statement]) -> Iterator[Fault]:
    """A denial that the quotes do not have, or one of theirs that is gone."""
    if rounds_on_denial(sentence, quotes):
        return
    clauses = [clause for quote in quotes for clause in quote.clauses]
    excused = 0
    for clause in sentence.clauses:
        ours = denials(clause)
        others = counterparts(clause, clauses, _WIDE_TIE if ours else _CLOSE_TIE)
        if not others:
            continue
        if any(_agree(clause, ours, other) for other in others):
            continue
        if ours and _excepted(sentence, clauses):
            continue
        if (
            ours
            and need_nots(clause) >= ours
            and any(_LEFT_FREE.search(o.text.lower()) for o in others)
        ):
            excused += ours
            continue
        if ours and denials(sentence) <= _allowed(sentence, clauses):
            continue  # where the quotes deny as often, what is denied may be said the other way round
        if not ours:
            if _LEFT_FREE.search(clause.text.lower()) and any(
                need_nots(o) >= denials(o) for o in others
            ):
                continue  # *mag blijven staan* for *hoeft niet weg*
            if max(said_of(sentence, other) for other in others) < _MOSTLY:
                continue  # what is denied there is not said here
            if not any(_says_denied(sentence, other) for other in others):
                continue
            if _INSTEAD.search(clause.text.lower()):
                continue
            if denials(sentence) >= _covered(sentence, clauses) > 0:
                continue  # it stands in another part of the sentence
        if ours and _said_otherwise(clause, quotes):
            excused += ours
            continue
        yield Fault("negation", clause.text)
    total, allowed = (
        denials(sentence) - excused,
        sum(denials(quote) + softer(quote) for quote in quotes),
    )
    if total > 0 and not allowed and not _all_otherwise(sentence, quotes):
        yield Fault("negation", sentence.text)


def _allowed(sentence: Statement, clauses: Sequence[Statement]) -> int:
    """Denials of the quotes, those they say outright (*verboden*) with them unless they are kept."""
    said = sum(map(outright, clauses)) - outright(sentence)
    return sum(map(denials, clauses)) + max(0, said)


def _covered(sentence: Statement, clauses: Sequence[Statement]) -> int:
    """Denials of the clauses whose words the sentence says for the most part."""
    return sum(denials(clause) for clause in clauses if said_of(sentence, clause) >= _MOSTLY)


# *Geen boetes en ook geen schulden* denies once, of two things.
_LISTED = re.compile(r"\b(?:geen|niet)\b[^.;]*\b(?:en|of|noch) (?:ook )?(?:geen|niet)\b")
_EXCEPTS = re.compile(r"\b(?:tenzij|behalve|mits|alleen|uitsluitend|slechts)\b")


def _excepted(sentence: Statement, clauses: Sequence[Statement]) -> bool:
    """Whether a denial tells what a text excepts: *niet bij ziekte* for *tenzij u ziek bent*."""
    return not _EXCEPTS.search(sentence.text.lower()) and any(
        _EXCEPTS.search(clause.text.lower()) and said_of(sentence, clause) >= _HALF
        for clause in clauses
    )


def _says_denied(sentence: Statement, other: Statement) -> bool:
    """Whether a sentence speaks of what another text denies; true where that cannot be told."""
    denied = denied_words(other)
    return not denied or sum(map(sentence.says, denied)) >= _DENIED * len(denied)


def _agree(clause: Statement, ours: int, other: Statement) -> bool:
    theirs = denials(other)
    if (ours > 0) == (theirs > 0):
        # Once *niet* is not twice *niet* when all the same words are said.
        listed = ours > theirs and _LISTED.search(clause.text.lower())
        return ours == theirs or bool(listed) or not all(map(clause.says, other.content))
    denied, plain = (clause, other) if ours else (other, clause)
    return softer(plain) > softer(denied)


def _all_otherwise(sentence: Statement, quotes: Sequence[Statement]) -> bool:
    """Whether every clause with a denial says what the quotes say without one."""
    return all(_said_otherwise(c, quotes) for c in sentence.clauses if denials(c))


def _said_otherwise(clause: Statement, quotes: Sequence[Statement]) -> bool:
    """Whether the quotes say without a *niet* what a clause says with one."""
    if any(denies_alike(clause, quote) for quote in quotes):
        return True
    bounded = any(BOUNDS.search(quote.text.lower()) for quote in quotes)
    return unbounded(clause) and bounded
