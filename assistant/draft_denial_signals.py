"""Signals of denial: what a sentence denies that its quotes do not, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.draft_clauses import counterparts, said_of, said_of_words
from assistant.draft_denials import (
    BOUNDS,
    denial_spans,
    need_nots,
    outright_words,
    softer_words,
)
from assistant.draft_moods import AS_GOOD
from assistant.draft_polarity import acts, denying_words, opposites_of
from assistant.draft_words import Statement
from index.analysis import Token

_BESIDE = 2
_COVERED = 0.6
"""Share of a clause's words from which a sentence is taken to say it."""


# *Niet lager dan het minimumloon* is *ten laagste het minimumloon*.
_COMPARING = re.compile(r"\bniet (?:\w+ ){0,2}(?:meer|minder|\w{3,}er)(?: \w+){0,3} dan\b")


def denial_signals(sentence: Statement, whole: Statement) -> dict[str, float]:
    """Signals by name; ``whole`` is all quotes together."""
    ours, theirs = denial_spans(sentence), denial_spans(whole)
    covered = sum(len(denial_spans(c)) for c in whole.clauses if said_of(sentence, c) >= _COVERED)
    out_s, out_q = outright_words(sentence), outright_words(whole)
    soft_s, soft_q = softer_words(sentence), softer_words(whole)
    only_s = len([w for w in soft_s if w not in soft_q])
    only_q = len([w for w in soft_q if w not in soft_s])
    outs = len([w for w in out_s if w not in out_q])
    outq = len([w for w in out_q if w not in out_s])
    more, less = max(0, len(ours) - len(theirs)), max(0, len(theirs) - len(ours))
    dropped = max(0, min(less, covered - len(ours)))
    found = {
        "more": min(2.0, more),
        "less": min(2.0, less),
        "dropped": min(2.0, dropped),
        "odd": float((len(ours) + len(theirs)) % 2),
        "odd_outright": float((len(ours) + len(out_s) + len(theirs) + len(out_q)) % 2),
        "soft_s": min(2.0, only_s),
        "soft_q": min(2.0, only_q),
        "out_s": min(2.0, outs),
        "out_q": min(2.0, outq),
    }
    comparing = [bool(_COMPARING.search(each.text.lower())) for each in (sentence, whole)]
    found["comparing+"] = float(comparing[0] and not comparing[1])
    found["comparing-"] = float(comparing[1] and not comparing[0])
    words_s, words_q = acts(sentence), acts(whole)
    deny_s, deny_q = denying_words(sentence), denying_words(whole)
    new_s, new_q = deny_s - words_q, deny_q - words_s
    rivals = sum(bool(opposites_of(w) & (words_q - words_s)) for w in words_s - words_q)
    found |= {
        "deny_s": min(2.0, len(new_s)),
        "deny_q": min(2.0, len(new_q)),
        "rivals": min(2.0, rivals),
        "rivals_even": float(rivals > 0 and not more and not less),
        "parity": float((len(ours) + len(new_s) + len(theirs) + len(new_q)) % 2),
    }
    if more:
        found["more:rivals"] = float(rivals > 0)
        found["more:deny_q"] = float(bool(new_q))
        found["more:deny_s"] = float(bool(new_s))
        found["more:unexplained"] = float(not rivals and not new_q and not only_q)
    if less:
        found["less:rivals"] = float(rivals > 0)
        found["less:deny_s"] = float(bool(new_s))
        found["less:deny_q"] = float(bool(new_q))
        found["less:unexplained"] = float(not rivals and not new_s and not only_s)
    if more:
        found |= {f"more:{k}": v for k, v in _around(sentence, ours, whole, theirs).items()}
        found["more:soft_q"] = float(only_q > 0)
        found["more:out_q"] = float(outq > 0)
        found["more:soft_s"] = float(only_s > 0)
        found["more:need_not"] = float(need_nots(sentence) > need_nots(whole))
        found["more:free"] = float(bool(AS_GOOD["can"].search(whole.text.lower())))
        found["more:none_there"] = float(not theirs)
        found["more:bounds"] = float(bool(BOUNDS.search(whole.text.lower())))
    if less:
        found |= {f"less:{k}": v for k, v in _around(whole, theirs, sentence, ours).items()}
        found["less:soft_s"] = float(only_s > 0)
        found["less:out_s"] = float(outs > 0)
        found["less:soft_q"] = float(only_q > 0)
        found["less:need_not"] = float(need_nots(whole) > need_nots(sentence))
        found["less:none_here"] = float(not ours)
        found["less:bounds"] = float(bool(BOUNDS.search(sentence.text.lower())))
    return found


