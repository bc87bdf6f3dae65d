"""What tells a lie from a paraphrase in a draft sentence, as numbers: for ``draft_odds`` to weigh.

What is denied (``draft_denial_signals``), how it is put: may, must, is planned, is done
(``draft_mood_signals``), and small words that came or went (``draft_word_signals``). None decides by
itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.draft_clauses import said_of
from assistant.draft_denial_signals import denial_signals
from assistant.draft_denials import denial_spans
from assistant.draft_figures import rounds_on_denial
from assistant.draft_mood_signals import mood_signals
from assistant.draft_word_signals import word_signals
from assistant.draft_words import Statement
from index.analysis import Token


def signals(sentence: Statement, quotes: Sequence[Statement]) -> dict[str, float]:
    """Signals by name, those that are 0 left out."""
    whole = quotes[0] if len(quotes) == 1 else Statement(" ".join(q.text for q in quotes))
    found = {
        **_likeness(sentence, whole),
        **denial_signals(sentence, whole),
        **mood_signals(sentence, whole),
        **word_signals(sentence, whole),
        "turned": float(rounds_on_denial(sentence, quotes)),
    }
    return {name: value for name, value in found.items() if value}


_EXCEPTS = re.compile(r"\b(?:tenzij|behalve|mits|alleen|uitsluitend|slechts)\b")
_HALF = 0.5


def excepted(sentence: Statement, quotes: Sequence[Statement]) -> bool:
    """Whether a denial tells what a text excepts: *niet bij ziekte* for *tenzij u ziek bent*."""
    if not denial_spans(sentence) or _EXCEPTS.search(sentence.text.lower()):
        return False
    return any(
        _EXCEPTS.search(clause.text.lower()) and said_of(sentence, clause) >= _HALF
        for quote in quotes
        for clause in quote.clauses
    )


def _likeness(sentence: Statement, whole: Statement) -> dict[str, float]:
    """How much of either text stands in the other, and in the same order."""
    ours, theirs = ([t.norm for t in each.tokens if not _denial(t)] for each in (sentence, whole))
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    blocks = [b.size for b in matcher.get_matching_blocks()]
    size = max(1, len(ours))
    content = sentence.content
    return {
        "in_order": sum(blocks) / size,
        "longest": max(blocks) / size,
        "new": sum(not whole.says(t) for t in content) / max(1, len(content)),
        "left_out": 1 - said_of(sentence, whole),
        "length": min(2.0, len(ours) / 20),
    }


def _denial(token: Token) -> bool:
    return token.norm in ("niet", "geen", "nooit", "zonder", "niets", "niemand", "een")