def _around(
    one: Statement,
    spans: Sequence[tuple[int, int]],
    other: Statement,
    others: Sequence[tuple[int, int]],
) -> dict[str, float]:
    """For the denial of ``one`` that is least like any of ``other``: whether ``other`` affirms it."""
    kept = [_context(other, at) for at in others]
    best: dict[str, float] = {}
    worst = -1.0
    for at in spans:
        context = _context(one, at)
        paired = max((_overlap(context, k, other) for k in kept), default=0.0)
        said = said_of_words(context, other)
        near = said_of_words(_context(one, at, 1), other)
        joined = _joined(one, at, other)
        home = max(
            (said_of_words(context, c) for c in other.clauses if not denial_spans(c)), default=0.0
        )
        clause = next(
            (c for c in one.clauses if one.text[at[0] : at[1]].lower() in c.text.lower()), one
        )
        beside = counterparts(clause, other.clauses)
        suspicious = said + joined + home - paired
        if suspicious > worst:
            worst = suspicious
            rival = {w for t in context for w in opposites_of(t.stem)}
            best = {
                "rival": float(bool(rival & acts(other))),
                "said": said,
                "near": near,
                "joined": joined,
                "home": home,
                "paired": paired,
                "aligned": float(bool(beside)),
                "verbatim": _verbatim(one, at, other),
                "geen": float(one.text[at[0] : at[1]].lower() == "geen"),
                "zonder": float(one.text[at[0] : at[1]].lower() == "zonder"),
            }
    return best


def _context(statement: Statement, at: tuple[int, int], wide: int = _BESIDE) -> list[Token]:
    before = [t for t in statement.content if t.end <= at[0]][-wide:]
    after = [t for t in statement.content if t.start >= at[1]][:wide]
    return [*before, *after]


def _overlap(words: Sequence[Token], others: Sequence[Token], other: Statement) -> float:
    if not words or not others:
        return 0.0
    there = Statement(" ".join(t.text for t in others))
    return sum(map(there.says, words)) / len(words)


def _joined(one: Statement, at: tuple[int, int], other: Statement) -> float:
    """Whether the words on both sides of a denial stand side by side without it in the other text."""
    before = [t.norm for t in one.tokens if t.end <= at[0]][-1:]
    after = [t.norm for t in one.tokens if t.start >= at[1]][:1]
    if not before or not after:
        return 0.0
    norms = [t.norm for t in other.tokens]
    for n, norm in enumerate(norms):
        if norm == before[0]:
            rest = norms[n + 1 : n + 3]
            if rest[:1] == after or (rest[:1] == ["een"] and rest[1:] == after):
                return 1.0
    return 0.0


def _verbatim(one: Statement, at: tuple[int, int], other: Statement, wide: int = 3) -> float:
    """Share of the words right around a denial that stand in a row, in the other text."""
    before = [t.norm for t in one.tokens if t.end <= at[0]][-wide:]
    after = [t.norm for t in one.tokens if t.start >= at[1]][:wide]
    norms = [t.norm for t in other.tokens]
    run = before + after
    longest = SequenceMatcher(None, run, norms, autojunk=False).find_longest_match().size
    return longest / max(1, len(run))
